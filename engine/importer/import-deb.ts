import { existsSync, lstatSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hashFile } from '../read-pieces.ts'
import { artifactName, buildPackage, type BuiltPackage } from '../builder/build-package.ts'
import { manifestPathBeside } from '../builder/sidecars.ts'
import { EngineError } from '../model/failure.ts'
import type { Finding } from '../model/finding.ts'
import type { Architecture } from '../model/manifest.ts'
import type { Sandbox } from '../sandbox/find-sandbox.ts'
import { systemCode } from '../system-errors.ts'
import { DebProblem } from './deb-problem.ts'
import type { DebJob } from './jobs.ts'
import { appOf } from './app-of.ts'
import { licenseOf } from './license-of.ts'
import type { Stanza } from './control.ts'
import { withInstalled } from './repack-installed.ts'
import type { UnpackedTree } from '../appstream/read-apps.ts'
import { iconsBeside, keepIcons } from './shared-icons.ts'
import { type ControlFiles, type OpenDeb, withDeb } from './read-deb.ts'
import { copyrightPath, type Described, describe, recipeText } from './recipe-of.ts'
import { type Call, literalCalls, readCalls, type ScriptCalls } from './script-calls.ts'
import { traceScript } from './trace-script.ts'
import type { WrittenTree } from './write-tree.ts'

/** What is the same for all packages of one import. Plain data: it goes to threads. */
export interface ImportSettings {
  /** Where artifacts are put, and a folder for each package meanwhile. */
  readonly work: string
  /** The repository's folder, and paths in it of the artifacts that its record names. */
  readonly published: { readonly folder: string; readonly paths: ReadonlySet<string> }
  /** Debian's name of this machine's architecture: what is neither that nor `all` is refused. */
  readonly architecture: string
  readonly publisher: string
  readonly exclusions: readonly string[]
  /** Null where no script can be run: then only its words are read. */
  readonly sandbox: Sandbox | null
  /** Whether pictures that apps offer on the web are fetched. */
  readonly screenshots: boolean
  /** Whether icons of other packages of the same source may be taken, which are there once all were looked at. */
  readonly borrows?: boolean
}

export interface ImportedDeb {
  readonly kind: 'built'
  readonly artifact: BuiltPackage
  readonly stripped: readonly string[]
  readonly leftOut: readonly string[]
  readonly dropped: readonly string[]
  readonly unshown: readonly Finding[]
  /** Null where its postinst came to its end, or was not run. */
  readonly unfinished: 'error' | 'time' | null
  /** Where icons of its source package are kept, where its app lacks one. */
  readonly iconless: string | null
}

export type DebOutcome =
  | ImportedDeb
  | {
      readonly kind: 'unchanged'
      readonly name: string
      readonly version: string
      readonly architecture: Architecture
    }

/** Makes a package of a .deb, or of what is installed. Throws `DebProblem` where that cannot be. */
export async function importDeb(
  job: DebJob,
  settings: ImportSettings,
  signal: AbortSignal,
): Promise<DebOutcome> {
  if (job.kind === 'installed') {
    return withInstalled(new Map(job.control), async (deb, edited) => {
      const about = aboutOf(deb.control, settings)
      return made({ deb, about, sha256: null, edited }, settings, signal)
    })
  }
  const use = async (deb: OpenDeb): Promise<DebOutcome> => {
    const said = new Map(deb.control)
    if (job.tags !== '') said.set('tag', job.tags)
    if (job.section !== '') said.set('section', job.section)
    const about = aboutOf(said, settings)
    const sha256 = await hashFile(job.file)
    const { name, version, architecture } = about
    if (await isPublished(about, sha256, settings)) return { kind: 'unchanged', name, version, architecture }
    return made({ deb, about, sha256, edited: () => [] }, settings, signal)
  }
  return withDeb(job.file, use, signal)
}

function aboutOf(control: Stanza, settings: ImportSettings): Described {
  const debian = control.get('architecture')
  if (debian !== 'all' && debian !== settings.architecture) throw new DebProblem('architecture', debian ?? '')
  return describe(control)
}

interface Sources {
  readonly deb: OpenDeb
  readonly about: Described
  readonly sha256: string | null
  /** Configuration that was edited here and is left out, known once it is unpacked. */
  readonly edited: () => readonly string[]
}

async function made(sources: Sources, settings: ImportSettings, signal: AbortSignal): Promise<DebOutcome> {
  const { deb, about, edited } = sources
  return inFolder(settings, async (folder, output) => {
    const tree = path.join(folder, 'src')
    const written = await deb.unpack(tree)
    const calls = await callsOf(deb.files, { folder, tree, sandbox: settings.sandbox }, signal)
    const { artifact, unshown, iconless } = await build(
      { ...sources, folder, output, written, calls: calls.read },
      settings,
      signal,
    )
    const leftOut = [...written.leftOut, ...edited()]
    const [{ stripped }, { dropped }, { unfinished }] = [written, about, calls]
    return { kind: 'built', artifact, stripped, leftOut, dropped, unshown, unfinished, iconless }
  })
}

/**
 * Whether the repository has this package already, made of the same file. A file that its record does not name is left
 * from an import that was killed, and counts for nothing.
 */
async function isPublished(
  { name, version, architecture }: Described,
  sha256: string,
  { published }: ImportSettings,
): Promise<boolean> {
  const artifact = `packages/${artifactName({ name, version, architecture }, 'tar.zst')}`
  const manifest = manifestPathBeside(path.join(published.folder, artifact))
  if (!published.paths.has(artifact) || !existsSync(manifest)) return false
  const { origin } = JSON.parse(await readFile(manifest, 'utf8')) as { origin?: { sha256?: string } }
  return origin?.sha256 === sha256
}

/** A folder of its own, and one for what is built: two files may claim to be the same package. */
async function inFolder<T>(
  { work }: ImportSettings,
  use: (folder: string, output: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(work, 'one-'))
  try {
    return await use(folder, path.join(work, 'built', path.basename(folder)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What its postinst asks to be set up: traced in a box, or by its own words where it cannot be run to its end. */
async function callsOf(
  files: ControlFiles,
  { folder, tree, sandbox }: { folder: string; tree: string; sandbox: Sandbox | null },
  signal: AbortSignal,
): Promise<{ readonly read: ScriptCalls; readonly unfinished: ImportedDeb['unfinished'] }> {
  const script = files.get('postinst')?.toString('utf8') ?? ''
  if (!/update-alternatives|ucf/.test(script))
    return { read: { alternatives: [], copies: [] }, unfinished: null }
  const calls: Call[] = [...literalCalls(script)]
  let unfinished: ImportedDeb['unfinished'] = null
  if (sandbox !== null) {
    const shown = path.join(folder, 'control')
    await mkdir(shown)
    await writeFile(path.join(shown, 'postinst'), script)
    const trace = await traceScript(sandbox, { folder: shown }, signal)
    calls.push(...trace.calls)
    unfinished = trace.end === 'whole' ? null : trace.end
  }
  // A link is there, wherever it leads: gcc is one to a file of gcc-12.
  const isThere = (member: string): boolean =>
    lstatSync(path.join(tree, member), { throwIfNoEntry: false }) !== undefined
  return { read: readCalls(calls, isThere), unfinished }
}

interface BuildSources extends Sources {
  readonly folder: string
  readonly output: string
  readonly written: WrittenTree
  readonly calls: ScriptCalls
}

async function build(
  { deb, folder, output, about, written, calls, sha256 }: BuildSources,
  settings: ImportSettings,
  signal: AbortSignal,
): Promise<Pick<ImportedDeb, 'artifact' | 'unshown' | 'iconless'>> {
  const tree = path.join(folder, 'src')
  const shots = settings.screenshots ? path.join(settings.work, 'shots') : null
  const shown = await appOf(await withIcons({ tree, about, written }, settings), deb.control, shots, signal)
  const isIconless = shown.app !== null && shown.app.icon === undefined
  const iconless = isIconless ? iconsOf(about, settings) : null
  const found = {
    license: shown.license ?? licenseOf(await copyrightOf(tree, about.name)),
    ...{ sha256, stripped: written.stripped, isRelocatable: written.isRelocatable },
    ...{ ...calls, app: shown.app, categories: shown.categories },
  }
  const hashes = hashesOf(written, shown.app?.icon)
  const write = async (app: typeof shown.app): Promise<BuiltPackage> => {
    const text = recipeText(about, { ...found, app }, settings)
    await writeFile(path.join(folder, 'package.yaml'), text)
    const how = { format: 'tar.zst', signer: null, modified: 0, preset: 0 } as const
    return buildPackage({ source: folder, output, hashes, ...how }, signal)
  }
  try {
    return { artifact: await write(found.app), unshown: shown.findings, iconless }
  } catch (error) {
    const { key, problem } = complaintIn(error)
    // Software is worth more than how it is shown.
    if (key.startsWith('app') && found.app !== null) {
      const unshown = [...shown.findings, unusable(about.name, key, problem)]
      return { artifact: await write(null), unshown, iconless: null }
    }
    throw new DebProblem('recipe', refusal(key, problem), { cause: error })
  }
}

function refusal(key: string, problem: string): string {
  const holdsNothing = key === 'files' && /^(?:src\/ is empty|selects nothing)/.test(problem)
  return holdsNothing ? 'nothing of it lies below /usr or /etc' : `${key}: ${problem}`
}

/** The icon may have been drawn anew. */
function hashesOf({ files }: WrittenTree, icon: string | undefined): ReadonlyMap<string, string> {
  return new Map(files.flatMap((file) => (file.path === icon ? [] : [[file.path, file.sha256] as const])))
}

/** The tree, with what other packages of the source have; its own icons are kept for them. */
async function withIcons(
  { tree, about, written }: Pick<BuildSources, 'about' | 'written'> & { readonly tree: string },
  settings: ImportSettings,
): Promise<UnpackedTree> {
  const { files, links } = written
  const own = { folder: tree, files, links }
  const source = iconsOf(about, settings)
  if (settings.borrows === true) return { ...own, beside: await iconsBeside(source, about.name) }
  await keepIcons(
    path.join(source, `${about.name}_${about.architecture}_${path.basename(path.dirname(tree))}`),
    own,
  )
  return own
}

function iconsOf({ origin }: Described, { work }: ImportSettings): string {
  return path.join(work, 'icons', origin.source)
}

function unusable(name: string, key: string, problem: string): Finding {
  const value = `${key}: ${problem}`
  return { severity: 'error', rule: 'package/broken', file: name, line: null, value, accepted: null }
}

/** What is wrong with a recipe; anything else is thrown on. */
function complaintIn(error: unknown): { readonly key: string; readonly problem: string } {
  if (!(error instanceof EngineError) || error.code !== 'recipe/invalid') throw error
  return error.facts as { readonly key: string; readonly problem: string }
}

/** Bytes: a copyright file that is longer is not read for its licence. */
const maximumCopyrightBytes = 4 * 1024 * 1024

async function copyrightOf(tree: string, name: string): Promise<string | null> {
  const file = copyrightPath(tree, name)
  try {
    const { size } = await stat(file)
    return size > maximumCopyrightBytes ? null : await readFile(file, 'utf8')
  } catch (error) {
    // A link into another package, or none at all.
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR'].includes(systemCode(error) ?? '')) return null
    throw error
  }
}

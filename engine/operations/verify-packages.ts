import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { VerificationResult } from '../api/package-operations.ts'
import { nearest } from '../base/nearest.ts'
import { isConfiguration } from '../model/configuration.ts'
import { EngineError } from '../model/failure.ts'
import { type InstalledRelease, isScriptOutput, scriptOutputId } from '../model/generation.ts'
import type { FileEntry } from '../model/manifest.ts'
import { checkEntries, type Expected } from '../store/check-entries.ts'
import { ownFiles } from '../store/check-entry.ts'
import { checkWhole } from '../state/backup.ts'
import { readStoredManifest } from '../store/content-store.ts'
import type { TreeContent, TreeEntry } from '../store/tree-content.ts'
import { editedConfiguration } from '../transaction/settle-configuration.ts'
import { type Believed, believedContent, ownerOf } from './believed-content.ts'
import { brokenGenerations } from './mend-generation.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'
import { doesHold, trustLinks } from './trust-links.ts'

type Problem = VerificationResult['problems'][number]

export interface Verification {
  readonly packages?: readonly string[] | undefined
  readonly strict?: boolean
}

/**
 * Compares what stands in the profile with the signed manifests, and with what triggers and scripts made: what a person
 * runs, not what is stored. Strictly, what nobody brings is told, too, and what vouches for each release is checked.
 * Throws `state/damaged` where all is asked for and the database that says what belongs here cannot be read as a whole.
 */
export async function verifyPackages(
  toolbox: Toolbox,
  { packages, strict = false }: Verification,
  signal: AbortSignal,
): Promise<VerificationResult[]> {
  const wanted = askedReleases(toolbox, packages)
  const believed = await believedContent(toolbox)
  const asked = [
    ...wanted.map((release) => askedOf(toolbox, release, believed)),
    ...(packages === undefined ? madeByTriggers(toolbox, believed) : []),
  ]
  const problems = await checkEntries(
    asked.flatMap(({ files }) => files.map(({ expected }) => expected)),
    signal,
  )
  const edited = editedConfiguration(toolbox.layout, toolbox.state)
  const extras = strict ? extraPaths(toolbox.layout.current, believed) : []
  const linksOf = strict ? trustLinks(toolbox) : null
  const results: VerificationResult[] = []
  let next = 0
  for (const { name, version, release, files, distrusted } of asked) {
    signal.throwIfAborted()
    const found = files.flatMap(({ place }): Problem[] => {
      const problem = problems[next++] ?? null
      return problem === null ? [] : [{ path: place, problem }]
    })
    const own = extras.filter(({ owner }) => owner === name)
    const all = [
      ...distrusted,
      ...found,
      ...own.map(({ place }): Problem => ({ path: place, problem: 'extra' })),
    ]
    const links = linksOf === null || release === null ? [] : await linksOf(release)
    // A manifest that is another one is among the problems already.
    const untrusted = links.filter((link) => link.kind !== 'manifest' && !doesHold(link))
    results.push({
      ...{ name, version, files: files.length, problems: all },
      ok: all.length === 0 && untrusted.length === 0,
      edited: files.flatMap(({ place }) => (edited.has(place) ? [place] : [])),
      ...(untrusted.length === 0 ? {} : { untrusted }),
    })
  }
  return [...results, ...(await aroundPackages(toolbox, packages, extras))]
}

/** Whose is what stands beside `bin` and `share`, in a folder that nobody brings. */
const top = 'profile:others'

interface Extra {
  readonly place: string
  readonly owner: string
}

/** What belongs to no package, where everything is asked for. */
async function aroundPackages(
  toolbox: Toolbox,
  packages: readonly string[] | undefined,
  extras: readonly Extra[],
): Promise<VerificationResult[]> {
  return packages === undefined ? [...besides(extras), ...(await brokenGenerations(toolbox))] : []
}

function besides(extras: readonly Extra[]): VerificationResult[] {
  const problems = extras.flatMap(({ place, owner }): Problem[] =>
    owner === top ? [{ path: place, problem: 'extra' }] : [],
  )
  return problems.length === 0 ? [] : [{ name: top, version: '', files: 0, problems, ok: false, edited: [] }]
}

function askedReleases(toolbox: Toolbox, names: readonly string[] | undefined): InstalledRelease[] {
  if (names === undefined) checkWhole(toolbox.state)
  return wantedReleases(toolbox, names)
}

/** Throws `package/not-installed`. */
export function wantedReleases(toolbox: Toolbox, names: readonly string[] | undefined): InstalledRelease[] {
  const installed = installedReleases(toolbox)
  return [...new Set(names ?? installed.keys())].map((name) => {
    const release = installed.get(name)
    if (release !== undefined) return release
    throw new EngineError('package/not-installed', { name, nearest: nearest(name, installed.keys()) })
  })
}

/** A release with what its scripts made, or what a trigger made of the files of many. */
interface Asked {
  readonly name: string
  readonly version: string
  readonly release: InstalledRelease | null
  readonly files: readonly Checked[]
  readonly distrusted: readonly Problem[]
}

interface Checked {
  readonly place: string
  readonly expected: Expected
}

function askedOf(toolbox: Toolbox, release: InstalledRelease, believed: Believed): Asked {
  const { name, version } = release
  const scripts = ownerOf(scriptOutputId(name))
  const manifest = believed.manifests.get(release.manifest_sha256)
  const list = believed.outputs.get(scripts)
  return {
    ...{ name, version, release },
    files: [
      ...(manifest === undefined ? filesOf(toolbox, release, believed.content) : []),
      ...madeFiles(toolbox, scripts, believed.content),
    ],
    distrusted: [manifest, list].flatMap((one) => one ?? []),
  }
}

function madeByTriggers(toolbox: Toolbox, { generation, content, outputs }: Believed): Asked[] {
  return generation.triggers
    .filter(({ id }) => !isScriptOutput(id))
    .map(({ id }) => {
      const name = ownerOf(id)
      const list = outputs.get(name)
      return {
        ...{ name, version: '', release: null },
        files: madeFiles(toolbox, name, content),
        distrusted: list === undefined ? [] : [list],
      }
    })
}

function filesOf({ layout }: Toolbox, release: InstalledRelease, content: TreeContent): Checked[] {
  const manifest = readStoredManifest(layout, release.directory)
  return ownFiles(manifest, content).map((entry) => ({
    place: entry.path,
    expected: { file: path.join(layout.current, entry.path), entry: standingFor(entry, content) },
  }))
}

function madeFiles({ layout }: Toolbox, owner: string, content: TreeContent): Checked[] {
  return [...content].flatMap(([place, standing]): Checked[] => {
    if (standing.owner !== owner || standing.type === 'directory') return []
    return [{ place, expected: { file: path.join(layout.current, place), entry: entryOf(place, standing) } }]
  })
}

function entryOf(place: string, standing: Exclude<TreeEntry, { type: 'directory' }>): FileEntry {
  if (standing.type === 'symlink') return { type: 'symlink', path: place, target: standing.target }
  const { size, sha256, mode } = standing
  return { type: 'file', path: place, size, sha256, mode: (mode & 0o111) === 0 ? 0o644 : 0o755 }
}

/** In the place of a configuration file stands a link to the copy that a person may edit. */
function standingFor(entry: FileEntry, content: TreeContent): FileEntry {
  const standing = content.get(entry.path)
  if (!isConfiguration(entry) || standing?.type !== 'symlink') return entry
  return { type: 'symlink', path: entry.path, target: standing.target }
}

/** What stands in the profile and nobody brings; told of whoever brought the folder it lies in. */
function extraPaths(current: string, { content, manifests, outputs }: Believed): Extra[] {
  // What a distrusted manifest brings is nobody's now, and belongs there all the same.
  if (manifests.size + outputs.size > 0) return []
  const folders = [...content].flatMap(([place, entry]) =>
    entry.type === 'directory' ? [[place, entry.owner] as const] : [],
  )
  return [['', top] as const, ...folders].flatMap(([folder, owner]) =>
    namesIn(path.join(current, folder)).flatMap((name) => {
      const place = path.posix.join(folder, name)
      return content.has(place) ? [] : [{ place, owner }]
    }),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Missing: told as that.
    return []
  }
}

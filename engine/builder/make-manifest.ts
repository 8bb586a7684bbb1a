import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileListProblem } from '../archive/check-files.ts'
import { nearest } from '../base/nearest.ts'
import { commandAt, commandPaths } from '../model/commands.ts'
import type { AppRecord, FileEntry, Manifest } from '../model/manifest.ts'
import { maximumPictureBytes, pictureProblem, type PictureType, pictureTypes } from './check-picture.ts'
import type { ReadRecipe, Recipe } from './recipe.ts'
import { complaint } from './yaml-document.ts'

type File = Extract<FileEntry, { type: 'file' }>
type App = NonNullable<Recipe['app']>
type Picture = NonNullable<AppRecord['icon']>

/** Everything that the manifest of a package is made from. */
interface Sources extends ReadRecipe {
  readonly tree: string
  readonly entries: readonly FileEntry[]
}

/** The manifest of a package, checked as strictly as whoever installs it will. */
export async function makeManifest(sources: Sources): Promise<Manifest> {
  const { recipe, document, entries } = sources
  const { files: _selection, exclude_patterns: _exclusion, app, ...declared } = recipe
  checkTriggerFields(sources)
  const installed = entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.size : 0), 0)
  const manifest: Manifest = {
    format: 1,
    ...declared,
    ...(app === undefined ? {} : { app: await appRecord(sources, app) }),
    installed_size: installed,
    files: [...entries],
  }
  const problem = fileListProblem(manifest)
  if (problem !== null) {
    throw complaint(document, ['files'], problem, 'names that every system can hold')
  }
  return manifest
}

async function appRecord(sources: Sources, app: App): Promise<AppRecord> {
  checkLaunchable(sources, app)
  const { id, description, icon, screenshots, content_rating: rating, ...rest } = app
  const shots: AppRecord['screenshots'] = []
  for (const [index, { path: member, caption }] of screenshots.entries()) {
    shots.push({ ...(await picture(sources, member, ['app', 'screenshots', index, 'path'])), caption })
  }
  return {
    ...rest,
    id: id ?? sources.recipe.name,
    description: description ?? sources.recipe.description,
    ...(icon === undefined ? {} : { icon: await iconOf(sources, icon) }),
    screenshots: shots,
    content_rating: rating ?? 'none',
  }
}

/** An icon is drawn at every size and on every ground, so it is an SVG or has transparency. */
async function iconOf(sources: Sources, member: string): Promise<Picture> {
  return picture(sources, member, ['app', 'icon'], ['image/svg+xml', 'image/png'])
}

async function picture(
  sources: Sources,
  member: string,
  key: readonly (string | number)[],
  types: readonly PictureType[] = pictureTypes,
): Promise<Picture> {
  const file = memberFile(sources, member, key)
  const isSmall = file.size <= maximumPictureBytes
  const bytes = isSmall ? await readFile(path.join(sources.tree, member)) : Buffer.alloc(0)
  const problem = isSmall ? pictureProblem(bytes, types) : `is bigger than ${maximumPictureBytes} bytes`
  if (problem === null) return { path: member, sha256: file.sha256 }
  const accepted = `${types.join(', ')}; an SVG may only draw`
  throw complaint(sources.document, key, `${member} ${problem}`, accepted)
}

function checkLaunchable(sources: Sources, { launchable }: App): void {
  if (launchable === undefined) return
  if (launchable.kind === 'page') memberFile(sources, launchable.page, ['app', 'launchable', 'page'])
  else checkCommand(sources, launchable.exec)
}

function checkCommand(sources: Sources, exec: string): void {
  const { document, entries, recipe } = sources
  const { alternatives = [] } = recipe
  const paths = commandPaths({ files: [...entries], alternatives })
  const member = exec.includes('/') ? exec : (paths.get(exec) ?? `bin/${exec}`)
  // What an alternative leads to has been looked at already.
  if (alternatives.some(({ link }) => link === member)) return
  const problem = commandProblem(sources, member)
  if (problem === null) return
  const accepted = paths.size === 0 ? 'an executable file in src/bin' : [...paths.values()].join(', ')
  throw complaint(document, ['app', 'launchable', 'exec'], problem, accepted)
}

function commandProblem({ entries }: Sources, member: string): string | null {
  const command = resolveLink(entries, member)
  if (command?.type !== 'file') return `there is no ${member}`
  return command.mode === 0o755 && commandAt(member) !== null ? null : `${member} cannot be executed`
}

/** What alternatives lead to and configuration is copied from is in the package. */
function checkTriggerFields(sources: Sources): void {
  const { alternatives = [], conf_copies: copies = [] } = sources.recipe
  for (const [index, { path: member, slaves = [] }] of alternatives.entries()) {
    checkTarget(sources, member, ['alternatives', index, 'path'])
    for (const [at, slave] of slaves.entries()) {
      checkTarget(sources, slave.path, ['alternatives', index, 'slaves', at, 'path'])
    }
  }
  for (const [index, { from }] of copies.entries()) checkMember(sources, from, ['conf_copies', index, 'from'])
}

/** An alternative may stand for a folder: the headers of one library out of several. */
function checkTarget(sources: Sources, member: string, key: readonly (string | number)[]): void {
  if (resolveLink(sources.entries, member)?.type !== 'directory') checkMember(sources, member, key)
}

/** A link will do as well as a file, also one that leads into a package that this one needs: gcc is one to gcc-12. */
function checkMember(sources: Sources, member: string, key: readonly (string | number)[]): void {
  const target = resolveLink(sources.entries, member)
  const leadsOn = target === undefined && sources.entries.some(({ path: each }) => each === member)
  if (!leadsOn && target?.type !== 'file') memberFile(sources, member, key)
}

/** The file that a path of the recipe names in the package. */
function memberFile(sources: Sources, member: string, key: readonly (string | number)[]): File {
  const found = sources.entries.find((entry) => entry.path === member)
  if (found?.type === 'file') return found
  const { document, entries } = sources
  const files = entries.filter((entry) => entry.type === 'file').map((entry) => entry.path)
  const near = nearest(member, files)
  const accepted = near.length === 0 ? 'a file below src/ that files selects' : near.join(', ')
  throw complaint(document, key, `there is no ${member}`, accepted)
}

/** Follows one link: more of them are for the machine that runs it. */
function resolveLink(entries: readonly FileEntry[], member: string): FileEntry | undefined {
  const found = entries.find((entry) => entry.path === member)
  if (found?.type !== 'symlink') return found
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(member), found.target))
  return entries.find((entry) => entry.path === target)
}

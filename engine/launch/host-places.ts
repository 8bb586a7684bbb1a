import { readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'

/** A place of this machine that a boxed program finds at the same path. */
export type SharedPlace =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }

/** What of the machine's /etc a boxed program sees: the file itself, or a link to where it is seen anyway. */
export type HostFile =
  | { readonly kind: 'bound'; readonly name: string; readonly source: string }
  | { readonly kind: 'link'; readonly name: string; readonly target: string }

/** What a boxed program needs to know of the machine and of its tree. */
export interface Surroundings {
  /** Real path of the tree. */
  readonly tree: string
  /** Where files of etc/ really lie: folders of the tree link up to it. */
  readonly configuration: string
  /** Folders that it may read and not write, on top of the shared ones. */
  readonly guarded: readonly string[]
  readonly shared: readonly SharedPlace[]
  readonly hostFiles: readonly HostFile[]
  /** Names that the tree has in etc/. */
  readonly treeFiles: readonly string[]
  /** What the machine knows about this terminal, where the tree knows nothing: a file, and its place in a database. */
  readonly terminal: { readonly source: string; readonly member: string } | null
}

/** Top folders that are the tree's, the kernel's, or nobody's. */
const hidden = new Set([
  ...['usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'etc'],
  ...['proc', 'dev', 'boot', 'lost+found', 'config'],
])

/** Who people are, where names lead, what time it is, whose certificates count: the machine's, not a package's. */
const hostNames = [
  ...['passwd', 'group', 'hostname', 'hosts', 'resolv.conf', 'nsswitch.conf', 'localtime', 'timezone'],
  ...['machine-id', 'ssl', 'pki', 'ca-certificates'],
]

const terminals = ['/etc/terminfo', '/lib/terminfo', '/usr/lib/terminfo', '/usr/share/terminfo']

export function lookAround(
  tree: string,
  { guarded, configuration }: Pick<Surroundings, 'guarded' | 'configuration'>,
  environment: NodeJS.ProcessEnv,
): Surroundings {
  const hostFiles = hostNames.flatMap((name) => hostFile(name, tree))
  const ofHost = new Set(['mtab', ...hostFiles.map(({ name }) => name)])
  return {
    ...{ tree, guarded, configuration, hostFiles },
    shared: namesIn('/').flatMap(sharedPlace),
    treeFiles: namesIn(path.join(tree, 'etc')).filter((name) => !ofHost.has(name)),
    terminal: terminalEntry(tree, environment['TERM']),
  }
}

function sharedPlace(name: string): SharedPlace[] {
  if (hidden.has(name)) return []
  const place = `/${name}`
  try {
    return [{ kind: 'link', path: place, target: readlinkSync(place) }]
  } catch {
    return isFolder(place) ? [{ kind: 'folder', path: place }] : []
  }
}

function hostFile(name: string, tree: string): HostFile[] {
  const source = realPath(path.join('/etc', name))
  if (source === null) return []
  // Written anew by others while the program runs: a link leads to what is there then.
  if (source.startsWith('/run/')) return [{ kind: 'link', name, target: source }]
  // The name of a time zone is that of the file; the tree may have it too.
  const isZone = source.startsWith('/usr/share/zoneinfo/') && realPath(path.join(tree, source)) !== null
  return [isZone ? { kind: 'link', name, target: source } : { kind: 'bound', name, source }]
}

function terminalEntry(tree: string, name = ''): Surroundings['terminal'] {
  if (!/^[A-Za-z0-9][\w.+-]*$/.test(name)) return null
  const members = [`${name[0]!}/${name}`, `${name.charCodeAt(0).toString(16)}/${name}`]
  const find = (folder: string) =>
    members.map((member) => ({ source: path.join(folder, member), member })).find(isThere) ?? null
  const isKnown = terminals.some((folder) => find(path.join(tree, folder.replace(/^\/lib/, '/usr/lib'))))
  if (isKnown) return null
  return terminals.map(find).find((found) => found !== null) ?? null
}

function isThere({ source }: { readonly source: string }): boolean {
  return realPath(source) !== null
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    // A tree of programs that need no configuration.
    return []
  }
}

function realPath(file: string): string | null {
  try {
    return realpathSync(file)
  } catch {
    return null
  }
}

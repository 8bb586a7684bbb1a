import { existsSync } from 'node:fs'
import path from 'node:path'
import type { UsrWay } from './find-way.ts'
import type { HostFile, SharedPlace, Surroundings } from './host-places.ts'

/** Where a boxed program finds what is not in its tree: nothing of a package or of the machine lies there. */
export const ownFolder = '/.multios'

/** What leads to /usr on the systems that packages were made for. */
const merged = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32']

export interface BoxOptions {
  /** Ends with whoever started it, whatever ends that. */
  readonly dies: boolean
  /** Where bwrap tells the number of the box's first process. */
  readonly infoDescriptor: number
}

/**
 * How bwrap is told: the tree is /usr and /etc, and all else is the machine as the person has it. Not a cage: what a
 * person may do, a program of theirs may do, but change what is installed.
 */
export function boxWords(
  bwrap: string,
  around: Surroundings,
  { dies, infoDescriptor }: BoxOptions,
): string[] {
  const { tree, shared, guarded, configuration, hostFiles, treeFiles, terminal } = around
  return [
    bwrap,
    ...['--unshare-pid', '--info-fd', String(infoDescriptor)],
    ...(dies ? ['--die-with-parent'] : []),
    ...shared.flatMap(sharedWords),
    ...['--ro-bind', path.join(tree, 'usr'), '/usr'],
    ...merged.flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...guarded.flatMap((folder) => ['--ro-bind', folder, folder]),
    // Some programs follow a link by its words alone: from /etc, those of the tree lead there.
    ...['--symlink', configuration, '/config'],
    ...['--tmpfs', '/etc', '--symlink', '/proc/self/mounts', '/etc/mtab'],
    // Links, because each place that is bound costs as much as all of these together.
    ...treeFiles.flatMap((name) => ['--symlink', path.join(tree, 'etc', name), `/etc/${name}`]),
    ...hostFiles.flatMap(hostWords),
    ...(terminal === null ? [] : ['--ro-bind', terminal.source, `${ownFolder}/terminfo/${terminal.member}`]),
    // A terminal keeps its name, and graphics cards are there: what a device lets whom do, the machine decides.
    ...['--proc', '/proc', '--dev-bind', '/dev', '/dev'],
    ...['--remount-ro', '/etc', '--remount-ro', '/', '--'],
  ]
}

/** The same by proot, which needs no leave of the kernel: slower, and nothing is read-only. */
export function prootWords(
  { proot, options }: Extract<UsrWay, { kind: 'proot' }>,
  around: Surroundings,
): string[] {
  const { tree, shared, configuration, hostFiles, terminal } = around
  const bound = (source: string, place = source) => ['-b', source === place ? source : `${source}:${place}`]
  // Of a folder that is not there it would complain at every start.
  const there = merged.filter((name) => existsSync(path.join(tree, 'usr', name)))
  return [
    ...[proot, ...options, '-r', tree],
    ...there.flatMap((name) => bound(path.join(tree, 'usr', name), `/${name}`)),
    ...['/proc', '/dev', ...shared.map((place) => place.path)].flatMap((place) => bound(place)),
    // Links of etc/ lead up to it from wherever the tree is.
    ...bound(configuration, '/config'),
    ...hostFiles.flatMap((file) =>
      bound(file.kind === 'bound' ? file.source : file.target, `/etc/${file.name}`),
    ),
    ...(terminal === null ? [] : bound(terminal.source, `${ownFolder}/terminfo/${terminal.member}`)),
  ]
}

function sharedWords(place: SharedPlace): string[] {
  return place.kind === 'folder'
    ? ['--bind', place.path, place.path]
    : ['--symlink', place.target, place.path]
}

function hostWords(file: HostFile): string[] {
  return file.kind === 'bound'
    ? ['--ro-bind', file.source, `/etc/${file.name}`]
    : ['--symlink', file.target, `/etc/${file.name}`]
}

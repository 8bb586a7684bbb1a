import { readlinkSync } from 'node:fs'
import path from 'node:path'
import type { PathOwner } from '../api/package-operations.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { wholeContent } from '../transaction/tree-sources.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

/**
 * Which installed packages bring a path, or would have it as an alternative: below the profile, or as it lies on the disk,
 * the store included.
 */
export function findOwners(toolbox: Toolbox, { path: asked }: { readonly path: string }): PathOwner[] {
  const { place, directory } = placeOf(toolbox, asked)
  const installed = new Map(
    Array.from(installedReleases(toolbox).values(), (release) => [release.manifest_sha256, release]),
  )
  const files = toolbox.files()
  files.know([...installed.keys()], (digest) =>
    readStoredManifest(toolbox.layout, installed.get(digest)!.directory),
  )
  const owners = files.ownersOf(place).flatMap((owned) => {
    const release = installed.get(owned.digest)
    if (release === undefined || (directory !== null && release.directory !== directory)) return []
    return [{ release, type: owned.type }]
  })
  if (owners.length === 0 && directory === null) return offering(toolbox, place, [...installed.values()])
  const content = wholeContent(toolbox.layout, {
    releases: owners.map(({ release }) => release),
    triggers: [],
  })
  const winner = content.get(place)
  return owners.map(({ release: { name, version }, type }) => ({
    name,
    version,
    path: place,
    type,
    shown: winner?.type === 'directory' || winner?.owner === name,
  }))
}

/** Those that have an alternative of that name: the link itself is made, and brought by none. */
function offering(
  { layout }: Toolbox,
  place: string,
  releases: readonly Pick<InstalledRelease, 'name' | 'version' | 'directory'>[],
): PathOwner[] {
  const target = targetOf(path.join(layout.current, place))
  if (target === null) return []
  return releases.flatMap(({ name, version, directory }) => {
    const { alternatives = [] } = readStoredManifest(layout, directory)
    const links = alternatives.flatMap((alternative) => [alternative, ...(alternative.slaves ?? [])])
    const offered = links.filter(({ link }) => link === place)
    if (offered.length === 0) return []
    const shown = offered.some(
      ({ path: own }) => path.posix.relative(path.posix.dirname(place), own) === target,
    )
    return [{ name, version, path: place, type: 'symlink' as const, shown }]
  })
}

function targetOf(link: string): string | null {
  try {
    return readlinkSync(link)
  } catch {
    // Nothing there, or no link.
    return null
  }
}

interface Place {
  readonly place: string
  /** Of one release, where it is asked about in the store. */
  readonly directory: string | null
}

function placeOf({ layout, environment }: Toolbox, asked: string): Place {
  const home = environment['HOME'] ?? ''
  const absolute = asked.startsWith('~/') ? path.join(home, asked.slice(2)) : asked
  for (const root of [layout.current, layout.config, ...treesOf(layout.trees, absolute)]) {
    if (absolute.startsWith(`${root}/`)) return anywhere(absolute.slice(root.length + 1))
  }
  const inStore = absolute.startsWith(`${layout.store}/`) ? absolute.slice(layout.store.length + 1) : ''
  const [directory = '', ...rest] = inStore.split('/')
  if (rest.length > 0) return { ...anywhere(rest.join('/')), directory }
  return anywhere(asked)
}

function anywhere(place: string): Place {
  return { place: path.posix.normalize(place).replace(/^\/+|\/+$/g, ''), directory: null }
}

/** `trees/A` where the path lies in one. */
function treesOf(trees: string, absolute: string): string[] {
  const match = absolute.startsWith(`${trees}/`)
    ? /^[A-Z](?=\/)/.exec(absolute.slice(trees.length + 1))
    : null
  return match === null ? [] : [path.join(trees, match[0])]
}

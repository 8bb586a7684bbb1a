import type { Manifest } from './manifest.ts'

type Brought = Pick<Manifest, 'files' | 'alternatives'>

/** Where commands lie in a tree; of one name in several the first counts. */
export const commandFolders = ['bin', 'usr/bin', 'usr/games', 'usr/sbin'] as const

/**
 * The commands that a release brings, by name, with their paths in the tree: files directly in a folder for programs,
 * and the names there that it would have as an alternative.
 */
export function commandPaths({ files, alternatives = [] }: Brought): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const links = alternatives.flatMap(({ link, slaves = [] }) => [link, ...slaves.map((slave) => slave.link)])
  const members = [...files.flatMap(({ type, path }) => (type === 'directory' ? [] : [path])), ...links]
  for (const folder of commandFolders) {
    for (const member of members) {
      const name = nameIn(folder, member)
      if (name !== null && !found.has(name)) found.set(name, member)
    }
  }
  return found
}

/** Their names: those of bin/ first, each folder's in the manifest's order. */
export function commandsOf(brought: Brought): string[] {
  return [...commandPaths(brought).keys()]
}

/** The name of a command by its path in a tree; null for what lies elsewhere. */
export function commandAt(member: string): string | null {
  for (const folder of commandFolders) {
    const name = nameIn(folder, member)
    if (name !== null) return name
  }
  return null
}

/** Whether it was made for a disk whose /usr is the tree. */
export function isMadeForUsr(member: string): boolean {
  return member.startsWith('usr/')
}

function nameIn(folder: string, member: string): string | null {
  if (!member.startsWith(`${folder}/`)) return null
  const name = member.slice(folder.length + 1)
  return name === '' || name.includes('/') ? null : name
}

import { createHash } from 'node:crypto'

/** Bytes that the name of a file may have, less what a temporary name puts around it. */
const longest = 200

/**
 * `multios-<package>-<id>`, in characters that every file system and icon theme takes. An id that had to be changed
 * for that gets a digest of what it was, so that two stay two.
 */
export function exportName(packageName: string, id: string): string {
  const safe = id.replaceAll(/[^A-Za-z0-9._-]/g, '_')
  const name = `multios-${packageName}-${safe}`
  if (safe === id && name.length <= longest) return name
  return `${name.slice(0, longest - 9)}-${digestOf(id)}`
}

/** A name nobody has yet: of `package-a b` and `package a-b` the second one gets a digest. */
export function distinct(
  name: string,
  key: string,
  taken: { readonly has: (name: string) => boolean },
): string {
  return taken.has(name) ? `${name}-${digestOf(key)}` : name
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

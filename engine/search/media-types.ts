import { mediaTypeNames } from './media-type-names.ts'

const byEnding = new Map<string, string>()
const byName = new Map<string, string>()
const names = new Map<string, readonly string[]>()
for (const line of mediaTypeNames.trim().split('\n')) {
  const [type = '', ...others] = line.split(' ')
  const aliases = others.filter((other) => !other.startsWith('.'))
  for (const other of others) (other.startsWith('.') ? byEnding : byName).set(other, type)
  if (aliases.length > 0) names.set(type, [type, ...aliases])
}

/**
 * The media type that somebody looks for: `image/svg+xml`, or `.svg` and `*.svg` in its place, by the name that it is
 * indexed by. Null for anything else.
 */
export function soughtMediaType(folded: string): string | null {
  const text = folded.trim()
  if (/^[a-z-]+\/[a-z0-9][a-z0-9._+-]*$/.test(text)) return indexedType(text)
  const ending = /^\*?(\.[a-z0-9][a-z0-9_.]{0,11})$/.exec(text)?.[1]
  return ending === undefined ? null : (byEnding.get(ending) ?? null)
}

/** One name for all that a type is called: programs list `image/x-psd` and mean what Photoshop writes. */
export function indexedType(folded: string): string {
  return (byName.get(folded) ?? folded).slice(0, 128)
}

/** What a type is called, the name that it is indexed by first. */
export function namesOfType(type: string): readonly string[] {
  return names.get(type) ?? [type]
}

/** The fields in which somebody else writes freely, by name, wherever they stand in an answer. */
const free = new Set([
  ...['title', 'summary', 'description', 'headline', 'kicker', 'caption', 'notes', 'statement', 'author'],
  ...['developer', 'publisher', 'maintainer', 'license', 'metadataLicense', 'categories', 'tags', 'commands'],
  ...['version', 'current', 'available', 'from', 'to', 'update', 'fixedIn', 'clause', 'mediaTypes'],
  ...['recommends', 'provides', 'conflicts', 'neededBy', 'path', 'mirrors', 'aliases', 'label', 'value'],
  ...['owner', 'user', 'reason', 'because', 'detail', 'details', 'message', 'text', 'rule', 'note'],
])

/** The same answer, in which every such text goes on with `tail`. */
export function hostileAnswer<T>(answer: T, tail: string): T {
  return withTail(answer, '', tail) as T
}

function withTail(value: unknown, key: string, tail: string): unknown {
  if (typeof value === 'string') return free.has(key) && value !== '' ? value + tail : value
  if (Array.isArray(value)) return value.map((each) => withTail(each, key, tail))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTail(each, name, tail)]))
}

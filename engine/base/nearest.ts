/**
 * The `count` candidates that someone who typed `word` most likely meant, best first; none where nothing is
 * near. Distance is Damerau-Levenshtein on adjacent swaps; a shared beginning weighs in, because people
 * mistype the end of a name more often than its start.
 */
export function nearest(word: string, candidates: Iterable<string>, count = 3): readonly string[] {
  const typed = word.toLowerCase()
  const found: { readonly name: string; readonly score: number }[] = []
  for (const name of new Set(candidates)) {
    const score = scoreOf(typed, name.toLowerCase())
    if (score !== null) found.push({ name, score })
  }
  found.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1))
  return found.slice(0, count).map(({ name }) => name)
}

/** Shortest word that may stand for a longer name that contains it. */
const shortestPart = 3

/** Lower is nearer; null is too far to be worth showing. */
function scoreOf(word: string, name: string): number | null {
  if (word.length >= shortestPart && name.startsWith(word)) return (name.length - word.length) / 100
  if (word.length > shortestPart && name.includes(word)) return 1.5
  const limit = Math.max(1, Math.floor(Math.max(word.length, name.length) / 3))
  if (word.length < 2 || Math.abs(word.length - name.length) > limit) return null
  const distance = editDistance(word, name, limit)
  return distance > limit ? null : distance - sharedPrefix(word, name) / (name.length + 1)
}

function sharedPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`. What is seen to be more than
 * `limit` is answered as any number above it: of a large list, hardly a name is looked at to its end.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  let beforeLast: number[] = []
  let last: number[] = []
  for (let j = 0; j <= b.length; j += 1) last.push(j)
  let row: number[] = []
  let leastOfLast = 0
  for (let i = 1; i <= a.length; i += 1) {
    const least = fillRow(row, { a, b, i, last, beforeLast })
    // A swap leads on from the row before the last.
    if (Math.min(least, leastOfLast + 1) > limit) return limit + 1
    leastOfLast = least
    ;[beforeLast, last, row] = [last, row, beforeLast]
  }
  return last[b.length]!
}

interface Rows {
  readonly a: string
  readonly b: string
  readonly i: number
  readonly last: readonly number[]
  readonly beforeLast: readonly number[]
}

/** Steps that turn the first `i` units of `a` into the first 0, 1, … of `b`; answers the fewest of these. */
function fillRow(row: number[], { a, b, i, last, beforeLast }: Rows): number {
  row[0] = i
  let least = i
  for (let j = 1; j <= b.length; j += 1) {
    const cost = Number(a[i - 1] !== b[j - 1])
    let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
    const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
    if (isSwap) steps = Math.min(steps, beforeLast[j - 2]! + 1)
    row[j] = steps
    least = Math.min(least, steps)
  }
  return least
}

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
  const distance = editDistance(word, name)
  return distance > limit ? null : distance - sharedPrefix(word, name) / (name.length + 1)
}

function sharedPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const cost = Number(a[i - 1] !== b[j - 1])
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}

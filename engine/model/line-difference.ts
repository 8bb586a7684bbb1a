import * as v from 'valibot'

/** One line of two texts laid beside each other. */
export const DifferenceLine = v.strictObject({
  kind: v.picklist(['same', 'removed', 'added']),
  text: v.string(),
})
export type DifferenceLine = v.InferOutput<typeof DifferenceLine>

/** Pairs of lines that are compared at most; beyond them all of the middle counts as replaced. */
const mostPairs = 4_000_000

/** The shortest way from one text to the other, line by line, what goes before what comes. */
export function lineDifference(before: string, after: string): DifferenceLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start += 1
  let end = 0
  const room = Math.min(old.length, fresh.length) - start
  while (end < room && old.at(-1 - end) === fresh.at(-1 - end)) end += 1
  return [
    ...told('same', old.slice(0, start)),
    ...middle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...told('same', end === 0 ? [] : old.slice(-end)),
  ]
}

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  // The line feed that ends a text does not begin another line.
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function told(kind: DifferenceLine['kind'], lines: readonly string[]): DifferenceLine[] {
  return lines.map((text) => ({ kind, text }))
}

function middle(old: readonly string[], fresh: readonly string[]): DifferenceLine[] {
  if (old.length * fresh.length > mostPairs || old.length === 0 || fresh.length === 0)
    return [...told('removed', old), ...told('added', fresh)]
  const common = commonLengths(old, fresh)
  const lines: DifferenceLine[] = []
  let [at, to] = [0, 0]
  while (at < old.length || to < fresh.length) {
    const [gone, come] = [old[at], fresh[to]]
    if (gone !== undefined && gone === come) {
      lines.push({ kind: 'same', text: gone })
      at += 1
      to += 1
    } else if (gone !== undefined && common(at + 1, to) >= common(at, to + 1)) {
      lines.push({ kind: 'removed', text: gone })
      at += 1
    } else {
      lines.push({ kind: 'added', text: come! })
      to += 1
    }
  }
  return lines
}

/** How many lines the rests of both texts have in common, in order; behind an end, less than nothing. */
function commonLengths(old: readonly string[], fresh: readonly string[]): (at: number, to: number) => number {
  const width = fresh.length + 1
  const table = new Uint32Array((old.length + 1) * width)
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = fresh.length - 1; to >= 0; to -= 1) {
      const longer = Math.max(table[(at + 1) * width + to]!, table[at * width + to + 1]!)
      table[at * width + to] = old[at] === fresh[to] ? table[(at + 1) * width + to + 1]! + 1 : longer
    }
  }
  return (at, to) => (at > old.length || to > fresh.length ? -1 : table[at * width + to]!)
}

import { tellingFields } from './fields.ts'
import { countBits, lettersOf } from './letters.ts'
import type { SearchIndex } from './search-index.ts'

export interface NearWord {
  readonly word: number
  /** Mistakes between what was typed and the word, or its beginning. */
  readonly mistakes: number
  /** Letters of the word that were not typed yet. */
  readonly rest: number
}

/** Shortest word in which a mistake is forgiven, and in which two are. */
const forgiving = { one: 4, two: 8 } as const
/** Words that are followed; the nearest ones. */
const most = 24

/** Words of names, titles, commands, labels and summaries that somebody may have meant, nearest first. */
export function nearWords(index: SearchIndex, typed: string): readonly NearWord[] {
  if (typed.length < forgiving.one) return []
  const once = nearWithin(index, typed, 1)
  const near = once.length > 0 || typed.length < forgiving.two ? once : nearWithin(index, typed, 2)
  const { hitStarts } = index.data
  const uses = ({ word }: NearWord) => hitStarts[word + 1]! - hitStarts[word]!
  return near
    .sort(
      (a, b) =>
        Number(a.rest > 0) - Number(b.rest > 0) || a.rest - b.rest || uses(b) - uses(a) || a.word - b.word,
    )
    .slice(0, most)
}

function nearWithin(index: SearchIndex, typed: string, allowed: number): NearWord[] {
  const { wordLetters } = index.data
  const letters = lettersOf(typed)
  const found: NearWord[] = []
  for (let word = 0; word < wordLetters.length; word += 1) {
    // What was typed may be a beginning, so the word may have any letters more.
    if (countBits(letters & ~wordLetters[word]!) > allowed) continue
    const surplus = countBits(wordLetters[word]! & ~letters)
    const near = mayBeNear(index, word, { typed, allowed, surplus })
      ? compared(index, word, typed, allowed)
      : null
    if (near !== null) found.push(near)
  }
  return found
}

/** `surplus`: letters of the word that were not typed. */
function mayBeNear(
  index: SearchIndex,
  word: number,
  { typed, allowed, surplus }: { readonly typed: string; readonly allowed: number; readonly surplus: number },
): boolean {
  const { wordStarts, wordFields } = index.data
  const longer = wordStarts[word + 1]! - wordStarts[word]! - typed.length
  if (longer < -allowed || (wordFields[word]! & tellingFields) === 0) return false
  const isWhole = longer <= allowed && surplus <= allowed
  return (isWhole || (longer > 0 && mayBegin(typed, allowed))) && beginsLike(index, word, typed)
}

/** A beginning with a mistake needs more letters, and has one: otherwise it would begin too many words. */
function mayBegin(typed: string, allowed: number): boolean {
  return allowed === 1 && typed.length > forgiving.one
}

/** Hardly anybody gets both of the first two letters wrong. */
function beginsLike({ data: { wordStarts, wordText } }: SearchIndex, word: number, typed: string): boolean {
  const start = wordStarts[word]!
  const [one, two] = [wordText[start]!, wordText[start + 1]!]
  const [first, second] = [typed.charCodeAt(0), typed.charCodeAt(1)]
  return one === first || two === second || one === second || two === first
}

function compared(index: SearchIndex, word: number, typed: string, allowed: number): NearWord | null {
  const { wordStarts } = index.data
  const start = wordStarts[word]!
  const length = wordStarts[word + 1]! - start
  const looked = Math.min(length, typed.length + allowed)
  const last = lastRow(index.data.wordText, { start, length: looked }, typed)
  const whole = looked === length ? last[length]! : Infinity
  if (whole <= allowed) return { word, mistakes: whole, rest: 0 }
  if (!mayBegin(typed, allowed)) return null
  let [mistakes, end] = [Infinity, 0]
  for (let at = Math.max(1, typed.length - allowed); at <= looked; at += 1) {
    if (last[at]! < mistakes) [mistakes, end] = [last[at]!, at]
  }
  return mistakes <= allowed ? { word, mistakes, rest: length - end } : null
}

const rows = [0, 1, 2].map(() => new Uint8Array(80)) as [Uint8Array, Uint8Array, Uint8Array]

/** Insertions, deletions, substitutions and swaps of neighbours that turn `typed` into each beginning of a word. */
function lastRow(
  text: Uint16Array,
  { start, length }: { readonly start: number; readonly length: number },
  typed: string,
): Uint8Array {
  let [before, last, row] = rows
  for (let j = 0; j <= length; j += 1) last[j] = j
  for (let i = 1; i <= typed.length; i += 1) {
    const [letter, earlier] = [typed.charCodeAt(i - 1), i > 1 ? typed.charCodeAt(i - 2) : -1]
    row[0] = i
    for (let j = 1; j <= length; j += 1) {
      const at = start + j - 1
      const least = Math.min(last[j - 1]! + (text[at] === letter ? 0 : 1), last[j]! + 1, row[j - 1]! + 1)
      const isSwap = j > 1 && text[at - 1] === letter && text[at] === earlier
      row[j] = isSwap ? Math.min(least, before[j - 2]! + 1) : least
    }
    const oldest = before
    before = last
    last = row
    row = oldest
  }
  return last
}

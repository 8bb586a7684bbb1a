import { callingFields, fields, shortFields } from './fields.ts'
import { nearWords } from './near-words.ts'
import type { SearchIndex } from './search-index.ts'
import { stemOf, synonymsOf } from './synonyms.ts'
import { type Reading, Tally, type Tallied } from './tally.ts'

/** What a query comes to: which packages, how well each, and where its words stand. */
export interface Match extends Tallied {
  /** Words that were taken for others, by what was typed. */
  readonly meant: ReadonlyMap<string, string>
}

/** How much of a word a word with another ending, a synonym and a mistake are worth. */
const factors = { stem: 0.8, synonym: 0.55, oneMistake: 0.45, twoMistakes: 0.3, mistakenBeginning: 0.7 }

/** `within`: bits of the fields to look into. */
export interface Sought {
  readonly words: readonly string[]
  readonly slug: string
  readonly within: number
}

const tallies = new WeakMap<SearchIndex, Tally>()

/** What it returns is right until the same index is asked again. */
export function matchWords(index: SearchIndex, { words, ...sought }: Sought): Match {
  const tally = tallies.get(index) ?? new Tally(index)
  tallies.set(index, tally)
  const readings = words.map((word) => readingsOf(index, word, sought.within))
  if (tally.all(readings) > 0) return { ...tally.done(sought.slug), meant: new Map() }
  const meant = new Map<string, string>()
  const forgiving = words.map((word, at) => {
    const near = forgivenReadings(index, word, sought.within)
    if (near[0] !== undefined && !isKnown(index, word)) meant.set(word, index.wordAt(near[0].from))
    return [...readings[at]!, ...near]
  })
  if (tally.all(forgiving) === 0 && words.length > 1) tally.most(forgiving)
  return { ...tally.done(sought.slug), meant }
}

function isKnown(index: SearchIndex, word: string): boolean {
  const [from, to] = index.beginningWith(word)
  return to > from
}

function readingsOf(index: SearchIndex, word: string, within: number): Reading[] {
  const [from, to] = index.beginningWith(word)
  const readings: Reading[] = []
  const isShort = word.length < 3 && word.charCodeAt(0) < 128
  if (to > from)
    readings.push({ from, to, sought: word, factor: 1, within: isShort ? within & shortFields : within })
  const related = (text: string, factor: number): void => {
    const [first, end] = index.beginningWith(text)
    if (end > first) readings.push({ from: first, to: end, sought: text, factor, within })
  }
  const stem = stemOf(word)
  if (stem !== word) related(stem, factors.stem)
  for (const synonym of synonymsOf(word)) related(synonym, factors.synonym)
  return readings
}

function forgivenReadings(index: SearchIndex, word: string, within: number): Reading[] {
  const [from, to] = index.beginningWith(word)
  // A word that something is called by is no mistake.
  const isCalled = to > from && (index.data.wordFields[from]! & callingFields) !== 0
  if (isCalled && index.wordAt(from) === word) return []
  return nearWords(index, word).map(({ word: near, mistakes, rest }) => ({
    from: near,
    to: near + 1,
    sought: index.wordAt(near),
    factor:
      (mistakes > 1 ? factors.twoMistakes : factors.oneMistake) * (rest > 0 ? factors.mistakenBeginning : 1),
    within: within & ~fields.description,
    forgives: true,
  }))
}

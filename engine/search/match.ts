import { callingFields, fields, shortFields, tellingFields } from './fields.ts'
import { nearWords } from './near-words.ts'
import type { SearchIndex } from './search-index.ts'
import { otherNumbersOf, otherPartsOf, stemOf, synonymsOf } from './synonyms.ts'
import { type Reading, Tally, type Tallied } from './tally.ts'

/** What a query comes to: which packages, how well each, and where its words stand. */
export interface Match extends Tallied {
  /** Words that were taken for others, by what was typed. */
  readonly meant: ReadonlyMap<string, string>
  /** No package has all words: these have the most of them. */
  readonly partial: boolean
}

/** How much of a word its plural, a word with another ending, a synonym, a mistake and so on are worth. */
const factors = {
  number: 0.97,
  joined: 0.9,
  split: 0.8,
  clipped: 0.9,
  family: 0.8,
  stem: 0.6,
  synonym: 0.55,
  oneMistake: 0.45,
  twoMistakes: 0.3,
  mistakenBeginning: 0.7,
}

/** `within`: bits of the fields to look into. */
export interface Sought {
  readonly words: readonly string[]
  readonly slug: string
  readonly within: number
}

/** `-ers` and `-ings`, with a doubled letter before them. */
const longestEnding = 4
/** Letters that a clipped word has at least; at most one package in so many has it. */
const shortestClip = 4
const rare = 400
/** Letters that each half of a word has at least. */
const shortestPiece = 3

const tallies = new WeakMap<SearchIndex, Tally>()

/** What it returns is right until the same index is asked again. */
export function matchWords(index: SearchIndex, { words, ...sought }: Sought): Match {
  const tally = tallies.get(index) ?? new Tally(index)
  tallies.set(index, tally)
  const readings = words.map((word, at) => [
    ...readingsOf(index, word, sought.within),
    ...splitReadings(index, word, sought.within),
    ...joinedReadings(index, words, at, sought.within),
    ...(words.length > 1 ? clippedReadings(index, word, sought.within) : []),
  ])
  if (tally.all(readings) > 0) return { ...tally.done(sought.slug), meant: new Map(), partial: false }
  const meant = new Map<string, string>()
  const forgiving = words.map((word, at) => {
    const near = forgivenReadings(index, word, sought.within)
    if (near[0] !== undefined && !isKnown(index, word)) meant.set(word, index.wordAt(near[0].from))
    return [...readings[at]!, ...near]
  })
  const partial = tally.all(forgiving) === 0 && words.length > 1
  if (partial) tally.most(forgiving)
  return { ...tally.done(sought.slug), meant, partial }
}

function isKnown(index: SearchIndex, word: string): boolean {
  const [from, to] = index.beginningWith(word)
  return to > from
}

function readingsOf(index: SearchIndex, word: string, within: number): Reading[] {
  const [from, to] = index.beginningWith(word)
  const readings: Reading[] = familyReadings(index, word, within)
  const isShort = word.length < 3 && word.charCodeAt(0) < 128
  const exactly = (text: string, factor: number, where: number): void => {
    const [first, end] = index.beginningWith(text)
    if (end > first && index.wordAt(first) === text)
      readings.push({ from: first, to: first + 1, sought: text, factor, within: where })
  }
  if (to > from)
    readings.push({
      from,
      to,
      sought: word,
      factor: 1,
      within: isShort ? within & shortFields : within,
      isWord: index.isCommon(word),
    })
  // A whole word is never too short: 3D, C, Qt.
  if (isShort) exactly(word, 1, within & tellingFields)
  else for (const number of otherNumbersOf(word)) exactly(number, factors.number, within)
  const related = (text: string, factor: number): void => {
    const [first, end] = index.beginningWith(text)
    if (end > first) readings.push({ from: first, to: end, sought: text, factor, within })
  }
  const stem = stemOf(word)
  if (stem !== word) related(stem, factors.stem)
  for (const other of otherPartsOf(word)) exactly(other, factors.family, within)
  for (const synonym of synonymsOf(word)) related(synonym, factors.synonym)
  return readings
}

/** Words with other endings of the same stem: a modeller is for modelling, and a service is no server. */
function familyReadings(index: SearchIndex, word: string, within: number): Reading[] {
  const stem = stemOf(word)
  const [from, to] = stem === word ? [0, 0] : index.beginningWith(stem)
  const { wordStarts } = index.data
  const readings: Reading[] = []
  for (let at = from; at < to; at += 1) {
    if (wordStarts[at + 1]! - wordStarts[at]! > stem.length + longestEnding) continue
    const sought = index.wordAt(at)
    if (stemOf(sought) === stem)
      readings.push({ from: at, to: at + 1, sought, factor: factors.family, within })
  }
  return readings
}

/** Names are clipped: `virt-manager`, `calc`. Beginnings that half of all names have, such as `data`, say nothing. */
function clippedReadings(index: SearchIndex, word: string, within: number): Reading[] {
  const { hitStarts } = index.data
  const most = Math.max(20, index.packageCount / rare)
  const readings: Reading[] = []
  for (let length = shortestClip; length < word.length - 1; length += 1) {
    const sought = word.slice(0, length)
    const [from, to] = index.beginningWith(sought)
    if (to === from || index.wordAt(from) !== sought || hitStarts[from + 1]! - hitStarts[from]! > most)
      continue
    const names = within & (fields.name | fields.namePart)
    readings.push({ from, to: from + 1, sought, factor: factors.clipped, within: names })
  }
  return readings
}

/** Two words may be written as one: `flash cards`, `disk space`. It stands for both of them. */
function joinedReadings(index: SearchIndex, words: readonly string[], at: number, within: number): Reading[] {
  const pairs = [words.slice(at - 1, at + 1), words.slice(at, at + 2)]
  return pairs.flatMap((pair) => {
    const joined = pair.join('')
    if (pair.length < 2 || joined.length < 5) return []
    const [from, to] = index.beginningWith(joined)
    const others = rangesOf(index, otherNumbersOf(joined)).map((range) => ({
      ...range,
      sought: index.wordAt(range.from),
    }))
    const ranges = to > from ? [{ from, to, sought: joined }, ...others] : others
    return ranges.map((range) => ({ ...range, factor: factors.joined, within }))
  })
}

/** One word may be written as two: `flashcards`. Only where few have it as it was typed. */
function splitReadings(index: SearchIndex, word: string, within: number): Reading[] {
  if (!/^[a-z]+$/.test(word) || index.isCommon(word)) return []
  const readings: Reading[] = []
  for (let at = shortestPiece; at <= word.length - shortestPiece; at += 1) {
    const [first] = rangesOf(index, [word.slice(0, at)])
    if (first === undefined) continue
    const second = word.slice(at)
    for (const beside of rangesOf(index, [second, ...otherNumbersOf(second)]))
      readings.push({
        ...first,
        beside: beside.from,
        sought: word.slice(0, at),
        factor: factors.split,
        within,
      })
  }
  return readings
}

/** Those words of the index that are one of `texts`, whole. */
function rangesOf(index: SearchIndex, texts: readonly string[]) {
  return texts.flatMap((text) => {
    const [from, to] = index.beginningWith(text)
    return to > from && index.wordAt(from) === text ? [{ from, to: from + 1 }] : []
  })
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

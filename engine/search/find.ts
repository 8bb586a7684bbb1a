import { bestFieldOf, everyField, fields, type MatchedField } from './fields.ts'
import { type Columns, type Counted, countFacets, type Facets, type Filters } from './facets.ts'
import { fold, slugOf, soughtWords, wordsOf } from './fold.ts'
import { type Match, matchWords } from './match.ts'
import { soughtMediaType } from './media-types.ts'
import type { SearchIndex } from './search-index.ts'
import { soughtLibrary } from './sonames.ts'
import { tellingWords } from './synonyms.ts'
import { type HiddenReason, reasons, type View } from './view.ts'

export type Order = 'best' | 'name' | 'newest' | 'size'

export interface Question {
  /** As typed. Nothing to look for: everything there is. */
  readonly query: string
  /** Whether to look beside names, titles, commands and summaries. */
  readonly description: boolean
  readonly tags: boolean
  readonly filters: Filters
  /** Also what is hidden, if it matches. */
  readonly hidden: boolean
  readonly order: Order
  readonly offset: number
  readonly limit: number
}

/** Where to look: the index, and what is true of this machine now. */
export interface Place {
  readonly index: SearchIndex
  readonly view: View
  readonly columns: Columns
}

export interface Finding {
  readonly total: number
  readonly page: readonly Found[]
  readonly facets: Facets
  /** What matches and is not counted above, by reason and repository. */
  readonly hidden: HiddenCount[]
  /** The query with the words that were taken in the place of unknown ones; null where it was taken as typed. */
  readonly meant: string | null
  /** Nothing has all words of the query: what has the most of them is told. */
  readonly partial: boolean
}

export interface HiddenCount {
  readonly reason: HiddenReason
  readonly repository: string
  readonly count: number
}

export interface Found {
  readonly number: number
  readonly hidden: HiddenReason | null
  /** Where words of the query stand, the weightiest field first; empty where nothing was looked for. */
  readonly matched: readonly MatchedField[]
  /** It has not the words that were typed, but ones near to them. */
  readonly similar: boolean
}

/** What is looked at of a query. */
const mostLetters = 256
const mostWords = 16

export function find(place: Place, question: Question): Finding {
  const { index, view } = place
  const folded = fold(question.query.slice(0, mostLetters).toWellFormed())
  const match = matchFor(index, folded, question)
  const { packages, hidden, counted } =
    match === null ? browsed(place, question) : counting(place, match.packages, question)
  return {
    total: counted.total,
    page: pageOf(place, { ...counted, packages }, { match, question }).map((number) =>
      found(view, match, number),
    ),
    facets: counted.facets,
    hidden,
    meant: meantBy(folded, match),
    partial: match !== null && match.partial && match.packages.length > 0,
  }
}

type Counting = ReturnType<typeof counting>

function counting(place: Place, matching: Uint32Array, question: Question) {
  const { packages, hidden } = seen(place, matching, question.hidden)
  // For other machines is hidden as well, and yet a facet: only where nothing of that is asked for, it is a filter.
  const asked = question.hidden ? question.filters : { fits: ['yes'], ...question.filters }
  const counted = countFacets(place.index, place.columns, { packages, asked })
  return { packages, hidden, counted }
}

/** What there is under the same filters, page after page, is counted once. */
const lastBrowsed = new WeakMap<Columns, { readonly key: string; readonly counting: Counting }>()

function browsed(place: Place, question: Question): Counting {
  const key = JSON.stringify([question.filters, question.hidden])
  const last = lastBrowsed.get(place.columns)
  if (last?.key === key) return last.counting
  const fresh = counting(place, place.view.all, question)
  lastBrowsed.set(place.columns, { key, counting: fresh })
  return fresh
}

/** What matches without what is hidden, which is counted. Those for other machines stay: they are a facet. */
function seen({ index, view }: Place, matching: Uint32Array, all: boolean) {
  const packages = new Uint32Array(matching.length)
  const tally = new Map<number, number>()
  let count = 0
  for (let row = 0; row < matching.length; row += 1) {
    const at = matching[row]!
    const reason = view.hidden[at]!
    if (reason !== 0) addTo(tally, (index.data.repositories[at]! << 3) | reason)
    if (reason > 1 && !all) continue
    packages[count] = at
    count += 1
  }
  return { packages: packages.subarray(0, count), hidden: hiddenCounts(index, tally) }
}

/** Null where nothing is looked for. A query of nothing but signs matches nothing. */
function matchFor(index: SearchIndex, folded: string, { description, tags }: Question): Match | null {
  if (folded.trim() === '') return null
  const within = everyField & ~(description ? 0 : fields.description) & ~(tags ? 0 : fields.label)
  const mediaType = soughtMediaType(folded)
  if (mediaType !== null)
    return matchWords(index, { words: [mediaType], slug: mediaType, within: within | fields.label })
  const typed = { words: tellingWords([...new Set(soughtWords(folded))].slice(0, mostWords)), within }
  const match = matchWords(index, { ...typed, slug: slugOf(folded) })
  const library = match.partial || match.packages.length === 0 ? soughtLibrary(folded) : null
  return library === null ? match : matchWords(index, { words: wordsOf(library), slug: library, within })
}

function pageOf(
  { index }: Place,
  { accepted, total, packages }: Counted & { readonly packages: Uint32Array },
  { match, question }: { match: Match | null; question: Question },
): readonly number[] {
  const { offset, limit, order } = question
  if (offset >= total) return []
  const scores = match === null ? index.data.worths : match.scores
  switch (order) {
    case 'best':
      return bestOf(index, { packages, accepted, scores }, Math.min(total, offset + limit)).slice(offset)
    case 'name':
      return taken(index.data.byTitle, accepted, offset, limit)
    case 'newest':
      return taken(index.data.byDay, accepted, offset, limit)
    case 'size':
      return taken(index.data.bySize, accepted, offset, limit)
  }
}

function taken(inOrder: Uint32Array, accepted: Uint8Array, offset: number, limit: number): number[] {
  const page: number[] = []
  let passed = 0
  for (const at of inOrder) {
    if (accepted[at] === 0) continue
    passed += 1
    if (passed > offset) page.push(at)
    if (page.length === limit) break
  }
  return page
}

/** Highest score first; of equal ones the shorter name, then the order of names. Only what comes into the page is sorted. */
function bestOf(index: SearchIndex, { packages, accepted, scores }: Ranked, count: number): number[] {
  const { nameStarts } = index.data
  const keyOf = (at: number): number =>
    (scores[at]! << 6) | (63 - Math.min(63, nameStarts[at + 1]! - nameStarts[at]!))
  const byScore = new Uint32Array(1 << 13)
  for (const at of packages) byScore[scores[at]!]! += accepted[at]!
  const [least, above] = lowest(byScore, count)
  const byLength = new Uint32Array(64)
  for (const at of packages) if (scores[at] === least) byLength[keyOf(at) & 63]! += accepted[at]!
  const [longest, shorter] = lowest(byLength, count - above)
  const lowestKey = (least << 6) | longest
  const chosen: number[] = []
  let equal = count - above - shorter
  for (const at of packages) {
    if (scores[at]! < least || accepted[at] === 0) continue
    const key = keyOf(at)
    if (key > lowestKey || (key === lowestKey && (equal -= 1) >= 0)) chosen.push(at)
  }
  return chosen.sort((a, b) => keyOf(b) - keyOf(a) || a - b)
}

interface Ranked {
  /** Ascending. */
  readonly packages: Uint32Array
  readonly accepted: Uint8Array
  readonly scores: Uint16Array | Uint8Array
}

/** The highest place from which on `counts` come to `wanted`, and what they come to above it. */
function lowest(counts: Uint32Array, wanted: number): readonly [place: number, above: number] {
  let above = 0
  for (let place = counts.length - 1; place > 0; place -= 1) {
    if (above + counts[place]! >= wanted) return [place, above]
    above += counts[place]!
  }
  return [0, above]
}

function found(view: View, match: Match | null, number: number): Found {
  const reason = reasons[view.hidden[number]!]!
  const where = match?.where[number] ?? 0
  return {
    number,
    hidden: reason === 'none' ? null : reason,
    matched: matchedFields(where),
    similar: match?.forgiven[number] === 1,
  }
}

const nameOfField = new Map<number, MatchedField>(
  Object.entries(fields).map(([name, bit]) => [bit, name as MatchedField]),
)

function matchedFields(where: number): MatchedField[] {
  const names: MatchedField[] = []
  for (let rest = where; rest !== 0; rest &= ~bestFieldOf[rest]!)
    names.push(nameOfField.get(bestFieldOf[rest]!)!)
  return names
}

function addTo(tally: Map<number, number>, key: number): void {
  tally.set(key, (tally.get(key) ?? 0) + 1)
}

function hiddenCounts({ about }: SearchIndex, tally: ReadonlyMap<number, number>): HiddenCount[] {
  return [...tally]
    .sort(([a], [b]) => (a & 7) - (b & 7) || a - b)
    .map(([key, count]) => ({
      reason: reasons[key & 7] as HiddenReason,
      repository: about.repositories[key >> 3]!,
      count,
    }))
}

function meantBy(folded: string, match: Match | null): string | null {
  if (match === null || match.meant.size === 0 || match.packages.length === 0) return null
  return soughtWords(folded)
    .map((word) => match.meant.get(word) ?? word)
    .join(' ')
}

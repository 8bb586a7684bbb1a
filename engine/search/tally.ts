import { programWorth } from './document.ts'
import { bestFieldOf, everyField, fields, levelOf, levels, worthAt } from './fields.ts'
import type { SearchIndex } from './search-index.ts'

/** Words of the index that answer to a sought one, and what a match with them is worth, 0 to 1. */
export interface Reading {
  readonly from: number
  readonly to: number
  readonly sought: string
  readonly factor: number
  /** Fields in which it counts. */
  readonly within: number
  /** What is sought is a word by itself, which many have: what only begins so is something else. */
  readonly isWord?: boolean
  /** Another word that has to stand in the same field. */
  readonly beside?: number
  /** It is not what was typed, but near to it. */
  readonly forgives?: true
}

export interface Tallied {
  /** Ascending. */
  readonly packages: Uint32Array
  /** By package, of all packages. */
  readonly scores: Uint16Array
  /** By package: the best field of each word of the query, as bits. */
  readonly where: Uint8Array
  /** By package: 1 where a word was forgiven a mistake. */
  readonly forgiven: Uint8Array
}

/** Who has typed the beginning of a command may mean anything: it says no more than that of a name's part. */
const mostBegun: Uint8Array = worthAt.with(levelOf[fields.command]!, worthAt[levelOf[fields.namePart]!]!)
/** What a word that only begins with the sought one is worth: this, and a share of the rest by its length. */
const beginning = { least: 0.45, most: 0.8, ofWord: 0.7 }
/** What a package gets that is called what was typed, whole; or whose name begins so. */
const called = { name: 400, title: 390, command: 250, beginning: 70, beginningOfWord: 20 }

/** A program counts in full, what is for programs only so far: who sought it would have typed its name. */
const accessory = { single: 0.75, several: 0.7 }
/** Where nothing has all words: what a package gets more for a word that it has alone. */
const mostForRare = 150
/** By a byte of fields that have every word: what stands together in one line says more than words here and there. */
const togetherWorth: Uint8Array = Uint8Array.from({ length: everyField + 1 }, (_, mask) =>
  (mask & fields.titleWord) !== 0
    ? 50
    : (mask & fields.head) !== 0
      ? 60
      : (mask & fields.summary) !== 0
        ? 40
        : 0,
)

/**
 * Adds up what words are worth, package by package, in arrays as long as there are packages. They are kept from query
 * to query, and only what the last one touched is cleaned: a rare word must not cost what a catalog costs.
 */
export class Tally {
  readonly #index: SearchIndex
  readonly #totals: Uint16Array
  readonly #now: Uint8Array
  /** How many words a package has so far. */
  readonly #had: Uint8Array
  readonly #whereNow: Uint8Array
  readonly #where: Uint8Array
  /** In which fields the word of now stands, and in which all words of before stand together. */
  readonly #seen: Uint16Array
  readonly #together: Uint16Array
  readonly #forgiven: Uint8Array
  readonly #touched: Uint32Array
  #touchedCount = 0
  #needed = 0
  #hasSeveral = false

  constructor(index: SearchIndex) {
    const count = index.packageCount
    this.#index = index
    this.#totals = new Uint16Array(count)
    this.#now = new Uint8Array(count)
    this.#had = new Uint8Array(count)
    this.#whereNow = new Uint8Array(count)
    this.#where = new Uint8Array(count)
    this.#seen = new Uint16Array(count)
    this.#together = new Uint16Array(count)
    this.#forgiven = new Uint8Array(count)
    this.#touched = new Uint32Array(count)
  }

  /** Packages that have every word. Returns how many there are. */
  all(words: readonly (readonly Reading[])[]): number {
    this.#reset()
    let found = 0
    for (const [place, readings] of words.entries()) {
      for (const reading of readings) this.#read(reading, place)
      found = this.#settle(place)
      if (found === 0) return 0
    }
    this.#needed = words.length
    this.#hasSeveral = words.length > 1
    return found
  }

  /** Packages that have most words: of those that have any, the ones with the most. */
  most(words: readonly (readonly Reading[])[]): void {
    const counts = new Uint8Array(this.#had.length)
    this.#reset()
    for (const readings of words) {
      for (let row = 0; row < this.#touchedCount; row += 1) this.#had[this.#touched[row]!] = 0
      for (const reading of readings) this.#read(reading, 0)
      const more = rarity(this.#settle(0), this.#had.length)
      for (let row = 0; row < this.#touchedCount; row += 1) {
        const at = this.#touched[row]!
        if (this.#had[at] === 0) continue
        counts[at]! += 1
        this.#totals[at]! += more
      }
    }
    let best = 0
    for (let row = 0; row < this.#touchedCount; row += 1) {
      const at = this.#touched[row]!
      this.#had[at] = counts[at]!
      best = Math.max(best, counts[at]!)
    }
    this.#needed = best
  }

  /** `slug` is the whole query: what is called so comes first, then what begins so. */
  done(slug: string): Tallied {
    const { worths } = this.#index.data
    const packages = this.#chosen()
    const share = this.#hasSeveral ? accessory.several : accessory.single
    for (const at of packages) {
      const total = this.#totals[at]! + (this.#hasSeveral ? togetherWorth[this.#together[at]!]! : 0)
      this.#totals[at] = worths[at]! + (worths[at]! < programWorth ? Math.round(total * share) : total)
    }
    if (packages.length > 0) this.#callBySlug(slug)
    return { packages, scores: this.#totals, where: this.#where, forgiven: this.#forgiven }
  }

  #chosen(): Uint32Array {
    if (this.#needed === 0) return new Uint32Array()
    const isMany = this.#touchedCount > this.#had.length / 16
    const chosen = new Uint32Array(this.#touchedCount)
    let count = 0
    for (let row = 0; row < (isMany ? this.#had.length : this.#touchedCount); row += 1) {
      const at = isMany ? row : this.#touched[row]!
      if (this.#had[at] !== this.#needed) continue
      chosen[count] = at
      count += 1
    }
    return isMany ? chosen.subarray(0, count) : chosen.subarray(0, count).sort()
  }

  #callBySlug(slug: string): void {
    const { hitStarts, hits, hitFields, wordStarts, worths } = this.#index.data
    const [from, to] = this.#index.beginningWith(slug)
    const most = this.#index.isCommon(slug) ? called.beginningOfWord : called.beginning
    for (let word = from; word < to; word += 1) {
      const length = wordStarts[word + 1]! - wordStarts[word]!
      const more = slug.length < 2 ? 0 : Math.round((most * slug.length) / length)
      for (let hit = hitStarts[word]!; hit < hitStarts[word + 1]!; hit += 1) {
        const at = hits[hit]!
        if (this.#had[at] !== this.#needed) continue
        if (length === slug.length) this.#totals[at]! += worthOfCalled(hitFields[hit]!)
        else if (worths[at]! >= programWorth) this.#totals[at]! += begun(hitFields[hit]!, more)
      }
    }
  }

  #reset(): void {
    const arrays = [this.#totals, this.#now, this.#had, this.#whereNow, this.#where, this.#forgiven]
    for (const array of arrays) {
      for (let row = 0; row < this.#touchedCount; row += 1) array[this.#touched[row]!] = 0
    }
    this.#touchedCount = 0
    this.#needed = 0
    this.#hasSeveral = false
  }

  #read(reading: Reading, place: number): void {
    const { hitStarts, wordStarts } = this.#index.data
    // Words of one length are worth the same.
    const weights: Uint8Array[] = []
    for (let word = reading.from; word < reading.to; word += 1) {
      const length = wordStarts[word + 1]! - wordStarts[word]!
      const weigh = (weights[length] ??= weightsFor(reading, length))
      const hits = { from: hitStarts[word]!, to: hitStarts[word + 1]!, weigh, reading }
      if (reading.beside === undefined) this.#count(hits, place)
      else this.#countBeside(hits, reading.beside, place)
    }
  }

  /** The loop that everything else waits for: a word of the index in each of its packages. */
  #count({ from, to, weigh, reading }: Hits, place: number): void {
    const { hits, hitFields } = this.#index.data
    const [had, now, whereNow, forgiven] = [this.#had, this.#now, this.#whereNow, this.#forgiven]
    const seen = this.#seen
    const { within } = reading
    const forgives = reading.forgives === true ? 1 : 0
    for (let hit = from; hit < to; hit += 1) {
      const mask = hitFields[hit]! & within
      const at = hits[hit]!
      if (mask === 0 || had[at] !== place) continue
      const weight = weigh[levelOf[mask]!]!
      const before = now[at]!
      seen[at]! |= mask
      if (weight <= before) continue
      if (before === 0 && place === 0) this.#touch(at)
      now[at] = weight
      whereNow[at] = bestFieldOf[mask]!
      forgiven[at]! |= forgives
    }
  }

  /** Where another word stands with it. */
  #countBeside(which: Hits, beside: number, place: number): void {
    const { hits, hitFields, hitStarts } = this.#index.data
    const end = hitStarts[beside + 1]!
    let other = hitStarts[beside]!
    for (let hit = which.from; hit < which.to; hit += 1) {
      while (other < end && hits[other]! < hits[hit]!) other += 1
      const isBoth = other < end && hits[other] === hits[hit]
      const within = isBoth ? hitFields[hit]! & hitFields[other]! & which.reading.within : 0
      if (within !== 0)
        this.#count({ ...which, from: hit, to: hit + 1, reading: { ...which.reading, within } }, place)
    }
  }

  /** What is touched for a second word by `most` is there already if it has any total. */
  #touch(at: number): void {
    if (this.#totals[at] !== 0) return
    this.#touched[this.#touchedCount] = at
    this.#touchedCount += 1
  }

  /** Ends a word: what has it goes on to the next one. */
  #settle(place: number): number {
    const [had, now] = [this.#had, this.#now]
    let found = 0
    for (let row = 0; row < this.#touchedCount; row += 1) {
      const at = this.#touched[row]!
      if (now[at] === 0) continue
      this.#totals[at]! += now[at]!
      this.#where[at]! |= this.#whereNow[at]!
      this.#together[at] = place === 0 ? this.#seen[at]! : this.#together[at]! & this.#seen[at]!
      this.#seen[at] = 0
      had[at] = place + 1
      now[at] = 0
      found += 1
    }
    return found
  }
}

/** Places in the lists of packages, and by a byte of fields what a package gets. */
interface Hits {
  readonly from: number
  readonly to: number
  readonly weigh: Uint8Array
  readonly reading: Reading
}

/** What a word is worth besides, of `all` packages that `found` have it: what few have says more of what is sought. */
function rarity(found: number, all: number): number {
  return found === 0 ? 0 : Math.round((mostForRare * Math.log2(all / found)) / Math.log2(Math.max(2, all)))
}

/** By place in `worthAt`. */
function weightsFor({ factor, sought, isWord }: Reading, length: number): Uint8Array {
  const share =
    length === sought.length
      ? 1
      : (beginning.least + ((beginning.most - beginning.least) * sought.length) / length) *
        (isWord === true ? beginning.ofWord : 1)
  const weights = new Uint8Array(levels)
  for (let level = 0; level < levels; level += 1)
    weights[level] = Math.round(
      Math.min(worthAt[level]!, share < 1 ? mostBegun[level]! : 255) * share * factor,
    )
  return weights
}

function worthOfCalled(mask: number): number {
  if ((mask & fields.name) !== 0) return called.name
  if ((mask & fields.title) !== 0) return called.title
  return (mask & fields.command) === 0 ? 0 : called.command
}

function begun(mask: number, more: number): number {
  return (mask & (fields.name | fields.title)) === 0 ? 0 : more
}

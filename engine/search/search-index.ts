import { once } from '../base/once.ts'
import { textOf } from '../base/code-units.ts'
import { readSections, type Sections } from './index-layout.ts'

/** What an index was made from. */
export interface IndexSources {
  /** Of this machine: which release stands for a package depends on it. */
  readonly architecture: string
  readonly sources: readonly { readonly repository: string; readonly digest: string }[]
}

export interface IndexAbout extends IndexSources {
  /** Values of the columns; a number in a column is a place in its list. Each is sorted. */
  readonly repositories: readonly string[]
  readonly licenses: readonly string[]
  readonly categories: readonly string[]
}

/** Words and packages are numbers here: places in the sections. */
export interface SearchIndex {
  readonly about: IndexAbout
  readonly data: Sections
  readonly packageCount: number
  readonly wordCount: number
  readonly nameOf: (number: number) => string
  readonly wordAt: (word: number) => string
  /** As its document had it. */
  readonly cardAt: (number: number) => string
  /** How many packages need, recommend or suggest what has this name. */
  readonly usersOf: (name: string) => number
  /** Words from the first up to the second begin with `text`; the first is `text` itself where there is that word. */
  readonly beginningWith: (text: string) => readonly [from: number, to: number]
  /** Whether a word, whole, stands in more than a few packages. */
  readonly isCommon: (word: string) => boolean
  /** Packages of a name, one for each repository: from the first up to the second. */
  readonly named: (name: string) => readonly [from: number, to: number]
}

/** More packages than have a word that few have. */
const few = 12

/** Loaded by Node when somebody asks for one; a command that searches nothing does not. */
const decoder = once(() => new TextDecoder('utf-8', { ignoreBOM: true }))

export function aboutSection(about: IndexAbout): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(about))
}

/** Null where the bytes are no index, or one of another release of this program. */
export function openIndex(file: Uint8Array, isChecked = false): SearchIndex | null {
  const data = readSections(file, isChecked)
  if (data === null) return null
  const about = JSON.parse(decoder().decode(data.about)) as IndexAbout
  const words: Texts = { text: data.wordText, starts: data.wordStarts }
  const names: Texts = { text: data.nameText, starts: data.nameStarts }
  const missing: Texts = { text: data.missingText, starts: data.missingStarts }
  const named = (name: string): readonly [number, number] => {
    const from = firstFrom(names, name, false)
    let to = from
    while (to < data.releases.length && textAt(names, to) === name) to += 1
    return [from, to]
  }
  const isCommon = (word: string): boolean => {
    const at = firstFrom(words, word, false)
    if (at === data.wordLetters.length || data.hitStarts[at + 1]! - data.hitStarts[at]! <= few) return false
    return textAt(words, at) === word
  }
  return {
    about,
    data,
    packageCount: data.releases.length,
    wordCount: data.wordStarts.length - 1,
    nameOf: (number) => textAt(names, number),
    wordAt: (word) => textAt(words, word),
    cardAt: (number) =>
      decoder().decode(data.cardText.subarray(data.cardStarts[number], data.cardStarts[number + 1])),
    beginningWith: (text) => [firstFrom(words, text, false), firstFrom(words, text, true)],
    isCommon,
    named,
    usersOf: (name) => {
      const [from, to] = named(name)
      if (to > from) return data.users[from]!
      const place = firstFrom(missing, name, false)
      return place < data.missingUsers.length && textAt(missing, place) === name
        ? data.missingUsers[place]!
        : 0
    },
  }
}

interface Texts {
  readonly text: Uint16Array
  readonly starts: Uint32Array
}

function textAt({ text, starts }: Texts, number: number): string {
  return textOf(text.subarray(starts[number], starts[number + 1]))
}

/** The first text that is not less than `sought`; where `past`, the first after all that begin with it. */
function firstFrom(texts: Texts, sought: string, past: boolean): number {
  let low = 0
  let high = texts.starts.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const order = compareAt(texts, middle, sought)
    if (order < 0 || (past && order === 0)) low = middle + 1
    else high = middle
    // What begins with it is greater, unless all of those are skipped.
  }
  return low
}

/** Less than 0 where the text comes before `sought`, 0 where it begins with it, more where it comes after. */
function compareAt({ text, starts }: Texts, number: number, sought: string): number {
  const start = starts[number]!
  const length = starts[number + 1]! - start
  for (let at = 0; at < sought.length; at += 1) {
    if (at >= length) return -1
    const difference = text[start + at]! - sought.charCodeAt(at)
    if (difference !== 0) return difference
  }
  return 0
}

import {
  type Both,
  both,
  type Merged,
  mergeColumn,
  mergeLists,
  mergeSorted,
  numbersWhere,
} from '../base/merge-sorted.ts'
import type { Sections } from './index-layout.ts'
import type { SearchIndex } from './search-index.ts'

type WordSections = Pick<
  Sections,
  'wordText' | 'wordStarts' | 'wordLetters' | 'wordFields' | 'hitStarts' | 'hits' | 'hitFields'
>

/** Words of what is left of both, and where they stand under the new numbers of packages. */
export function mergeWords(indexes: Both<SearchIndex>, packages: Merged): WordSections {
  const words = mergeSorted(
    [usedWords(indexes[0], packages.places[0]), usedWords(indexes[1], packages.places[1])],
    [indexes[0].wordCount, indexes[1].wordCount],
    (a, b) => compareWords(indexes, a, b),
  )
  return { ...textsOf(indexes, words), ...hitsOf(indexes, { words, packages }) }
}

function usedWords({ data: { hitStarts, hits }, wordCount }: SearchIndex, places: Int32Array): Uint32Array {
  return numbersWhere(wordCount, (word) => {
    for (let hit = hitStarts[word]!; hit < hitStarts[word + 1]!; hit += 1)
      if (places[hits[hit]!]! >= 0) return true
    return false
  })
}

function compareWords([before, added]: Both<SearchIndex>, a: number, b: number): number {
  const [one, other] = [before.data, added.data]
  const [start, there] = [one.wordStarts[a]!, other.wordStarts[b]!]
  const [length, otherLength] = [one.wordStarts[a + 1]! - start, other.wordStarts[b + 1]! - there]
  for (let at = 0; at < Math.min(length, otherLength); at += 1) {
    const difference = one.wordText[start + at]! - other.wordText[there + at]!
    if (difference !== 0) return difference
  }
  return length - otherLength
}

function textsOf(indexes: Both<SearchIndex>, words: Merged) {
  const texts = both(indexes, ({ data }) => ({ starts: data.wordStarts, items: data.wordText }))
  const room = new Uint16Array(texts[0].items.length + texts[1].items.length)
  const { starts: wordStarts, items: wordText } = mergeLists(words, texts, room)
  const letters = both(indexes, ({ data }) => data.wordLetters)
  return { wordText, wordStarts, wordLetters: mergeColumn(new Uint32Array(words.count), words, letters) }
}

interface Moved {
  readonly words: Merged
  readonly packages: Merged
}

/** Where one list of hits has been read to; `place` is the new number of a package, past all of them at the end. */
interface Cursor {
  readonly hits: Uint32Array
  readonly places: Int32Array
  at: number
  end: number
  place: number
}

const past = 2 ** 32

function hitsOf(indexes: Both<SearchIndex>, { words, packages }: Moved) {
  const hitStarts = new Uint32Array(words.count + 1)
  const wordFields = new Uint16Array(words.count)
  const hits = new Uint32Array(indexes[0].data.hits.length + indexes[1].data.hits.length)
  const hitFields = new Uint16Array(hits.length)
  const ids = [numbersBefore(words, 0), numbersBefore(words, 1)] as const
  const cursors = [
    cursorOf(indexes[0], packages.places[0]),
    cursorOf(indexes[1], packages.places[1]),
  ] as const
  let length = 0
  for (let word = 0; word < words.count; word += 1) {
    for (const side of [0, 1] as const) begin(cursors[side], indexes[side], ids[side][word]!)
    for (;;) {
      const side = cursors[0].place < cursors[1].place ? 0 : 1
      const cursor = cursors[side]
      if (cursor.place === past) break
      hits[length] = cursor.place
      hitFields[length] = indexes[side].data.hitFields[cursor.at]!
      wordFields[word]! |= hitFields[length]!
      length += 1
      advance(cursor, cursor.at + 1)
    }
    hitStarts[word + 1] = length
  }
  return { hitStarts, wordFields, hits: hits.slice(0, length), hitFields: hitFields.slice(0, length) }
}

function cursorOf({ data: { hits } }: SearchIndex, places: Int32Array): Cursor {
  return { hits, places, at: 0, end: 0, place: past }
}

/** `word` is less than 0 where this index has it not. */
function begin(cursor: Cursor, { data: { hitStarts } }: SearchIndex, word: number): void {
  cursor.end = word < 0 ? 0 : hitStarts[word + 1]!
  advance(cursor, word < 0 ? 0 : hitStarts[word]!)
}

/** To the next hit whose package is left. */
function advance(cursor: Cursor, from: number): void {
  let at = from
  while (at < cursor.end && cursor.places[cursor.hits[at]!]! < 0) at += 1
  cursor.at = at
  cursor.place = at < cursor.end ? cursor.places[cursor.hits[at]!]! : past
}

/** By new number, the number on one side, or -1. */
function numbersBefore({ count, places }: Merged, side: 0 | 1): Int32Array {
  const numbers = new Int32Array(count).fill(-1)
  for (let number = 0; number < places[side].length; number += 1) {
    const place = places[side][number]!
    if (place >= 0) numbers[place] = number
  }
  return numbers
}

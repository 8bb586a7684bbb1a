import { Interned } from '../base/interned.ts'
import { orderOfTexts } from '../base/orders.ts'
import type { ToldDocument } from './document.ts'
import { fields } from './fields.ts'
import { textSections } from './index-layout.ts'
import { lettersOf } from './letters.ts'
import { type FoldedSummary, PlaceReader } from './place-reader.ts'

/** Words as they come, and where each stands. */
export class Words {
  readonly #known = new Interned()
  readonly #reader: PlaceReader
  readonly #labelReader: PlaceReader
  /** By label, the numbers of its words. */
  readonly #labels = new Map<string, readonly number[]>()
  #labelWords: number[] = []
  /** By document: where its words begin. */
  readonly #starts: number[] = []
  /** By word: its place that was told last. */
  readonly #lasts: number[] = []
  #words = new Uint32Array(1 << 16)
  #fields = new Uint16Array(1 << 16)
  #count = 0
  /** Where the words of the document begin that is read. */
  #start = 0

  constructor() {
    const known = this.#known
    this.#reader = new PlaceReader({
      word: (word, field) => this.#stand(known.idOf(word), field),
      bytes: (bytes, start, end, field) => this.#stand(known.idIn(bytes, start, end), field),
    })
    this.#labelReader = new PlaceReader({
      word: (word) => void this.#labelWords.push(known.idOf(word)),
      bytes: (bytes, start, end) => void this.#labelWords.push(known.idIn(bytes, start, end)),
    })
  }

  /** Returns the number of the document. */
  add(document: ToldDocument, summary: FoldedSummary): number {
    this.#start = this.#count
    this.#starts.push(this.#start)
    this.#reader.read(document, summary)
    for (const labels of [document.tags, document.categories])
      for (const label of labels) for (const word of this.#wordsOf(label)) this.#stand(word, fields.label)
    return this.#starts.length - 1
  }

  #wordsOf(label: string): readonly number[] {
    const known = this.#labels.get(label)
    if (known !== undefined) return known
    this.#labelWords = []
    this.#labelReader.readLabel(label)
    this.#labels.set(label, this.#labelWords)
    return this.#labelWords
  }

  #stand(word: number, field: number): void {
    while (this.#lasts.length <= word) this.#lasts.push(-1)
    let place = this.#lasts[word]!
    if (place < this.#start) {
      if (this.#count === this.#words.length) this.#grow()
      place = this.#count++
      this.#words[place] = word
      this.#lasts[word] = place
    }
    this.#fields[place]! |= field
  }

  /** `inOrder` are the numbers of the documents as they are told in the end. */
  sections(inOrder: readonly number[]) {
    const { texts } = this.#known
    const order = orderOfTexts(texts)
    const sorted = textsIn(order, texts)
    const newWord = new Uint32Array(order.length)
    for (let place = 0; place < order.length; place += 1) newWord[order[place]!] = place
    const hitStarts = new Uint32Array(sorted.length + 1)
    for (let at = 0; at < this.#count; at += 1) hitStarts[newWord[this.#words[at]!]! + 1]! += 1
    for (let word = 1; word < hitStarts.length; word += 1) hitStarts[word]! += hitStarts[word - 1]!
    const { text: wordText, starts: wordStarts } = textSections(sorted)
    const wordLetters = order.map((word) => lettersOf(texts[word]!))
    return { wordText, wordStarts, wordLetters, hitStarts, ...this.#spread(inOrder, hitStarts, newWord) }
  }

  #spread(inOrder: readonly number[], hitStarts: Uint32Array, newWord: Uint32Array) {
    const wordFields = new Uint16Array(newWord.length)
    const free = hitStarts.slice()
    const hits = new Uint32Array(this.#count)
    const hitFields = new Uint16Array(this.#count)
    for (let place = 0; place < inOrder.length; place += 1) {
      const number = inOrder[place]!
      const end = this.#starts[number + 1] ?? this.#count
      for (let at = this.#starts[number]!; at < end; at += 1) {
        const word = newWord[this.#words[at]!]!
        const hit = free[word]!
        free[word] = hit + 1
        wordFields[word]! |= this.#fields[at]!
        hits[hit] = place
        hitFields[hit] = this.#fields[at]!
      }
    }
    return { hits, hitFields, wordFields }
  }

  #grow(): void {
    const length = this.#words.length * 2
    const grown = <T extends Uint16Array | Uint32Array>(next: T, old: T): T => {
      next.set(old)
      return next
    }
    this.#words = grown(new Uint32Array(length), this.#words)
    this.#fields = grown(new Uint16Array(length), this.#fields)
  }
}

/** Not by `from`, which goes through an iterator. */
function textsIn(order: Uint32Array, texts: readonly string[]): string[] {
  const sorted: string[] = []
  for (let at = 0; at < order.length; at += 1) sorted.push(texts[order[at]!]!)
  return sorted
}

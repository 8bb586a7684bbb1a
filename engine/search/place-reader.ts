import { AsciiText, type HearBytes } from './ascii-text.ts'
import type { ToldDocument } from './document.ts'
import { fields } from './fields.ts'
import { fold, slugOf, wordsOf } from './fold.ts'
import { indexedType } from './media-types.ts'
import type { SummaryHead } from './summary-head.ts'

/** Hears of a word, and in which field of a package it stands. */
export interface HearWords {
  readonly word: (word: string, field: number) => void
  /** One of ASCII that lies there. */
  readonly bytes: HearBytes
}

export interface FoldedSummary {
  readonly folded: string
  readonly head: SummaryHead
}

/** Most letters of a description that are looked at. */
const readable = 20_000

const compounds = /(?<![\p{L}\p{N}-])\p{L}{1,12}-\p{L}{2,12}(?![\p{L}\p{N}-])/gu

/** Tells every word of a package, each time that it stands somewhere; those of labels by themselves. */
export class PlaceReader {
  readonly #ascii = new AsciiText()
  readonly #hear: HearWords

  constructor(hear: HearWords) {
    this.#hear = hear
  }

  /** `summary`: that of the document. */
  read(document: ToldDocument, summary: FoldedSummary): void {
    this.#both(document.name, fields.name, fields.namePart)
    if (document.title !== document.name) this.#both(document.title, fields.title, fields.titleWord)
    for (const command of document.commands) this.#whole(command, fields.command)
    for (const provided of document.provides) this.#whole(provided, fields.label)
    for (const type of document.mediaTypes) this.#word(indexedType(fold(type).trim()), fields.label)
    this.#sentences(document, summary)
  }

  /** Few are different, of many packages. */
  readLabel(label: string): void {
    this.#both(label, fields.label, fields.label)
  }

  #sentences({ summary, description }: ToldDocument, folded: FoldedSummary): void {
    // Many packages have nothing else to say.
    const isAll = summary === description && summary.length <= readable
    this.#summary(folded, isAll ? fields.summary | fields.description : fields.summary)
    if (!isAll) this.#words(description.slice(0, readable), fields.description)
  }

  #summary({ folded, head: { start, end, noun } }: FoldedSummary, field: number): void {
    this.#words(noun, fields.summary | fields.head | fields.noun)
    if (this.#ascii.read(folded)) {
      // The signs around the head are in no word: each word is in it, or not.
      this.#ascii.eachWord(field, this.#hear.bytes, {
        start,
        end,
        field: field | fields.summary | fields.head,
      })
      // `anti-virus` and `wi-fi` are written in one word as often.
      this.#ascii.eachCompound(fields.summary, this.#hear.bytes)
      return
    }
    for (const word of wordsOf(folded.slice(start, end))) this.#hear.word(word, fields.summary | fields.head)
    for (const word of wordsOf(folded)) this.#hear.word(word, field)
    for (const [compound] of folded.matchAll(compounds))
      this.#word(compound.replaceAll('-', ''), fields.summary)
  }

  #words(text: string, field: number): void {
    if (this.#ascii.read(text)) this.#ascii.eachWord(field, this.#hear.bytes)
    else for (const word of wordsOf(fold(text))) this.#hear.word(word, field)
  }

  #whole(text: string, field: number): void {
    if (this.#ascii.read(text)) this.#ascii.slug(field, this.#hear.bytes)
    else this.#word(slugOf(fold(text)), field)
  }

  #both(text: string, whole: number, part: number): void {
    if (this.#ascii.read(text)) {
      this.#ascii.slug(whole, this.#hear.bytes)
      this.#ascii.eachWord(part, this.#hear.bytes)
      return
    }
    const folded = fold(text)
    this.#word(slugOf(folded), whole)
    for (const word of wordsOf(folded)) this.#hear.word(word, part)
  }

  #word(word: string, field: number): void {
    if (word !== '') this.#hear.word(word, field)
  }
}

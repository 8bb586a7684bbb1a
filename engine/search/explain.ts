import type { MatchedField } from './fields.ts'
import { fold, soughtWords } from './fold.ts'
import { namesOfType, soughtMediaType } from './media-types.ts'
import { soughtLibrary } from './sonames.ts'
import { otherPartsOf, stemOf, synonymsOf } from './synonyms.ts'

/** Texts of a package: those that do not stand on its card, and those that do. */
export interface Texts {
  readonly command: readonly string[]
  readonly label: readonly string[]
  readonly shown: Readonly<Record<ShownField, string>>
}

type ShownField = 'name' | 'title' | 'summary'

/** Where words were found, with the text itself where nobody would see it otherwise. */
export interface Explanation {
  readonly field: MatchedField
  readonly text: string | null
}

export function explain(matched: readonly MatchedField[], texts: Texts, query: string): Explanation[] {
  if (matched.length === 0) return []
  const sought = soughtIn(query)
  const others = wordsForMissing(texts, query)
  return matched.map((field) => ({ field, text: textFor(field, texts, { sought, others }) }))
}

const shownAs: Readonly<Partial<Record<MatchedField, ShownField>>> = {
  name: 'name',
  namePart: 'name',
  title: 'title',
  titleWord: 'title',
  summary: 'summary',
}

function textFor(
  field: MatchedField,
  texts: Texts,
  { sought, others }: { readonly sought: readonly string[]; readonly others: readonly string[] },
): string | null {
  if (field === 'command' || field === 'label') return nearestOf(texts[field], sought) ?? null
  const shown = shownAs[field]
  if (shown === undefined || others.length === 0) return null
  const words = texts.shown[shown].match(/[\p{L}\p{N}]+/gu) ?? []
  // The word that a typed one was found by: `shell` for `terminal`.
  return words.find((each) => others.some((other) => fold(each).startsWith(other))) ?? null
}

/** What may stand for typed words with which nothing of what is shown begins. */
function wordsForMissing({ shown: { name, title, summary } }: Texts, query: string): string[] {
  const plain = fold(`${name} ${title} ${summary}`)
  const missing = soughtWords(fold(query)).filter((typed) => !hasBeginning(plain, typed))
  const library = soughtLibrary(fold(query))
  const others = missing.flatMap((typed) => [stemOf(typed), ...otherPartsOf(typed), ...synonymsOf(typed)])
  return library === null ? others : [...soughtWords(library), ...others]
}

/** Without a pattern: it is asked for every result at every key press. */
function hasBeginning(text: string, beginning: string): boolean {
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return true
  }
  return false
}

function soughtIn(query: string): string[] {
  const folded = fold(query)
  const typed = [folded.trim(), ...soughtWords(folded)]
  const type = soughtMediaType(folded)
  const related = typed.flatMap((word) => [stemOf(word), ...synonymsOf(word)])
  return [...(type === null ? [] : namesOfType(type)), ...typed, ...related]
}

/** The whole text before one that only begins so; earlier words of the query before later ones. */
function nearestOf(texts: readonly string[], sought: readonly string[]): string | undefined {
  for (const word of sought) {
    const whole = texts.find((text) => fold(text) === word)
    if (whole !== undefined) return whole
  }
  for (const word of sought) {
    const begun = texts.find(
      (text) => fold(text).startsWith(word) || soughtWords(fold(text)).some((part) => part.startsWith(word)),
    )
    if (begun !== undefined) return begun
  }
  return undefined
}

import type { MatchedField } from './fields.ts'
import { fold, soughtWords } from './fold.ts'
import { soughtMediaType } from './media-types.ts'
import { stemOf, synonymsOf } from './synonyms.ts'

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
  return matched.map((field) => ({ field, text: textFor(field, texts, { query, sought }) }))
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
  { query, sought }: { readonly query: string; readonly sought: readonly string[] },
): string | null {
  if (field === 'command' || field === 'label') return nearestOf(texts[field], sought) ?? null
  const shown = shownAs[field]
  return shown === undefined
    ? null
    : relatedIn(texts.shown[shown], [texts.shown.name, texts.shown.title, texts.shown.summary], query)
}

/** The word of a text that a typed one was found by, where none of what is shown begins with that one: `shell` for `terminal`. */
function relatedIn(text: string, all: readonly string[], query: string): string | null {
  const plain = all.flatMap((each) => wordsIn(each)).map(fold)
  const missing = soughtWords(fold(query)).filter((typed) => !plain.some((each) => each.startsWith(typed)))
  const others = missing.flatMap((typed) => [stemOf(typed), ...synonymsOf(typed)])
  return wordsIn(text).find((each) => others.some((other) => fold(each).startsWith(other))) ?? null
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

function soughtIn(query: string): string[] {
  const folded = fold(query)
  const typed = [folded.trim(), ...soughtWords(folded)]
  const type = soughtMediaType(folded)
  const related = typed.flatMap((word) => [stemOf(word), ...synonymsOf(word)])
  return [...(type === null ? [] : [type]), ...typed, ...related]
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

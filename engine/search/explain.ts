import type { MatchedField } from './fields.ts'
import { fold, soughtWords } from './fold.ts'
import { soughtMediaType } from './media-types.ts'
import { stemOf, synonymsOf } from './synonyms.ts'

/** Texts of a package that do not stand on its card. */
export interface HiddenTexts {
  readonly command: readonly string[]
  readonly label: readonly string[]
}

/** Where words were found, with the text itself where nobody would see it otherwise. */
export interface Explanation {
  readonly field: MatchedField
  readonly text: string | null
}

export function explain(matched: readonly MatchedField[], texts: HiddenTexts, query: string): Explanation[] {
  if (matched.length === 0) return []
  const sought = soughtIn(query)
  return matched.map((field) => ({
    field,
    text: field === 'command' || field === 'label' ? (nearestOf(texts[field], sought) ?? null) : null,
  }))
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

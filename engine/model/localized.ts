import type { Translation } from './app-record.ts'

/** The translation for who reads the languages of `wanted`, the dearest first; null where the original will do. */
export function translationFor(
  translations: Readonly<Record<string, Translation>>,
  wanted: readonly string[],
): Translation | null {
  for (const locale of wanted) {
    const parts = locale.split('-')
    // `de-AT` is read by who wanted it, then `de`; the original is taken to be English.
    for (let length = parts.length; length > 0; length -= 1) {
      const found = translations[parts.slice(0, length).join('-')]
      if (found !== undefined) return found
    }
    if (parts[0] === 'en') return null
  }
  return null
}

/** Small pieces of English that several formats share. */

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1)
  if (last === undefined) return ''
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** `1 package`, `2 packages`, `1,204 packages`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** A fragment that came as a fact (`connection refused`) as a sentence of its own. */
export function sentence(fragment: string): string {
  const text = fragment.trim()
  if (text === '') return ''
  return /[.?]$/.test(text) ? capitalized(text) : `${capitalized(text)}.`
}

/** The host of an address, or the address itself where it has none (`file:`). */
export function hostOf(url: string): string {
  return URL.canParse(url) && new URL(url).host !== '' ? new URL(url).host : url
}

/** Control characters, marks that turn the direction of writing, invisible joints, halves of surrogate pairs. */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\p{Cs}]/gu

/** Whether a text holds what nobody sees, and what a window or a terminal could obey. */
export function hidesCharacters(text: string): boolean {
  return text.search(unseen) !== -1
}

/** One line of what can be seen. */
export function lineOf(text: string): string {
  return text.replace(unseen, '').replaceAll(/\s+/g, ' ').trim()
}

/**
 * Debian's one-line summaries begin small and use two hyphens for a dash. Beside those of apps they stand as lines of
 * their own. A first word that is no plain word, such as `cat(1)`, `xAPI` or `e-mail`, stays as it is.
 */
export function asLine(synopsis: string): string {
  const line = synopsis.replaceAll(' -- ', ' – ')
  return /^[a-z]+(?=[ ,]|$)/.test(line) ? line.charAt(0).toUpperCase() + line.slice(1) : line
}

/** A text cut at a word, with a mark where something is missing. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const whole = text.slice(0, length - 1)
  // Half of a surrogate pair is no character.
  return `${whole.replace(/\s+\S{0,40}$/, '').replace(/[\ud800-\udbff]$/, '')}…`
}

// C0 and C1 controls without the line feed, marks that change the direction of writing, line separators, invisible
// joints, and halves of surrogate pairs: none of them may steer a terminal, or a window, from foreign text. Letters and
// tags that show nothing neither: a name with one looks like the name without.
const unprintable =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Cs}]/gu

/** Every character that a terminal or a window would obey is spelled out: `\u{1b}`. Line feeds stay. */
export function visible(text: string): string {
  return text.replace(unprintable, spelled)
}

/** The same where nothing obeys a tab, nor how lines end on other systems, as in a window. */
export function visibleOnPage(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(unprintable, (character) => (character === '\t' ? character : spelled(character)))
}

/** What is left where a text is to be looked for, and not shown. */
export function onlyVisible(text: string): string {
  return text.replace(unprintable, '')
}

function spelled(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`
}

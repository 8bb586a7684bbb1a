export interface Piece {
  readonly text: string
  readonly match: boolean
}

/** Cuts `text` into pieces, those that the words of a query match being marked. Nothing is lost or added. */
export function highlight(text: string, query: string): readonly Piece[] {
  const words = query
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return [{ text, match: false }]
  // Longest first, so that "record" does not cut "recorder" short where both were typed.
  const pattern = words
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
    .join('|')
  // A word matches from its beginning, as it does in the engine.
  return text
    .split(new RegExp(`(?<![\\p{L}\\p{N}])(${pattern})`, 'giu'))
    .map((piece, index) => ({ text: piece, match: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}

/**
 * The small mark of a key: the first 20 bytes of its fingerprint as 4 by 4 tiles of which the right half mirrors the left, and
 * a pigment. 27 bits: enough to notice a change, never a proof. A window draws it; a terminal writes it.
 */
export const pigments = ['clay', 'ochre', 'moss', 'spruce', 'lake', 'indigo', 'plum', 'rose'] as const
export type Pigment = (typeof pigments)[number]

/** 0 to 3 are quarter discs, 4 a disc, 5 a leaf, 6 a square, 7 nothing. */
export interface KeymarkTiles {
  readonly pigment: Pigment
  /** Four rows of four. */
  readonly rows: readonly (readonly number[])[]
}

export function keymarkTiles(fingerprint: string): KeymarkTiles {
  const bytes = bytesOf(fingerprint)
  const rows = [0, 1, 2, 3].map((y) => {
    const [first, second] = [kindAt(bytes, 2 * y), kindAt(bytes, 2 * y + 1)]
    return [first, second, mirror(second), mirror(first)]
  })
  return { pigment: pigments[kindAt(bytes, 19)] ?? 'clay', rows }
}

/** The same in letters that every terminal has, one row after the other: `/oo\ #..# (..) x##x clay`. */
export function keymarkText(fingerprint: string): string {
  const { pigment, rows } = keymarkTiles(fingerprint)
  const tiles = rows.map((row) => row.map((kind) => letters[kind] ?? '').join(''))
  return `${tiles.join(' ')} ${pigment}`
}

/** Each with its mirror beside it where it has one. */
const letters = ['/', '\\', '(', ')', 'o', 'x', '#', '.'] as const

function kindAt(bytes: readonly number[], at: number): number {
  return (bytes[at] ?? 0) & 7
}

function bytesOf(fingerprint: string): number[] {
  return (fingerprint.replaceAll(/[^0-9a-f]/gi, '').match(/../g) ?? [])
    .slice(0, 20)
    .map((pair) => Number.parseInt(pair, 16))
}

/** Quarter discs swap their left and right corners; the other shapes are their own mirror. */
function mirror(kind: number): number {
  return kind < 4 ? kind ^ 1 : kind
}

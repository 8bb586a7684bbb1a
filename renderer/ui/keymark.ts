import { keymarkTiles, type Pigment } from '../../engine/model/keymark.ts'

export interface Keymark {
  readonly pigment: Pigment
  /** Path data in a box of 20 by 20 units. */
  readonly path: string
}

/** The small picture of a key. */
export function keymarkOf(fingerprint: string): Keymark {
  const { pigment, rows } = keymarkTiles(fingerprint)
  const tiles = rows.flatMap((row, y) => row.map((kind, x) => tile(kind, x * 5, y * 5, x > 1)))
  return { pigment, path: tiles.join('') }
}

/** The hex digits of a fingerprint in groups of four, upper case, as people read them aloud. */
export function groupsOf(fingerprint: string): string[] {
  return fingerprint.toUpperCase().match(/[0-9A-F]{1,4}/g) ?? []
}

function tile(kind: number, x: number, y: number, mirrored: boolean): string {
  const right = x + 5
  switch (kind) {
    case 0:
      return `M${x} ${y}h5a5 5 0 0 1-5 5z`
    case 1:
      return `M${x} ${y}h5v5a5 5 0 0 1-5-5z`
    case 2:
      return `M${right} ${y}v5h-5a5 5 0 0 1 5-5z`
    case 3:
      return `M${x} ${y}a5 5 0 0 1 5 5h-5z`
    case 4:
      return `M${x + 0.4} ${y + 2.5}a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0-4.2 0z`
    case 5:
      return mirrored
        ? `M${right} ${y}a5 5 0 0 1-5 5a5 5 0 0 1 5-5z`
        : `M${x} ${y}a5 5 0 0 0 5 5a5 5 0 0 0-5-5z`
    case 6:
      return `M${x} ${y}h5v5h-5z`
    default:
      return ''
  }
}

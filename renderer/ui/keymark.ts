const pigments = ['clay', 'ochre', 'moss', 'spruce', 'lake', 'indigo', 'plum', 'rose'] as const
export type Pigment = (typeof pigments)[number]

export interface Keymark {
  readonly pigment: Pigment
  /** Path data in a box of 20 by 20 units. */
  readonly path: string
}

/**
 * The small picture of a key: the first 20 bytes of its fingerprint as 4 by 4 tiles of which the right
 * half mirrors the left. 27 bits: enough to notice a change, never a proof.
 */
export function keymarkOf(fingerprint: string): Keymark {
  const bytes = bytesOf(fingerprint)
  let path = ''
  for (let y = 0; y < 4; y += 1) {
    for (let x = 0; x < 4; x += 1) {
      const mirrored = x > 1
      const kind = (bytes[2 * y + (mirrored ? 3 - x : x)] ?? 0) & 7
      path += tile(mirrored ? mirror(kind) : kind, x * 5, y * 5, mirrored)
    }
  }
  return { pigment: pigments[(bytes[19] ?? 0) & 7] ?? 'clay', path }
}

/** The hex digits of a fingerprint in groups of four, upper case, as people read them aloud. */
export function groupsOf(fingerprint: string): string[] {
  return fingerprint.toUpperCase().match(/[0-9A-F]{1,4}/g) ?? []
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

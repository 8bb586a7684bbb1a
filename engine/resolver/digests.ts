import { hashOf, type SectionReader } from './pool-layout.ts'

/** Numbers in a row: first 4 bytes of a digest, hash of the name, release. */
const stride = 3
/** Rows that share the upper bits of their digest, on average. */
const rowsTogether = 4

/** One release, for the table in which what is installed is found again. */
export interface Digested {
  readonly name: string
  /** In hex. */
  readonly digest: string
}

/**
 * Rows sorted by digest, and where those begin that share its upper bits. Name and digest count together: what is not
 * in the pool is taken for something in it once in 2^64 times.
 */
export function digestTable(releases: readonly Digested[]): { starts: Uint32Array; rows: Uint32Array } {
  const rows = releases
    .map(({ name, digest }, release) => [digestNumber(digest), hashOf(name), release] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
  let bits = 0
  while (rowsTogether << bits < releases.length) bits += 1
  const starts = new Uint32Array((1 << bits) + 1)
  for (const [digest] of rows) starts[upper(digest, bits) + 1]! += 1
  for (let at = 1; at < starts.length; at += 1) starts[at]! += starts[at - 1]!
  return { starts, rows: Uint32Array.from(rows.flat()) }
}

/** Finds releases by name and digest. A machine may have thousands of packages, so nothing is allocated to find one. */
export class Digests {
  readonly #starts: Uint32Array
  readonly #rows: Uint32Array
  readonly #bits: number

  constructor(reader: SectionReader) {
    this.#starts = reader.later('digestStarts')
    this.#rows = reader.later('digests')
    this.#bits = Math.log2(this.#starts.length - 1)
  }

  /** The place of the first release with this name and digest, or -1. Others with the same follow it. */
  find(name: string, digest: string): number {
    const rows = this.#rows
    const wanted = digestNumber(digest)
    const bucket = upper(wanted, this.#bits)
    const end = Math.min(this.#starts[bucket + 1]! * stride, rows.length)
    for (let at = this.#starts[bucket]! * stride; at < end; at += stride) {
      if (rows[at] === wanted && rows[at + 1] === hashOf(name)) return at
    }
    return -1
  }

  /** The place behind, where it has the same name and digest; else -1. */
  next(at: number): number {
    const rows = this.#rows
    const next = at + stride
    return rows[next] === rows[at] && rows[next + 1] === rows[at + 1] ? next : -1
  }

  releaseAt(at: number): number {
    return this.#rows[at + 2]!
  }
}

function upper(digest: number, bits: number): number {
  return bits === 0 ? 0 : digest >>> (32 - bits)
}

/** The first 4 bytes of a digest in hex. */
function digestNumber(digest: string): number {
  return Number.parseInt(digest.slice(0, 8), 16) >>> 0
}

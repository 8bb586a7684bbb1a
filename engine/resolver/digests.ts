import { hashOf } from './hash-name.ts'
import type { SectionReader } from './section-reader.ts'

/** Numbers in a row: first 4 bytes of a digest, hash of the name, release. */
const stride = 3
/** Rows that share the upper bits of their digest, on average. */
const rowsTogether = 4

/**
 * Rows sorted by digest, and where those begin that share its upper bits; `digests` and `hashes` of names are by release.
 * Both count together: what is not in the pool is taken for something in it once in 2^64 times.
 */
export function digestTable(
  digests: Uint32Array,
  hashes: Uint32Array,
): { starts: Uint32Array; rows: Uint32Array } {
  let bits = 0
  while (rowsTogether << bits < digests.length) bits += 1
  const starts = new Uint32Array((1 << bits) + 1)
  for (const digest of digests) starts[upper(digest, bits) + 1]! += 1
  for (let at = 1; at < starts.length; at += 1) starts[at]! += starts[at - 1]!
  const order = new Uint32Array(digests.length)
  const free = starts.slice()
  for (let release = 0; release < digests.length; release += 1) {
    const bucket = upper(digests[release]!, bits)
    order[free[bucket]!] = release
    free[bucket]! += 1
  }
  const compare = (a: number, b: number) => digests[a]! - digests[b]! || hashes[a]! - hashes[b]! || a - b
  // Few share their upper bits: so many short lists are sorted sooner than all at once.
  for (let bucket = 0; bucket + 1 < starts.length; bucket += 1)
    if (starts[bucket + 1]! - starts[bucket]! > 1)
      order.subarray(starts[bucket], starts[bucket + 1]).sort(compare)
  return { starts, rows: rowsOf(order, digests, hashes) }
}

function rowsOf(order: Uint32Array, digests: Uint32Array, hashes: Uint32Array): Uint32Array {
  const rows = new Uint32Array(stride * order.length)
  for (let at = 0; at < order.length; at += 1) {
    const release = order[at]!
    rows[stride * at] = digests[release]!
    rows[stride * at + 1] = hashes[release]!
    rows[stride * at + 2] = release
  }
  return rows
}

/** By release, the numbers of digests and the hashes of names that the rows of a table have. */
export function columnsIn(rows: Uint32Array): { digests: Uint32Array; hashes: Uint32Array } {
  const digests = new Uint32Array(rows.length / stride)
  const hashes = new Uint32Array(digests.length)
  for (let at = 0; at < rows.length; at += stride) {
    digests[rows[at + 2]!] = rows[at]!
    hashes[rows[at + 2]!] = rows[at + 1]!
  }
  return { digests, hashes }
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
    // Of the name only where the digest is found, and once: many may share a digest, which then is of as many names.
    let hash = -1
    for (let at = this.#starts[bucket]! * stride; at < end; at += stride) {
      if (rows[at] !== wanted) continue
      if (hash < 0) hash = hashOf(name)
      if (rows[at + 1] === hash) return at
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
export function digestNumber(digest: string): number {
  return Number.parseInt(digest.slice(0, 8), 16) >>> 0
}

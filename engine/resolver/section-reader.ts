import {
  alignedCopy,
  type Arrays,
  checksumAt,
  checksumOf,
  firstNames,
  type FirstSections,
  fixed,
  headerBytes,
  indexOf,
  kinds,
  type LaterName,
  lengthsIn,
  magic,
  names,
  type Section,
  type SectionName,
  type Sections,
  unit,
} from './pool-layout.ts'

/** A page: reading one costs what reading a byte of it does. */
const blockBytes = 4_096
/** Of the blocks of a section, those that are read by themselves; whoever wants more gets it whole, which is quicker to read in. */
const mostBlocks = 0.75

/** Reads a part of the file; fewer bytes than asked for where it ends. */
export type ReadPart = (offset: number, length: number) => Uint8Array

/** Views into the part that was read first, without copying; the rest by `read`. Null where it is no whole pool. */
export class SectionReader {
  readonly first: FirstSections
  readonly #header: Uint32Array
  readonly #read: ReadPart
  readonly #known = new Map<LaterName, Arrays[keyof Arrays]>()
  /** Parts of sections that are not known as a whole: who asks for one item mostly asks for its neighbours, too. */
  readonly #blocks = new Map<LaterName, Map<number, Arrays[keyof Arrays]>>()

  private constructor(first: FirstSections, header: Uint32Array, read: ReadPart) {
    this.first = first
    this.#header = header
    this.#read = read
  }

  static open(part: Uint8Array, read: ReadPart): SectionReader | null {
    const lengths = lengthsIn(part)
    if (lengths === null || part.byteLength < lengths.first || !endsWell(lengths.whole, read)) return null
    const bytes = alignedCopy(part)
    const header = new Uint32Array(bytes.buffer, bytes.byteOffset, headerBytes / 4)
    if (header[checksumAt] !== checksumOf(header, checksumAt)) return null
    const sections: Partial<Record<SectionName, Arrays[keyof Arrays]>> = {}
    for (const [index, name] of names.entries()) {
      const place = placeOf(header, index)
      const isFirst = index < firstNames.length
      if (!isPlace(place, isFirst ? lengths.first : lengths.whole - 8, unit[kinds[name]])) return null
      if (isFirst) sections[name] = view(kinds[name], bytes, ...place)
    }
    return new SectionReader(sections as FirstSections, header, read)
  }

  /** Everything, for whoever makes another pool of it. */
  all(): Sections {
    const rest = names.slice(firstNames.length).map((name) => [name, this.later(name as LaterName)] as const)
    return { ...this.first, ...Object.fromEntries(rest) } as Sections
  }

  /** Throws where the file has changed under us. */
  later<N extends LaterName>(name: N): Section<N> {
    const known = this.#known.get(name)
    if (known !== undefined) return known as Section<N>
    const section = this.#readPart(name, 0, this.lengthOf(name))
    this.#known.set(name, section)
    return section as Section<N>
  }

  /** Items of a section from `from` up to `to`, or to its end: for whoever wants few of a long one. */
  part<N extends LaterName>(name: N, from: number, to: number): Section<N> {
    const known = this.#known.get(name)
    if (known !== undefined) return known.subarray(from, to) as Section<N>
    const end = Math.min(to, this.lengthOf(name))
    const start = Math.min(from, end)
    const items = blockBytes / unit[kinds[name]]
    const at = Math.floor(start / items)
    if (start === end || end > (at + 1) * items) return this.#readPart(name, start, end) as Section<N>
    const block = this.#blockOf(name, at)
    return (block ?? this.later(name).subarray(at * items)).subarray(
      start - at * items,
      end - at * items,
    ) as Section<N>
  }

  /** One item of a section; 0 behind its end. */
  item(name: LaterName, index: number): number {
    const known = this.#known.get(name)
    if (known !== undefined) return known[index] ?? 0
    if (index >= this.lengthOf(name)) return 0
    const items = blockBytes / unit[kinds[name]]
    const at = Math.floor(index / items)
    const block = this.#blockOf(name, at)
    return (block === null ? this.later(name)[index] : block[index - at * items]) ?? 0
  }

  /** How many items a section has. */
  lengthOf(name: LaterName): number {
    return placeOf(this.#header, indexOf.get(name)!)[1] / unit[kinds[name]]
  }

  /** Null where so many were read that the section is wanted whole. */
  #blockOf(name: LaterName, at: number): Arrays[keyof Arrays] | null {
    const blocks = this.#blocks.get(name) ?? new Map<number, Arrays[keyof Arrays]>()
    this.#blocks.set(name, blocks)
    const known = blocks.get(at)
    if (known !== undefined) return known
    const items = blockBytes / unit[kinds[name]]
    if (blocks.size * items > mostBlocks * this.lengthOf(name)) return null
    const block = this.#readPart(name, at * items, Math.min((at + 1) * items, this.lengthOf(name)))
    blocks.set(at, block)
    return block
  }

  #readPart(name: LaterName, from: number, to: number): Arrays[keyof Arrays] {
    const size = unit[kinds[name]]
    const [offset] = placeOf(this.#header, indexOf.get(name)!)
    const length = (to - from) * size
    const bytes = length === 0 ? new Uint8Array() : this.#read(offset + from * size, length)
    if (bytes.byteLength !== length) throw new Error(`the pool ends before its section ${name}`)
    return view(kinds[name], alignedCopy(bytes), 0, length)
  }
}

function placeOf(header: Uint32Array, index: number): readonly [number, number] {
  return [header[fixed + 2 * index]!, header[fixed + 2 * index + 1]!]
}

function isPlace([offset, length]: readonly [number, number], end: number, size: number): boolean {
  return offset % 8 === 0 && offset >= headerBytes && offset + length <= end && length % size === 0
}

function endsWell(whole: number, read: ReadPart): boolean {
  // Nine bytes, of which there must be eight.
  const end = read(whole - 8, 9)
  return end.byteLength === 8 && new Uint32Array(end.slice(0, 4).buffer)[0] === magic
}

function view(kind: keyof Arrays, { buffer, byteOffset }: Uint8Array, offset: number, length: number) {
  switch (kind) {
    case 'bytes':
      return new Uint8Array(buffer, byteOffset + offset, length)
    case 'shorts':
      return new Uint16Array(buffer, byteOffset + offset, length / 2)
    case 'numbers':
      return new Uint32Array(buffer, byteOffset + offset, length / 4)
  }
}

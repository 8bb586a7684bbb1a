import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** 256 colors are enough for a screenshot of an interface, and a third of the bytes. */
const mostColors = 256
/** Colors that differ only below this many bits count as one while they are counted. */
const keptBits = 5

interface Box {
  readonly colors: number[]
  readonly weight: number
}

/** The same picture with a palette. Reads only what Chromium writes: 8-bit RGB or RGBA, not interlaced. */
export function withPalette(png: Uint8Array): Uint8Array {
  const { width, height, pixels } = decode(Buffer.from(png))
  const counts = new Map<number, number>()
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1)
  const palette = counts.size <= mostColors ? [...counts.keys()] : medianCut(counts)
  const nearest = new Map<number, number>()
  const rows = Buffer.alloc(height * (width + 1))
  for (let at = 0; at < pixels.length; at += 1) {
    const color = pixels[at] ?? 0
    let index = nearest.get(color)
    if (index === undefined) nearest.set(color, (index = closest(palette, color)))
    rows[at + Math.floor(at / width) + 1] = index
  }
  return encode(width, height, palette, rows)
}

function decode(png: Buffer) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const raw = inflateSync(Buffer.concat(parts))
  const bytes = unfilter(raw, { stride: width * channels, height, channels })
  const pixels = new Uint32Array(width * height)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = bytes.readUIntBE(at * channels, 3)
  return { width, height, pixels }
}

/** PNG (ISO/IEC 15948) clause 9: each row says how its bytes were predicted. */
function unfilter(
  raw: Buffer,
  { stride, height, channels }: { stride: number; height: number; channels: number },
): Buffer {
  const bytes = Buffer.alloc(stride * height)
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)] ?? 0
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column
      const left = column < channels ? 0 : (bytes[at - channels] ?? 0)
      const up = row === 0 ? 0 : (bytes[at - stride] ?? 0)
      const corner = row === 0 || column < channels ? 0 : (bytes[at - stride - channels] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
      bytes[at] = (raw[row * (stride + 1) + 1 + column] ?? 0) + guess
    }
  }
  return bytes
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

const channel = (color: number, shift: number) => (color >> shift) & 255

function medianCut(counts: ReadonlyMap<number, number>): number[] {
  const merged = new Map<number, number[]>()
  for (const color of counts.keys()) {
    const key = [16, 8, 0].reduce(
      (sum, shift) => (sum << keptBits) | (channel(color, shift) >> (8 - keptBits)),
      0,
    )
    merged.set(key, [...(merged.get(key) ?? []), color])
  }
  // The most used color of each small cube stands for it: flat surfaces keep their exact value.
  const leaders = [...merged.values()].map((colors) =>
    colors.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)),
  )
  const weight = (colors: readonly number[]) =>
    colors.reduce((sum, color) => sum + Math.sqrt(counts.get(color) ?? 0), 0)
  const box = (colors: number[]): Box => ({ colors, weight: spread(colors).range * weight(colors) })
  const boxes = [box(leaders.flatMap((colors) => colors.slice(0, 4)))]
  while (boxes.length < mostColors) {
    const widest = boxes.toSorted((one, other) => other.weight - one.weight)[0]
    if (widest === undefined || widest.weight === 0) break
    const { shift } = spread(widest.colors)
    const sorted = widest.colors.toSorted((a, b) => channel(a, shift) - channel(b, shift))
    const middle = Math.ceil(sorted.length / 2)
    boxes.splice(boxes.indexOf(widest), 1, box(sorted.slice(0, middle)), box(sorted.slice(middle)))
  }
  return boxes.map(
    ({ colors }) => colors.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? 0,
  )
}

/** The channel in which the colors differ most. */
function spread(colors: readonly number[]): { shift: number; range: number } {
  return [16, 8, 0]
    .map((shift) => {
      const values = colors.map((color) => channel(color, shift))
      return { shift, range: Math.max(...values) - Math.min(...values) }
    })
    .reduce((widest, next) => (next.range > widest.range ? next : widest))
}

function closest(palette: readonly number[], color: number): number {
  let best = 0
  let smallest = Infinity
  for (const [index, candidate] of palette.entries()) {
    const far = [16, 8, 0].reduce(
      (sum, shift) => sum + (channel(candidate, shift) - channel(color, shift)) ** 2,
      0,
    )
    if (far < smallest) [smallest, best] = [far, index]
  }
  return best
}

function encode(width: number, height: number, palette: readonly number[], rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colors = Buffer.from(
    palette.flatMap((color) => [channel(color, 16), channel(color, 8), channel(color, 0)]),
  )
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(rows, { level: 9, memLevel: 9 })
  const chunks = [
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...chunks])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

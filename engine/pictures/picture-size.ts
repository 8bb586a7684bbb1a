/** How many pixels a picture has, by its head alone: nothing is decoded, so nothing can swell. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** More pixels than any screen has; a picture of more is not opened. */
export const maximumPixels = 16_000_000

/** Null where it does not say, such as a drawing without a size of its own. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = pngSize(head) ?? jpegSize(head) ?? webpSize(head) ?? svgSize(head)
  return size === null || size.width === 0 || size.height === 0 ? null : size
}

function pngSize(head: Buffer): PictureSize | null {
  const isPng = head.length >= 24 && head.toString('latin1', 1, 4) === 'PNG' && head[0] === 0x89
  return isPng ? { width: head.readUInt32BE(16), height: head.readUInt32BE(20) } : null
}

/** Segments from the start to the first frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(head: Buffer): PictureSize | null {
  if (head[0] !== 0xff || head[1] !== 0xd8) return null
  let at = 2
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) }
    at += 2 + head.readUInt16BE(at + 2)
  }
  return null
}

/** Lossy (`VP8 `), lossless (`VP8L`) and extended (`VP8X`) begin each in their own way. */
function webpSize(head: Buffer): PictureSize | null {
  if (head.length < 30 || head.toString('latin1', 0, 4) !== 'RIFF') return null
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}

/** Its `width` and `height`, else the last two numbers of its `viewBox`. */
function svgSize(head: Buffer): PictureSize | null {
  const root = /<(?:svg:)?svg\b[^>]{0,4000}>/i.exec(head.toString('utf8', 0, 16_384))?.[0]
  if (root === undefined) return null
  const said = (name: string): number =>
    Number(
      new RegExp(`\\s${name}\\s*=\\s*["']\\s*(\\d{1,5}(?:\\.\\d+)?)(?:px)?\\s*["']`).exec(root)?.[1] ?? 0,
    )
  const [, boxWidth = 0, boxHeight = 0] =
    /\sviewBox\s*=\s*["'][\d.eE+-]+[\s,]+[\d.eE+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(root) ?? []
  const [width, height] = [said('width'), said('height')]
  const isSaid = width > 0 && height > 0
  return {
    width: Math.round(isSaid ? width : Number(boxWidth)),
    height: Math.round(isSaid ? height : Number(boxHeight)),
  }
}

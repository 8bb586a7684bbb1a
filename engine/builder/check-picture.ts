import type { MediaFile } from '../model/repository-index.ts'
import { expandsTooFar } from '../pictures/expansion.ts'
import { maximumPixels, pictureSize } from '../pictures/picture-size.ts'

export type PictureType = MediaFile['type']

/** Bytes; a picture in a store is shown at most at the size of a screen. */
export const maximumPictureBytes = 8 * 1024 * 1024

const endings: Readonly<Record<PictureType, string>> = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

export const pictureTypes: readonly PictureType[] = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']

export function pictureEnding(type: PictureType): string {
  return endings[type]
}

/** The type of a picture by its bytes, never by its name; null where it is none that a store may show. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png'
  if (buffer.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg'
  if (buffer.toString('latin1', 0, 4) === 'RIFF' && buffer.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp'
  return isSvg(buffer) ? 'image/svg+xml' : null
}

/** Why a picture may not be shipped, or null. An SVG is a document: it must be one that can only draw. */
export function pictureProblem(
  bytes: Uint8Array,
  types: readonly PictureType[] = pictureTypes,
): string | null {
  if (bytes.length > maximumPictureBytes) return `is bigger than ${maximumPictureBytes} bytes`
  const type = pictureType(bytes)
  if (type === null) return 'is no picture of a known kind'
  const size = pictureSize(bytes)
  if (size !== null && size.width * size.height > maximumPixels)
    return `has more than ${maximumPixels} pixels`
  if (!types.includes(type)) return `is ${type}`
  return type === 'image/svg+xml' ? svgProblem(Buffer.from(bytes).toString('utf8')) : null
}

const forbiddenElements = [
  'script',
  'foreignobject',
  'style',
  'iframe',
  'object',
  'embed',
  'handler',
  'listener',
]

function svgProblem(text: string): string | null {
  if (/<!(?:doctype|entity|\[cdata\[)/i.test(text)) return 'has a document type, an entity or CDATA'
  if (/<\?(?!xml\s)/i.test(text)) return 'has a processing instruction'
  const names = [...text.matchAll(/<\s*(?:[\w-]+:)?([\w-]+)/g)].map(([, name = '']) => name)
  const forbidden = names.find((name) => forbiddenElements.includes(name.toLowerCase()))
  if (forbidden !== undefined) return `has the element ${forbidden}`
  if (/[\s"'/]on[a-z]+\s*=/i.test(text)) return 'has an event handler'
  const outside = references(text).find((target) => !target.startsWith('#'))
  if (outside !== undefined) return `refers to ${outside}`
  if (/@import|javascript:|&#/i.test(text)) return 'hides a reference'
  // A few hundred bytes of uses of uses keep a window busy for hours.
  return /<(?:[\w-]+:)?use[\s/>]/i.test(text) && expandsTooFar(text) ? 'uses itself again and again' : null
}

/** What the attributes and the `url()` of a drawing point to. */
function references(text: string): readonly string[] {
  const attributes = text.matchAll(/\b(?:[\w-]+:)?(?:href|src)\s*=\s*["']?\s*([^"'\s>]*)/gi)
  const functions = text.matchAll(/url\(\s*["']?\s*([^)"'\s]*)/gi)
  return [...attributes, ...functions].map(([, target = '']) => target)
}

function isSvg(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype[^>]*>\s*)?<(?:svg:)?svg[\s>]/i.test(
      text,
    )
  } catch {
    // Not UTF-8: whatever it is, it is no SVG.
    return false
  }
}

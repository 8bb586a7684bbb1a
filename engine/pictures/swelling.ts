import { expandsTooFar } from './expansion.ts'
import { maximumPixels, pictureSize } from './picture-size.ts'

/**
 * Whether showing a picture takes memory or time out of proportion to its bytes. Browsers go by the bytes, whatever the
 * type says: of what is called a PNG and has no size that is known here, nobody knows how far it swells.
 */
export function swells(bytes: Uint8Array, type: string): boolean {
  const pixels = pictureSize(bytes)
  if (pixels !== null && pixels.width * pixels.height > maximumPixels) return true
  return type === 'image/svg+xml' ? expandsTooFar(Buffer.from(bytes).toString('utf8')) : pixels === null
}

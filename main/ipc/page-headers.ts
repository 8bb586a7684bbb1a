/** What the window's page may do, in either host: run and show what came with the app, and talk to its host. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Pictures come from packages. An SVG opened on its own must be a picture still, never a page. */
export const mediaPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** On every answer, whatever it is. */
export const guardHeaders = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
} as const

const pictureTypes = new Set([
  'image/svg+xml',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/avif',
  'image/gif',
])

/** The engine's media are pictures named by their digest; anything else is nobody's business. */
export function isMediaName(name: string): boolean {
  return /^[0-9a-f]{64}\.[a-z0-9]{2,5}$/.test(name)
}

export function isPictureType(type: string): boolean {
  return pictureTypes.has(type)
}

export const mediaHeaders = {
  ...guardHeaders,
  'content-security-policy': mediaPolicy,
  'cache-control': 'private, max-age=31536000, immutable',
} as const

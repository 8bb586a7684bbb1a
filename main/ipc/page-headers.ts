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
  // Without it a worker may be made of any script of ours, and a service worker stays when the window is gone.
  "worker-src 'none'",
  // Text becomes neither markup nor code, but through Vue, which has templates of ours only.
  "require-trusted-types-for 'script'",
  'trusted-types vue',
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
  // A page that asked for any of these would do so in our name.
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
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

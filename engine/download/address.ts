import { EngineError } from '../model/failure.ts'

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * The normalized address of a repository, always ending in `/`. https, file, and http on this machine only:
 * signed metadata would make other http safe, but not private. Throws `request/invalid`.
 */
export function parseRepositoryUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw refuse(text, 'not-an-address')
  if (!['https:', 'http:', 'file:'].includes(url.protocol)) throw refuse(text, 'scheme')
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) throw refuse(text, 'plain-http')
  if (url.username !== '' || url.password !== '') throw refuse(text, 'credentials')
  if (url.protocol === 'file:' && url.hostname !== '') throw refuse(text, 'file-host')
  if (url.search !== '' || url.hash !== '') throw refuse(text, 'query')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

/** Joins a path that a repository names; it can never leave the repository's own folder. */
export function resolveInside(base: string, file: string): string {
  const encoded = file.split('/').map((part) => {
    if (part === '' || part === '.' || part === '..') {
      throw new EngineError('trust/metadata', { repository: base, file, reason: 'format', detail: 'path' })
    }
    return encodeURIComponent(part)
  })
  return new URL(encoded.join('/'), base).href
}

function refuse(value: string, problem: string): EngineError {
  return new EngineError('request/invalid', { what: 'repository-url', value, problem })
}

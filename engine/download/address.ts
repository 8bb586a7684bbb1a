import { EngineError } from '../model/failure.ts'

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * The normalized address of a repository, always ending in `/`. https, file, and http on this machine only:
 * signed metadata would make other http safe, but not private. Throws `request/invalid`.
 */
export function parseRepositoryUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const problem = url === null ? 'not-an-address' : problemOf(url)
  if (url === null || problem !== null) {
    throw new EngineError('request/invalid', {
      what: 'repository-url',
      value: text,
      problem: problem ?? 'not-an-address',
    })
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

function problemOf(url: URL): string | null {
  const refusals: readonly (readonly [boolean, string])[] = [
    [!['https:', 'http:', 'file:'].includes(url.protocol), 'scheme'],
    [url.protocol === 'http:' && !loopback.has(url.hostname), 'plain-http'],
    [url.username !== '' || url.password !== '', 'credentials'],
    [url.protocol === 'file:' && url.hostname !== '', 'file-host'],
    [url.search !== '' || url.hash !== '', 'query'],
  ]
  return refusals.find(([applies]) => applies)?.[1] ?? null
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

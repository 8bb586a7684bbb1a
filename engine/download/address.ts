import { EngineError } from '../model/failure.ts'
import { isNobodys } from './reserved.ts'

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

/**
 * The address of somebody else's file: https, and http on this machine only, because nobody signs what comes. Throws
 * `request/invalid`.
 */
export function parseFileUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const problem = url === null ? 'not-an-address' : refusalOf(['https:', 'http:'], url)
  if (url !== null && problem === null) return url
  throw new EngineError('request/invalid', {
    what: 'address',
    value: text,
    problem: problem ?? 'not-an-address',
  })
}

function refusalOf(schemes: readonly string[], url: URL): string | null {
  if (!schemes.includes(url.protocol)) return 'scheme'
  if (isNobodys(url.hostname)) return 'reserved'
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) return 'plain-http'
  return url.username === '' && url.password === '' ? null : 'credentials'
}

function problemOf(url: URL): string | null {
  const refusal = refusalOf(['https:', 'http:', 'file:'], url)
  if (refusal !== null) return refusal
  const refusals: readonly (readonly [boolean, string])[] = [
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

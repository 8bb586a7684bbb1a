import { matchesPattern } from '../base/pattern.ts'

/**
 * Whether an address is as a pattern says. Host and path are compared apart, so that no path can look like a host:
 * `https://*.example.com/*` does not match `https://evil.test/.example.com/`.
 */
export function matchesAddress(address: string, pattern: string): boolean {
  const url = URL.parse(address)
  const wanted = readPattern(pattern)
  if (url === null || wanted === null || url.protocol !== wanted.protocol) return false
  if (url.username !== '' || url.password !== '') return false
  return matchesPattern(url.host, wanted.host) && matchesPath(url.pathname, wanted.path)
}

interface AddressPattern {
  readonly protocol: string
  readonly host: string
  readonly path: string
}

/** As addresses are read: in lower case, without the usual port, and without steps up in a path. */
function readPattern(pattern: string): AddressPattern | null {
  const [, scheme, host = '', path = '/*'] = /^([a-z]+):\/\/([^/]*)(\/.*)?$/.exec(pattern) ?? []
  if (scheme === undefined) return null
  const protocol = `${scheme}:`
  const said = URL.parse(`${protocol}//${host}${path}`)
  // A port with a star is no address.
  if (said === null) return { protocol, host: host.toLowerCase(), path }
  return { protocol, host: said.host, path: said.pathname }
}

/** The address of a repository ends with a slash, whether somebody wrote it or not. */
function matchesPath(path: string, pattern: string): boolean {
  return matchesPattern(path, pattern) || (!pattern.endsWith('/') && matchesPattern(path, `${pattern}/`))
}

export function isEncrypted(address: string): boolean {
  const protocol = URL.parse(address)?.protocol
  return protocol === 'https:' || protocol === 'file:'
}

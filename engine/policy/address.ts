import { matchesPattern } from '../base/pattern.ts'

/**
 * Whether an address is as a pattern says. Host and path are compared apart, so that no path can look like a host:
 * `https://*.example.com/*` does not match `https://evil.test/.example.com/`.
 */
export function matchesAddress(address: string, pattern: string): boolean {
  const url = URL.parse(address)
  const [, scheme, host = '', path = '/*'] = /^([a-z]+):\/\/([^/]*)(\/.*)?$/.exec(pattern) ?? []
  if (url === null || scheme === undefined || url.protocol !== `${scheme}:`) return false
  if (url.username !== '' || url.password !== '') return false
  return matchesPattern(url.host, host) && matchesPattern(url.pathname, path)
}

export function isEncrypted(address: string): boolean {
  const protocol = URL.parse(address)?.protocol
  return protocol === 'https:' || protocol === 'file:'
}

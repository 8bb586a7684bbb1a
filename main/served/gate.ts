import type { IncomingHttpHeaders } from 'node:http'

/**
 * A page of a foreign site can make a browser knock here under that site's own name (DNS rebinding). So the name
 * must be one that only ever means this machine. Its port may differ from ours: an SSH tunnel starts at another.
 */
export function isWindowName(host: string | undefined): host is string {
  return host !== undefined && /^127\.0\.0\.1(:[0-9]{1,5})?$/.test(host)
}

/** The name that questions are answered under: to a browser another site than the window's, with another process. */
export function isConsentName(host: string | undefined): host is string {
  return host !== undefined && /^localhost(:[0-9]{1,5})?$/.test(host)
}

/** Whether the page that asks was served here as the window. Pages of other ports of this machine are foreign, too. */
export function isOwnOrigin({ host, origin }: IncomingHttpHeaders): boolean {
  return isWindowName(host) && origin === `http://${host}`
}

/** Browsers say who asks; what comes from another site gets nothing, not even a file. */
export function isForeignFetch(headers: IncomingHttpHeaders): boolean {
  if (headers.origin !== undefined && !isOwnOrigin(headers)) return true
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  // A link that a person follows is harmless: the page it opens cannot be framed, and starts nothing.
  return headers['sec-fetch-mode'] !== 'navigate'
}

/** Whether a browser opens this as a page of its own. Scripts cannot write these headers, nor leave them out. */
export function isOpenedByPerson(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

/** Whether it is the form of the page that asks, sent by its own button. */
export function isConsentForm(headers: IncomingHttpHeaders): boolean {
  const { host, origin } = headers
  const isOurs = isConsentName(host) && origin === `http://${host}`
  return isOurs && isOpenedByPerson(headers) && headers['sec-fetch-site'] === 'same-origin'
}

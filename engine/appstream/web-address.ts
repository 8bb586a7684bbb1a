/** An address that a browser may open, on one line; null for anything else. */
export function webAddress(text: string): string | null {
  const address = text.trim()
  if (!/^https?:\/\/[^\s\p{Cc}\p{Cf}]{1,900}$/u.test(address)) return null
  // Written in the letters of the web, so that nothing looks like another site.
  const parsed = URL.parse(address)
  return parsed === null || parsed.username !== '' || parsed.href.length > 990 ? null : parsed.href
}

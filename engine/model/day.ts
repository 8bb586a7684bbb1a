import * as v from 'valibot'

const words = 'a date such as 2026-03-01'

/** A calendar day that there is: `2026-02-30` is none. */
export const Day = v.pipe(v.string(words), v.isoDate(words), v.check(isThere, words))

function isThere(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

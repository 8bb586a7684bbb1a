/** Digests of what was brought: those of the index and of advisories, in one text. */
export function digestsIn(text: string): { readonly index: string; readonly advisories: string } {
  const [index = '', advisories = ''] = text.split(' ')
  return { index, advisories }
}

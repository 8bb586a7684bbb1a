/**
 * Which letters are in a word, one bit for each of 32 groups: one mistake changes at most two bits, so most words that
 * are not near are known without comparing them.
 */
export function lettersOf(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at += 1) letters |= 1 << groupOf(text.charCodeAt(at))
  return letters >>> 0
}

/** a to z have groups of their own; everything else shares six. */
function groupOf(code: number): number {
  return code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6)
}

export function countBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

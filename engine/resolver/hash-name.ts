/** Of a name, for the tables of names: FNV-1a over its UTF-16 units, taken in pairs. */
export function hashOf(text: string): number {
  const { length } = text
  let hash = 0x811c9dc5 ^ length
  for (let i = 1; i < length; i += 2) {
    const pair = text.charCodeAt(i - 1) | (text.charCodeAt(i) << 8)
    hash = Math.imul(hash ^ pair, 0x01000193)
  }
  if ((length & 1) === 1) hash = Math.imul(hash ^ text.charCodeAt(length - 1), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Text of UTF-16 units, up to some ten thousand. Spreading them would go through an iterator, ten times as long. */
export function textOf(units: Uint8Array | Uint16Array): string {
  return Reflect.apply(String.fromCharCode, null, units) as string
}

/** The same of any length, in pieces, because a call takes only so many arguments. A decoder would not leave half of a pair alone. */
export function longTextOf(units: Uint8Array | Uint16Array): string {
  const pieces: string[] = []
  for (let at = 0; at < units.length; at += 8_192) pieces.push(textOf(units.subarray(at, at + 8_192)))
  return pieces.join('')
}

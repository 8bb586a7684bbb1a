/** Text of UTF-16 units, up to some ten thousand. Spreading them would go through an iterator, ten times as long. */
export function textOf(units: Uint8Array | Uint16Array): string {
  return Reflect.apply(String.fromCharCode, null, units) as string
}

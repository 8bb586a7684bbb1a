import type { KeyObject } from 'node:crypto'

/** The same P-256 key in another encoding of its point (SEC 1, 2.3.3), which OpenSSL reads as well. */
export function rewritten(key: KeyObject, form: 'compressed' | 'hybrid'): Buffer {
  const der = key.export({ type: 'spki', format: 'der' })
  const [x, y] = [der.subarray(-64, -32), der.subarray(-32)]
  const odd = (y.at(-1) ?? 0) & 1
  const point =
    form === 'compressed'
      ? Buffer.concat([Buffer.from([0x02 + odd]), x])
      : Buffer.concat([Buffer.from([0x06 + odd]), x, y])
  const algorithm = der.subarray(2, 2 + 21)
  const bits = Buffer.concat([Buffer.from([0x03, point.length + 1, 0]), point])
  return Buffer.concat([Buffer.from([0x30, algorithm.length + bits.length]), algorithm, bits])
}

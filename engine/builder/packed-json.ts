import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { canonicalJson, type Json } from '../base/canonical-json.ts'

const compress = promisify(gzip)

/** What we publish, in the one way to write it. */
export function jsonBytes(value: object): Uint8Array {
  return Buffer.from(`${canonicalJson(value as Json)}\n`)
}

export async function packedJson(value: object): Promise<Uint8Array> {
  return gzipped(jsonBytes(value))
}

/** The same bytes on every system: byte 9 of the header names the system that compressed. */
export async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const unknownSystem = 255
  const compressed = await compress(bytes, { level: 9 })
  compressed[9] = unknownSystem
  return compressed
}

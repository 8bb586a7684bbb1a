import type { Transport } from './transport.ts'

/** More than `limit` bytes came: the connection is closed and nothing of it is used. */
export class TooLong extends Error {
  constructor(limitOfBytes: number) {
    super(`more than ${limitOfBytes} bytes`)
    this.name = 'TooLong'
  }
}

/** A small file, whole, in memory. Throws `TooLong` at the first byte over `limit`. */
export async function readBytes(
  transport: Transport,
  url: string,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const incoming = await transport.open(url, 0, signal)
  const parts: Uint8Array[] = []
  let received = 0
  // Leaving the loop early closes the stream, so an endless answer costs `limit` bytes and no more.
  for await (const chunk of incoming.chunks) {
    signal.throwIfAborted()
    received += chunk.length
    if (received > limit) throw new TooLong(limit)
    parts.push(Buffer.from(chunk))
  }
  return Buffer.concat(parts, received)
}

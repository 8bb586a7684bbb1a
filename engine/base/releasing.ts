/**
 * Gives the memory of each chunk back when the next one is asked for. The garbage collector sees only that little of
 * its own is used, and would let tens of megabytes wait, in each thread. A chunk that shares its memory keeps it.
 */
export async function* releasing(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk
    const { buffer } = chunk
    if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.length) buffer.transfer(0)
  }
}

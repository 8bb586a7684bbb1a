import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { fetchArtifact } from '../../../engine/download/fetch-artifact.ts'
import { readBytes } from '../../../engine/download/read-bytes.ts'
import { systemTransport } from '../../../engine/download/transport.ts'
import { serveFolder } from '../../kit/static-server.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'

// Longer than any piece that is read at once: a piece gives its memory to the next.
const content = randomBytes(3 * 256 * 1024 + 1)
const sha256 = createHash('sha256').update(content).digest('hex')
const transport = systemTransport({ idleTimeout: 30 })

async function places(): Promise<{ readonly folder: string; readonly addresses: readonly string[] }> {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'file'), content)
  const server = await serveFolder(folder)
  return { folder, addresses: [pathToFileURL(path.join(folder, 'file')).href, `${server.url}file`] }
}

test('a file of many pieces comes whole, from a folder and from a server', async () => {
  const { addresses } = await places()
  for (const address of addresses) {
    const bytes = await readBytes(transport, address, content.length, never)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  }
})

test('one that was cut off is gone on with in the middle of a piece', async () => {
  const { folder, addresses } = await places()
  for (const [index, url] of addresses.entries()) {
    const cache = path.join(folder, `cache-${index}`)
    mkdirSync(cache)
    writeFileSync(path.join(cache, `${sha256}.artifact.part`), content.subarray(0, 300_000))
    const told: number[] = []

    const file = await fetchArtifact(
      transport,
      { url, file: 'file', sha256, size: content.length, cache, onBytes: (bytes) => told.push(bytes) },
      never,
    )

    expect(readFileSync(file).equals(content)).toBe(true)
    expect([told[0], told.at(-1)]).toEqual([300_000, content.length])
  }
})

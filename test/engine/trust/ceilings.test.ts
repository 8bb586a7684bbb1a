import { describe, expect, test } from 'vitest'
import { readBytes } from '../../../engine/download/read-bytes.ts'
import type { Transport } from '../../../engine/download/transport.ts'
import { watchedFetcher } from '../../../engine/trust/fetcher.ts'
import { never } from '../../kit/temporary.ts'

/** Answers every address with `chunks`, and counts what was taken. */
function answering(chunks: Iterable<Uint8Array>): {
  transport: Transport
  taken: () => number
  closed: () => boolean
} {
  let taken = 0
  let closed = false
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      for (const chunk of chunks) {
        taken += chunk.length
        yield chunk
      }
    } finally {
      closed = true
    }
  }
  const transport: Transport = { open: async () => ({ chunks: body(), total: null, offset: 0 }) }
  return { transport, taken: () => taken, closed: () => closed }
}

function* endless(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(1_000)
}

const text = (json: string): Uint8Array[] => [Buffer.from(json)]

test('an endless answer is closed at the first byte over its limit', async () => {
  const { transport, taken, closed } = answering(endless())

  await expect(readBytes(transport, 'https://example.org/', 16_384, never)).rejects.toThrow(
    'more than 16384 bytes',
  )

  expect({ taken: taken(), closed: closed() }).toEqual({ taken: 17_000, closed: true })
})

describe('metadata is read strictly', () => {
  test.each([
    ['with one key twice', '{"signed":1,"signed":2}'],
    ['that is no JSON', '<html>'],
    ['with a number that no double holds', '{"version":9007199254740993}'],
  ])('%s is refused', async (_name, json) => {
    const fetcher = watchedFetcher(answering(text(json)).transport, never)

    await expect(fetcher.downloadBytes('https://example.org/root.json', 1_000)).rejects.toThrow()
  })

  test('what is well is handed on byte for byte', async () => {
    const fetcher = watchedFetcher(answering(text('{"signed":1}')).transport, never)

    expect((await fetcher.downloadBytes('https://example.org/root.json', 1_000)).toString()).toBe(
      '{"signed":1}',
    )
  })
})

describe('metadata that nobody has signed', () => {
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: 'ab'.repeat(32) } }
  const fetched = async (file: string, signed: object) => {
    const json = JSON.stringify({ signed, signatures: [] })
    const fetcher = watchedFetcher(answering(text(json)).transport, never)
    return fetcher.downloadBytes(`https://example.org/metadata/${file}`, json.length)
  }
  const common = { spec_version: '1.0', version: 1, expires: '2040-01-01T00:00:00Z' }

  test('does not keep a processor busy with as many delegations as fit into it', async () => {
    const names = Array.from({ length: 20_000 }, (_, number) => `role-${number}`)
    const keys = Object.fromEntries(names.map((name) => [name, key]))
    const roles = names.map((name) => ({
      name,
      keyids: [name],
      threshold: 1,
      terminating: true,
      paths: ['*'],
    }))
    const signed = { _type: 'targets', ...common, targets: {}, delegations: { keys, roles } }

    expect((await fetched('1.targets.json', signed)).length).toBeGreaterThan(4_000_000)
  })

  test('nor with roles of a root', async () => {
    const names = [
      'root',
      'timestamp',
      'snapshot',
      'targets',
      ...Array.from({ length: 61 }, (_, at) => `${at}`),
    ]
    const roles = Object.fromEntries(names.map((name) => [name, { keyids: [], threshold: 1 }]))
    const signed = { _type: 'root', ...common, keys: {}, roles, consistent_snapshot: true }

    await expect(fetched('1.root.json', signed)).rejects.toThrow('more than 64 roles')
  })
})

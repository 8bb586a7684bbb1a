import { pack } from 'tar-stream'
import { expect, test } from 'vitest'
import { encodeHeader, fillOf, type WrittenMember } from '../../../engine/archive/encode-header.ts'

const about = { target: '', mode: 0o644, size: 0, modified: 86_400 }
const long = (length: number): string => 'd/'.repeat(length).slice(0, length - 1)

/** Lengths around those of the two fields, with and without slashes where the path may be split, and no ASCII. */
const paths = [
  ...[1, 99, 100, 101, 102, 155, 156, 157, 254, 255, 256, 257, 300, 1_000].flatMap((length) => [
    'x'.repeat(length),
    `${long(length)}f`,
    `d/${'x'.repeat(length)}`,
    `${'y'.repeat(length)}/${'x'.repeat(100)}`,
  ]),
  ...['ä', 'дом/'.repeat(30) + 'x', '🙂'.repeat(40), 'a b/c\\d', 'PaxHeader'],
]

const members: readonly WrittenMember[] = [
  ...paths.map((path) => ({ ...about, type: 'file' as const, path, size: path.length })),
  ...paths.map((path) => ({ ...about, type: 'directory' as const, path, mode: 0o755 })),
  ...paths.map((path) => ({ ...about, type: 'symlink' as const, path: 'l', target: path, mode: 0o777 })),
  ...paths.map((path) => ({ ...about, type: 'symlink' as const, path, target: path, mode: 0o777 })),
  { ...about, type: 'file', path: 'program', mode: 0o755, size: 8 ** 11 - 1, modified: 2 ** 31 - 1 },
]

/** What an independent writer puts in front of the content: perhaps a pax header with its records first. */
async function written({ type, path, target, mode, size, modified }: WrittenMember): Promise<Buffer> {
  const tar = pack()
  const link = type === 'symlink' ? { linkname: target } : {}
  tar.entry({ name: path, type, mode, size, mtime: new Date(modified * 1_000), ...link })
  const pieces: Buffer[] = []
  for await (const piece of tar as AsyncIterable<Uint8Array>) {
    const bytes = Buffer.from(piece)
    pieces.push(bytes)
    if (bytes.toString('latin1', 257, 262) === 'ustar' && bytes.toString('latin1', 156, 157) !== 'x') break
  }
  return Buffer.concat(pieces)
}

test('headers are those that an independent writer makes, byte by byte', async () => {
  for (const member of members) {
    expect({ member, bytes: encodeHeader(member).toString('hex') }).toEqual({
      member,
      bytes: (await written(member)).toString('hex'),
    })
  }
})

test('content is filled up to whole blocks', () => {
  expect([0, 1, 511, 512, 513].map((size) => fillOf(size).length)).toEqual([0, 511, 1, 0, 511])
})

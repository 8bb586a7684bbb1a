import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { tar } from '../archive/raw-tar.ts'
import { ar, controlText, debBytes, gnu, packed, plain, refusalOf } from './deb-kit.ts'

const control = (): Buffer => tar({ name: './', flag: '5', magic: gnu }, plain('control', controlText()))

test.each([
  [
    'packed with bzip2, and cut off',
    async () =>
      ar(
        ['debian-binary', Buffer.from('2.0\n')],
        ['control.tar', control()],
        ['data.tar.bz2', (await packed(tar(), '.bz2')).subarray(0, 20)],
      ),
    /^archive: bzip2: Compressed file ends unexpectedly/,
  ],
  [
    'packed with lzma, and broken',
    async () =>
      ar(
        ['debian-binary', Buffer.from('2.0\n')],
        ['control.tar.lzma', Buffer.alloc(100, 7)],
        ['data.tar', tar()],
      ),
    /^archive: xz: \(stdin\): File format not recognized/,
  ],
  [
    'with a bomb for a control, packed with bzip2',
    async () => debBytes({ scripts: { md5sums: '0'.repeat(40_000_000) }, packing: '.bz2' }),
    /^content: control.tar.bz2: bigger than allowed/,
  ],
])('a file is refused %s', async (_, bytes, said) => {
  expect(await refusalOf(await bytes())).toMatch(said)
})

test.each([
  ['.bz2', 'bzip2'],
  ['.lzma', 'xz'],
] as const)('of a package packed as %s, a machine without %s says so', async (packing, program) => {
  const bytes = await debBytes({ packing })
  vi.stubEnv('PATH', '/nonexistent')
  onTestFinished(() => void vi.unstubAllEnvs())

  expect(await refusalOf(bytes)).toBe(`program: ${program}, which unpacks control.tar${packing},`)
})

test('a file that ends in the middle of a part for another program is told as that', async () => {
  const bytes = await debBytes({ packing: '.bz2', members: [plain('usr/a', randomBytes(300_000))] })

  expect(await refusalOf(bytes.subarray(0, 200_000))).toMatch(/^archive: ends in the middle/)
})

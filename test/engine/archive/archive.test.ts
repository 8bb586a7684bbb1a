import { randomBytes } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { xz } from '@napi-rs/lzma'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import type { ArchiveFormat } from '../../../engine/archive/compression.ts'
import { unpackArchive } from '../../../engine/archive/unpack.ts'
import { readManifest } from '../../../engine/archive/walk-archive.ts'
import { writeArchive } from '../../../engine/archive/write-archive.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import type { Manifest } from '../../../engine/model/manifest.ts'
import { aManifest, directory, file, manifestMember, sha256, symlink, tar } from './raw-tar.ts'
import { canMountSmallDisk, withSmallDisk } from './small-disk.ts'
import { testWhere } from '../../kit/where.ts'

const never = new AbortController().signal
const mountable = await canMountSmallDisk()
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'archive-'))
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

/** Paths in every form a header has: short, over 100 bytes (prefix), not ASCII (pax), over both (pax). */
const contents = {
  'bin/hello': '#!/bin/sh\necho hello\n',
  empty: '',
  [`share/${'d'.repeat(90)}/${'f'.repeat(60)}`]: 'far',
  'share/ä→日本.txt': 'named',
  [`share/${'ü'.repeat(120)}`]: 'long',
}

function content(relative: string): string {
  return contents[relative as keyof typeof contents] ?? ''
}

function helloManifest(): Manifest {
  const files = [
    directory('bin'),
    file('bin/hello', contents['bin/hello'], 0o755),
    symlink('bin/hi', 'hello'),
    file('empty', ''),
    directory('share'),
    directory(`share/${'d'.repeat(90)}`),
    ...Object.keys(contents)
      .slice(2)
      .map((name) => file(name, content(name))),
  ]
  return aManifest(files.sort((a, b) => (a.path < b.path ? -1 : 1)))
}

async function pack(name: string, format: ArchiveFormat): Promise<string> {
  const source = path.join(folder, `source-${name}`)
  for (const [relative, text] of Object.entries(contents)) {
    await mkdir(path.dirname(path.join(source, relative)), { recursive: true })
    await writeFile(path.join(source, relative), text)
  }
  const archive = path.join(folder, `${name}.${format}`)
  const contentOf = (relative: string): string => path.join(source, relative)
  await writeArchive({ file: archive, manifest: helloManifest(), contentOf, format, modified: 86_400 }, never)
  return archive
}

async function failureIn(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => failureOf(error) ?? error,
  )
}

describe.each<ArchiveFormat>(['tar.xz', 'tar.zst'])('a %s package', (format) => {
  test('unpacks to what was packed', async () => {
    const archive = await pack('hello', format)
    const { manifestSha256, manifest } = await readManifest(archive, never)
    const destination = path.join(folder, 'out')

    const read = await unpackArchive(
      { file: archive, destination, expected: { manifestSha256, installedSize: manifest.installed_size } },
      never,
    )

    expect(read.manifest).toEqual(helloManifest())
    expect(sha256(read.manifestBytes)).toBe(manifestSha256)
    for (const entry of manifest.files) {
      const place = path.join(destination, entry.path)
      const mode = (await lstat(place)).mode & 0o7777
      if (entry.type === 'file') {
        expect(await readFile(place, 'utf8')).toBe(content(entry.path))
        expect(mode).toBe(entry.mode === 0o755 ? 0o555 : 0o444)
      } else if (entry.type === 'directory') expect(mode).toBe(0o755)
      else expect(await readlink(place)).toBe(entry.target)
    }
  })

  test('has the same bytes whenever it is built', async () => {
    const [one, two] = [await pack('one', format), await pack('two', format)]

    expect(sha256(await readFile(one))).toBe(sha256(await readFile(two)))
  })

  test('is refused when it is cut anywhere', async () => {
    const archive = await pack('hello', format)
    const whole = await readFile(archive)
    for (const part of [0.3, 0.6, 0.95]) {
      await writeFile(archive, whole.subarray(0, Math.floor(whole.length * part)))

      const outcome = await failureIn(unpackHello(archive, path.join(folder, `cut-${part}`)))

      expect(outcome).toMatchObject({ code: 'trust/artifact', facts: { file: archive, reason: 'archive' } })
    }
  })

  test('is refused with anything behind it', async () => {
    const archive = await pack('hello', format)
    await writeFile(archive, Buffer.concat([await readFile(archive), Buffer.from('more')]))

    const outcome = await failureIn(unpackHello(archive, path.join(folder, 'out')))

    expect(outcome).toMatchObject({ code: 'trust/artifact', facts: { file: archive, reason: 'archive' } })
  })

  test('is refused with nothing but zeros behind it', async () => {
    const archive = await pack('hello', format)
    await writeFile(archive, Buffer.concat([await readFile(archive), Buffer.alloc(4)]))

    const outcome = await failureIn(unpackHello(archive, path.join(folder, 'out')))

    expect(outcome).toMatchObject({ code: 'trust/artifact', facts: { file: archive, reason: 'archive' } })
  })

  test('is refused with a second stream behind it', async () => {
    const archive = await pack('hello', format)
    const once = await readFile(archive)
    await writeFile(archive, Buffer.concat([once, once]))

    const outcome = await failureIn(unpackHello(archive, path.join(folder, 'out')))

    expect(outcome).toMatchObject({ code: 'trust/artifact', facts: { file: archive, reason: 'archive' } })
  })

  test('leaves its destination to whoever has it already', async () => {
    const archive = await pack('hello', format)
    await mkdir(path.join(folder, 'out'))

    await expect(unpackHello(archive, path.join(folder, 'out'))).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await readdir(path.join(folder, 'out'))).toEqual([])
  })

  test('stops when asked to', async () => {
    const archive = await pack('hello', format)
    const controller = new AbortController()
    controller.abort()

    const outcome = readManifest(archive, controller.signal)

    await expect(outcome).rejects.toBe(controller.signal.reason)
  })
})

describe('what is no package is named as such', () => {
  const cases: readonly [string, () => Promise<Uint8Array>, string][] = [
    ['an empty file', async () => Buffer.alloc(0), 'empty'],
    ['a web page', async () => Buffer.from('<!doctype html><title>404</title>'), 'neither xz nor zstd'],
    ['compressed text', async () => xz.compress('a text that is no tar archive'), 'ends in the middle'],
    ['compressed noise', async () => xz.compress(randomBytes(4096)), 'number field is not octal'],
    [
      'somebody’s source code',
      async () => xz.compress(tar({ name: 'main.c', content: 'x' })),
      'the first member is not .multios/manifest.json',
    ],
    ['an empty archive', async () => xz.compress(tar()), 'the first member is not .multios/manifest.json'],
    [
      'an archive with a manifest of another kind',
      async () => xz.compress(tar({ name: '.multios/manifest.json', content: 'name: x' })),
      'the manifest is no JSON',
    ],
  ]
  test.each(cases)('%s', async (_name, bytes, detail) => {
    const archive = path.join(folder, 'thing.tar.xz')
    await writeFile(archive, await bytes())

    const failure = await failureIn(readManifest(archive, never))

    const pattern = detail === 'number field is not octal' ? expect.any(String) : detail
    expect(failure).toEqual({ code: 'archive/not-an-archive', facts: { file: archive, detail: pattern } })
  })

  test('a file that is not there', async () => {
    const archive = path.join(folder, 'nowhere.tar.xz')

    expect(await failureIn(readManifest(archive, never))).toEqual({
      code: 'file/not-found',
      facts: { path: archive },
    })
  })
})

test('a bomb stops at the size its manifest declares', async () => {
  const archive = path.join(folder, 'bomb.tar.xz')
  const manifest = aManifest([file('a', 'hi')])
  const zeros = Buffer.alloc(8 * 1024 * 1024)
  await writeFile(archive, await xz.compress(tar(manifestMember(manifest), { name: 'a', content: zeros })))

  const outcome = await failureIn(unpack(archive, manifest, path.join(folder, 'out')))

  expect(outcome).toMatchObject({ facts: { reason: 'content', detail: 'a has 8388608 bytes' } })
  expect(await readdir(path.join(folder, 'out'))).toEqual([])
})

testWhere(mountable, 'a file system to mount')('a full disk is told as such', async () => {
  await withSmallDisk(256 * 1024, async (disk) => {
    const big = randomBytes(1024 * 1024)
    const entry = { type: 'file', path: 'a', mode: 0o644, size: big.length, sha256: sha256(big) } as const
    const manifest = aManifest([entry])
    const source = path.join(folder, 'big')
    await writeFile(source, big)
    const options = { manifest, contentOf: () => source, format: 'tar.xz', modified: 0, preset: 0 } as const
    const archive = path.join(folder, 'big.tar.xz')
    await writeArchive({ ...options, file: archive }, never)

    const packing = await failureIn(writeArchive({ ...options, file: path.join(disk, 'big.tar.xz') }, never))
    await rm(path.join(disk, 'big.tar.xz'))
    const unpacking = await failureIn(unpack(archive, manifest, path.join(disk, 'out')))

    expect([packing, unpacking]).toMatchObject([
      { code: 'disk/full', facts: { path: path.join(disk, 'big.tar.xz') } },
      { code: 'disk/full', facts: { path: path.join(disk, 'out/a') } },
    ])
  })
})

test('a file that changes while it is packed fails the build', async () => {
  const source = path.join(folder, 'a')
  await writeFile(source, 'ho')
  const options = { manifest: aManifest([file('a', 'hi')]), contentOf: () => source, modified: 0 }

  const building = writeArchive({ ...options, file: path.join(folder, 'x.tar.xz'), format: 'tar.xz' }, never)

  await expect(building).rejects.toThrow('changed while it was packed')
})

async function unpackHello(archive: string, destination: string): Promise<unknown> {
  return unpack(archive, helloManifest(), destination)
}

async function unpack(archive: string, manifest: Manifest, destination: string): Promise<unknown> {
  const expected = { manifestSha256: sha256(canonicalJson(manifest)), installedSize: manifest.installed_size }
  return unpackArchive({ file: archive, destination, expected }, never)
}

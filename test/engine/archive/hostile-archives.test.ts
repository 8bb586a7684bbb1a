import { lstat, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import { unpackArchive } from '../../../engine/archive/unpack.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import type { FileEntry, Manifest } from '../../../engine/model/manifest.ts'
import {
  aManifest,
  compressed,
  directory,
  file,
  manifestMember,
  member,
  pax,
  type RawMember,
  sha256,
  symlink,
  tar,
} from './raw-tar.ts'

const never = new AbortController().signal
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'hostile-'))
})
afterAll(async () => rm(folder, { recursive: true, force: true }))

/** Unpacks a tar, given with the manifest it claims, and answers the refusal. */
async function refusal(manifest: Manifest, bytes: Uint8Array): Promise<unknown> {
  const archive = path.join(folder, 'hello.tar.xz')
  const destination = path.join(folder, 'unpacked')
  await rm(destination, { recursive: true, force: true })
  await writeFile(archive, await compressed(bytes))
  const expected = { manifestSha256: sha256(canonicalJson(manifest)), installedSize: manifest.installed_size }
  const outcome = unpackArchive({ file: archive, destination, expected }, never)
  const failure = await outcome.then(
    () => null,
    (error: unknown) => failureOf(error) ?? error,
  )
  expect((await readdir(folder)).sort()).toEqual(
    (await exists(destination)) ? ['hello.tar.xz', 'unpacked'] : ['hello.tar.xz'],
  )
  return failure
}

async function exists(place: string): Promise<boolean> {
  return lstat(place).then(
    () => true,
    () => false,
  )
}

function artifactRefused(reason: string, detail: string | RegExp): unknown {
  return {
    code: 'trust/artifact',
    facts: {
      file: path.join(folder, 'hello.tar.xz'),
      reason,
      detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
    },
  }
}

const hi = file('a', 'hi')
const hiMember: RawMember = { name: 'a', content: 'hi' }

describe('a manifest is refused', () => {
  const cases: readonly [string, readonly FileEntry[], RegExp][] = [
    ['with a path that climbs out', [file('../a', 'hi')], /shortest form/],
    ['with a path that climbs out later', [directory('b'), file('b/../../a', 'hi')], /shortest form/],
    ['with an absolute path', [file('/etc/passwd', 'hi')], /absolute/],
    ['with a backslash', [file('..\\a', 'hi')], /backslash/],
    ['with a control character', [file('a\x1b[2J', 'hi')], /control character: a\\u\{1b\}\[2J/],
    ['with a bidi override', [file('a\u202Etxt.exe', 'hi')], /control character/],
    ['with a broken surrogate', [file('a\ud800', 'hi')], /broken Unicode/],
    ['with a doubled path', [hi, hi], /listed twice/],
    ['with paths out of order', [file('b', 'x'), hi], /not in order/],
    ['with names that differ by case', [file('A', 'x'), hi], /same name on some systems: A and a/],
    ['with names that differ by sharp s', [file('strasse', 'x'), file('straße', 'y')], /same name/],
    ['with names that differ by composition', [file('e\u0301', 'x'), file('\u00e9', 'y')], /same name/],
    ['with a file below no directory', [file('b/a', 'hi')], /parent is no directory/],
    ['with a file below a file', [file('b', 'x'), file('b/a', 'hi')], /parent is no directory/],
    ['with a file below a link', [symlink('b', '..'), file('b/a', 'hi')], /parent is no directory/],
    ['with a reserved path', [directory('.multios')], /reserved/],
    ['with an absolute link', [symlink('l', '/etc')], /leaves the package/],
    ['with a link that climbs out', [symlink('l', '../x')], /leaves the package/],
    ['with a link to nothing', [symlink('l', 'nothing')], /link to nothing/],
    ['with a link to itself', [symlink('l', 'l')], /link without end/],
    [
      'with a link that climbs out through a link',
      [directory('d'), symlink('d/l', '..'), symlink('m', 'd/l/../x')],
      /leaves|whole package/,
    ],
    ['with a link through a file', [hi, symlink('l', 'a/b')], /through a file/],
    ['with a link to its root', [directory('d'), symlink('d/l', '..')], /whole package/],
    ['with a name over 255 bytes', [file('n'.repeat(256), 'hi')], /255 bytes/],
  ]
  test.each(cases)('%s', async (_name, files, detail) => {
    const manifest = aManifest(files)

    const outcome = await refusal(manifest, tar(manifestMember(manifest)))

    expect(outcome).toEqual(artifactRefused('manifest', detail))
  })

  const origin = { kind: 'debian', source: 'hello', source_version: '1' } as const
  test('but not for names that differ by case, where it was made for Linux alone', async () => {
    const manifest = aManifest([file('A', 'x'), file('a', 'x')], { origin })
    const members = [
      { name: 'A', content: 'x' },
      { name: 'a', content: 'x' },
    ]

    expect(await refusal(manifest, tar(manifestMember(manifest), ...members))).toBeNull()
  })

  test.each([
    ['that leads through what another package has', [symlink('l', 'other/../../x')], /out of what another/],
    [
      'that leads out through its own',
      [symlink('a', 'other/b'), symlink('l', 'a/../../x')],
      /out of what another/,
    ],
    ['that climbs out', [symlink('l', '../x')], /leaves the package/],
    ['that is absolute', [symlink('l', '/x')], /leaves the package/],
  ])('of imported software with a link %s', async (_name, files, detail) => {
    const manifest = aManifest(files, { origin })

    const outcome = await refusal(manifest, tar(manifestMember(manifest)))

    expect(outcome).toEqual(artifactRefused('manifest', detail))
  })

  test('with a path of 65 folders', async () => {
    const folders = Array.from({ length: 65 }, (_, index) =>
      directory(
        Array(index + 1)
          .fill('d')
          .join('/'),
      ),
    )
    const manifest = aManifest(folders)

    expect(await refusal(manifest, tar(manifestMember(manifest)))).toEqual(
      artifactRefused('manifest', /64 folders/),
    )
  })

  test('with a size that is not the sum of its files', async () => {
    const manifest = aManifest([hi], { installed_size: 3 })

    expect(await refusal(manifest, tar(manifestMember(manifest), hiMember))).toEqual(
      artifactRefused('manifest', /not the sum/),
    )
  })

  test('with a doubled key', async () => {
    const text = canonicalJson(aManifest([])).replace('{', '{"name":"other",')

    expect(await refusal(aManifest([]), tar({ name: '.multios/manifest.json', content: text }))).toEqual(
      artifactRefused('manifest', 'not in canonical form'),
    )
  })

  test('that is not the one the index names', async () => {
    const manifest = aManifest([hi])

    expect(await refusal({ ...manifest, version: '2.0.0' }, tar(manifestMember(manifest), hiMember))).toEqual(
      artifactRefused('manifest', /^expected/),
    )
  })
})

describe('content is refused', () => {
  const manifest = aManifest([hi])
  const first = manifestMember(manifest)
  const cases: readonly [string, readonly (RawMember | Buffer)[], string, RegExp][] = [
    ['with a member missing', [], 'content', /missing: a/],
    ['with a member too many', [hiMember, { name: 'b' }], 'content', /not in the manifest: "b"/],
    ['with a member twice', [hiMember, hiMember], 'content', /not in the manifest/],
    ['with other bytes', [{ ...hiMember, content: 'ho' }], 'content', /other bytes/],
    ['with another size', [{ ...hiMember, content: 'hello' }], 'content', /5 bytes/],
    ['with another name', [{ ...hiMember, name: '../a' }], 'content', /"\.\.\/a" where/],
    ['with a link for a file', [{ name: 'a', flag: '2', link: '/etc/passwd' }], 'content', /is a symlink/],
    ['with a directory for a file', [{ name: 'a', flag: '5' }], 'content', /is a directory/],
    [
      'that is executable though the manifest says not',
      [{ ...hiMember, mode: 0o755 }],
      'content',
      /mode 755/,
    ],
    ['that anybody may write', [{ ...hiMember, mode: 0o666 }], 'content', /mode 666/],
    ['with setuid', [{ ...hiMember, mode: 0o4755 }], 'archive', /special permission bits: 4755/],
    ['with the sticky bit', [{ ...hiMember, mode: 0o1644 }], 'archive', /special permission/],
    ['of a foreign owner', [{ ...hiMember, uid: 1000 }], 'archive', /owner/],
    ['as a hard link', [{ name: 'a', flag: '1', link: 'b' }], 'archive', /type "1"/],
    ['as a character device', [{ name: 'a', flag: '3' }], 'archive', /type "3"/],
    ['as a block device', [{ name: 'a', flag: '4' }], 'archive', /type "4"/],
    ['with the number of a device', [{ ...hiMember, device: 1 }], 'archive', /number of a device/],
    ['as a fifo', [{ name: 'a', flag: '6' }], 'archive', /type "6"/],
    ['as a contiguous file', [{ ...hiMember, flag: '7' }], 'archive', /type "7"/],
    ['with a GNU long name', [{ name: 'L', flag: 'L', content: 'a' }, hiMember], 'archive', /type "L"/],
    ['with a GNU long link', [{ name: 'K', flag: 'K', content: 'a' }, hiMember], 'archive', /type "K"/],
    ['as a GNU sparse file', [{ ...hiMember, flag: 'S' }], 'archive', /type "S"/],
    [
      'with a global pax header',
      [{ name: 'g', flag: 'g', content: '9 path=a\n' }, hiMember],
      'archive',
      /type "g"/,
    ],
    ['with a second size', [pax({ size: '2' }), hiMember], 'archive', /pax record "size"/],
    ['with a sparse pax record', [pax({ 'GNU.sparse.major': '1' }), hiMember], 'archive', /GNU\.sparse/],
    [
      'with extended attributes',
      [pax({ 'SCHILY.xattr.security.capability': 'x' }), hiMember],
      'archive',
      /SCHILY/,
    ],
    [
      'with a pax header behind a pax header',
      [pax({ path: 'a' }), pax({ path: 'a' }), hiMember],
      'archive',
      /pax header after/,
    ],
    ['with a pax header and no member', [pax({ path: 'a' })], 'archive', /without a member/],
    [
      'with a pax path that climbs out',
      [pax({ path: '../a' }), hiMember],
      'content',
      /where the manifest has a/,
    ],
    ['with a wrong header checksum', [{ ...hiMember, breakChecksum: true }], 'archive', /checksum/],
    ['in the old GNU format', [{ ...hiMember, magic: 'ustar  \0' }], 'archive', /ustar format/],
    ['with bytes hidden in the padding', [{ ...hiMember, padding: 0x41 }], 'archive', /padding/],
    [
      'with bytes hidden behind a NUL in its name',
      [{ ...hiMember, name: 'a\0b' }],
      'archive',
      /hidden after a NUL/,
    ],
    ['on a directory', [{ name: 'a', flag: '5', content: 'hi' }], 'archive', /with content/],
  ]
  test.each(cases)('%s', async (_name, parts, reason, detail) => {
    const outcome = await refusal(manifest, tar(first, ...parts))

    expect(outcome).toEqual(artifactRefused(reason, detail))
  })

  test('with data after the end', async () => {
    const bytes = Buffer.concat([tar(first, hiMember), member({ name: 'b' })])

    expect(await refusal(manifest, bytes)).toEqual(artifactRefused('archive', 'data after the end'))
  })

  test('with endless zeros after the end', async () => {
    const bytes = Buffer.concat([tar(first, hiMember), Buffer.alloc(2 * 1024 * 1024)])

    expect(await refusal(manifest, bytes)).toEqual(artifactRefused('archive', 'data after the end'))
  })

  test('without an end mark', async () => {
    const bytes = tar(first, hiMember)

    expect(await refusal(manifest, bytes.subarray(0, -1024))).toEqual(
      artifactRefused('archive', 'ends without an end mark'),
    )
  })

  test('cut in the middle of a file', async () => {
    const whole = file('a', 'x'.repeat(2000))
    const long = aManifest([whole])
    const bytes = tar(manifestMember(long), { name: 'a', content: 'x'.repeat(2000) })

    expect(await refusal(long, bytes.subarray(0, bytes.length - 2048))).toEqual(
      artifactRefused('archive', 'ends in the middle'),
    )
  })
})

test('zeros after the end are padding', async () => {
  const manifest = aManifest([hi])
  const bytes = Buffer.concat([tar(manifestMember(manifest), hiMember), Buffer.alloc(8192)])

  expect(await refusal(manifest, bytes)).toBeNull()
})

import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { withDeb } from '../../../engine/importer/read-deb.ts'
import { pax, tar } from '../archive/raw-tar.ts'
import { never, withFolder } from '../builder/kit.ts'
import {
  ar,
  controlText,
  debBytes,
  folder,
  gnu,
  lampMembers,
  linkTo,
  longName,
  packed,
  plain,
  type RawMemberOrBytes,
  refusalOf,
  writeDeb,
} from './deb-kit.ts'

/** Every path of a tree: what a file holds with the bits of who may run it, where a link leads. */
async function treeOf(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const described = entries.map(async (entry) => {
    const place = path.join(entry.parentPath, entry.name)
    const shown = path.relative(root, place)
    if (entry.isDirectory()) return [shown, '/'] as const
    if (entry.isSymbolicLink()) return [shown, `-> ${await readlink(place)}`] as const
    const runs = ((await lstat(place)).mode & 0o111) === 0 ? '' : 'runs: '
    return [shown, `${runs}${await readFile(place, 'utf8')}`] as const
  })
  return Object.fromEntries((await Promise.all(described)).sort())
}

async function unpacked(place: string, members: readonly RawMemberOrBytes[]) {
  const file = await writeDeb(place, 'lamp.deb', { members, packing: '' })
  const tree = path.join(place, 'tree')
  const {
    files: _files,
    links: _links,
    ...written
  } = await withDeb(file, async (deb) => deb.unpack(tree), never)
  return { written, tree: await treeOf(tree) }
}

test.each(['', '.gz', '.xz', '.zst', '.bz2', '.lzma'] as const)(
  'a package whose parts are packed as "%s" is read',
  async (packing) => {
    await withFolder(async (place) => {
      const file = await writeDeb(place, 'lamp.deb', { packing })

      const read = await withDeb(
        file,
        async ({ control, unpack }) => {
          const { files: _files, links: _links, ...written } = await unpack(path.join(place, 'tree'))
          return { name: control.get('package'), version: control.get('version'), written }
        },
        never,
      )

      expect({ ...read, tree: await treeOf(path.join(place, 'tree')) }).toEqual({
        name: 'lamp',
        version: '1:2.0~rc1-3+b1',
        written: { stripped: [], leftOut: [], isRelocatable: true },
        tree: {
          usr: '/',
          'usr/bin': '/',
          'usr/bin/lamp': 'runs: #!/bin/sh\necho light\n',
          'usr/bin/light': '-> lamp',
          'usr/share': '/',
          'usr/share/doc': '/',
          'usr/share/doc/lamp': '/',
          'usr/share/doc/lamp/README': 'read me',
          'usr/share/doc/lamp/copyright': expect.stringContaining('Expat') as string,
        },
      })
    })
  },
)

test('special rights, other places, hard links, long names and links of a merged system are as they should be', async () => {
  await withFolder(async (place) => {
    const long = `usr/share/${'long-'.repeat(30)}name`
    const found = await unpacked(place, [
      plain('usr/bin/su', 'ELF', 0o4755),
      linkTo('usr/bin/su2', './usr/bin/su', '1'),
      linkTo('bin', 'usr/bin'),
      linkTo('sbin/su', '/usr/sbin/su'),
      plain('usr/sbin/su', 'other', 0o755),
      linkTo('lib/libx.so', '../../../../etc/x'),
      linkTo('etc/mtab', '/proc/mounts'),
      folder('usr/lib/empty'),
      plain('lib/systemd/system/lamp-light\\x2doff.slice', 'no unit comes in'),
      linkTo('usr/lib/systemd/system/lamp.target.wants/a\\x2db.mount', '../a\\x2db.mount'),
      plain('var/lib/lamp/state', 'x'),
      longName(`./${long}`),
      plain('short', 'long'),
      pax({ path: './usr/share/posix', mtime: '1.5' }),
      { name: 'x', content: 'posix' },
    ])

    expect(found).toEqual({
      written: {
        stripped: ['usr/bin/su', 'usr/bin/su2'],
        leftOut: ['var/lib/lamp/state'],
        isRelocatable: false,
      },
      tree: {
        etc: '/',
        'etc/mtab': '-> ../proc/mounts',
        usr: '/',
        'usr/bin': '/',
        'usr/bin/su': 'runs: ELF',
        'usr/bin/su2': 'runs: ELF',
        'usr/lib': '/',
        'usr/lib/empty': '/',
        'usr/lib/libx.so': '-> ../../etc/x',
        'usr/sbin': '/',
        'usr/sbin/su': 'runs: other',
        'usr/share': '/',
        [long]: 'long',
        'usr/share/posix': 'posix',
      },
    })
  })
})

test('a path below /usr in a program, also one that lies in two pieces, ties it to its place', async () => {
  const elf = Buffer.from('\x7fELF and so on')
  const programs = [
    [plain('usr/bin/a', elf, 0o755)],
    [plain('usr/bin/a', Buffer.concat([elf, Buffer.alloc(300_000), Buffer.from('/usr/share/a')]), 0o755)],
    [plain('usr/bin/a', '#!/usr/bin/perl\n', 0o755)],
    [plain('usr/share/a', '/usr/share/a')],
  ]

  const found = await Promise.all(
    programs.map(async (members) => {
      let answer: boolean | null = null
      await withFolder(async (place) => {
        answer = (await unpacked(place, members)).written.isRelocatable
      })
      return answer
    }),
  )

  expect(found).toEqual([true, false, false, false])
})

describe('a file is refused', () => {
  const control = async () => packed(tar(plain('control', controlText())), '')
  const whole = async () => debBytes({ packing: '' })
  const cases: readonly [string, () => Promise<Uint8Array>, RegExp][] = [
    ['that is empty', async () => Buffer.alloc(0), /^not-a-deb/],
    ['that is something else', async () => Buffer.from('hello'), /^not-a-deb/],
    ['that is another archive', async () => ar(['hello', Buffer.from('x')]), /^not-a-deb/],
    [
      'of a format that nobody knows yet',
      async () => {
        const bytes = await whole()
        bytes.write('3.0', bytes.indexOf('2.0\n'))
        return bytes
      },
      /^not-a-deb: format 3.0, and not 2.0/,
    ],
    ['with an empty control file', async () => debBytes({ control: '' }), /^control: it is empty/],
    [
      'that has no data',
      async () => ar(['debian-binary', Buffer.from('2.0\n')], ['control.tar', await control()]),
      /^not-a-deb/,
    ],
    [
      'that ends in the middle',
      async () => (await whole()).subarray(0, 3_000),
      /^archive: ends in the middle/,
    ],
    [
      'whose data ends in the middle',
      async () => debBytes({ members: [{ ...plain('usr/a', 'x'), size: 9_999 }], packing: '' }),
      /^content: data.tar: ends in the middle/,
    ],
    [
      'with a broken part',
      async () =>
        ar(
          ['debian-binary', Buffer.from('2.0\n')],
          ['control.tar.xz', Buffer.alloc(100, 7)],
          ['data.tar', Buffer.alloc(0)],
        ),
      /^archive/,
    ],
    [
      'packed with lzip',
      async () =>
        ar(
          ['debian-binary', Buffer.from('2.0\n')],
          ['control.tar', await control()],
          ['data.tar.lz', Buffer.from('LZIP')],
        ),
      /^compression: data.tar.lz/,
    ],
    [
      'with a bomb for a control',
      async () => debBytes({ scripts: { md5sums: '0'.repeat(40_000_000) }, packing: '.gz' }),
      /^content: control.tar.gz: bigger than allowed/,
    ],
    [
      'without a control file',
      async () =>
        ar(
          ['debian-binary', Buffer.from('2.0\n')],
          ['control.tar', tar(plain('postinst', 'x'))],
          ['data.tar', tar()],
        ),
      /^control: there is no control file/,
    ],
    [
      'with a field twice',
      async () => debBytes({ control: `${controlText()}Package: other\n` }),
      /^control: Package twice/,
    ],
  ]
  test.each(cases)('%s', async (_name, bytes, said) => {
    expect(await refusalOf(await bytes())).toMatch(said)
  })
})

describe('a member is refused', () => {
  const cases: readonly [string, readonly RawMemberOrBytes[], RegExp][] = [
    ['that climbs out', [plain('../etc/passwd', 'x')], /shortest form/],
    ['that climbs out later', [plain('usr/../../etc/passwd', 'x')], /shortest form/],
    ['with an absolute path', [{ ...plain('x', 'x'), name: '/etc/passwd' }], /absolute path/],
    ['below a link', [linkTo('usr/a', '/tmp'), plain('usr/a/b', 'x')], /parent is no directory/],
    ['below a file', [plain('usr/a', 'x'), plain('usr/a/b', 'x')], /parent is no directory/],
    ['that is there twice', [plain('usr/a', 'x'), plain('usr/a', 'y')], /twice in the package: usr\/a/],
    [
      'that is there twice once merged',
      [plain('bin/a', 'x'), plain('usr/bin/a', 'y')],
      /twice in the package/,
    ],
    ['that is a device', [{ name: './dev/sda', flag: '3', magic: gnu }], /entry of type "3"/],
    ['that is a pipe', [{ name: './usr/pipe', flag: '6', magic: gnu }], /entry of type "6"/],
    ['that is a hard link to nothing', [linkTo('usr/a', './usr/b', '1')], /hard link to no file/],
    [
      'that is a hard link to the outside',
      [linkTo('usr/a', '/etc/shadow', '1')],
      /hard link to no file|absolute/,
    ],
    ['with a control character', [plain('usr/a\x1b[2J', 'x')], /control character/],
    ['with a name of another encoding', [{ ...plain('', 'x'), name: 'usr/\udc80' }], /./],
    [
      'with capabilities',
      [pax({ 'SCHILY.xattr.security.capability': 'x' }), plain('usr/a', 'x')],
      /pax record/,
    ],
    ['with a wrong checksum', [{ ...plain('usr/a', 'x'), breakChecksum: true }], /checksum/],
    ['that is a link with content', [{ ...linkTo('usr/a', 'b'), content: 'x' }], /with content/],
    ['that links to nothing at all', [linkTo('usr/a', '')], /link to nothing/],
  ]
  test.each(cases)('%s', async (_name, members, said) => {
    expect(await refusalOf(await debBytes({ members: [...lampMembers, ...members], packing: '' }))).toMatch(
      said,
    )
  })
})

import { describe, expect, test } from 'vitest'
import { parseDescription, parseStanza, parseStanzas } from '../../../engine/importer/control.ts'
import { currentLicense, licenseOf } from '../../../engine/importer/license-of.ts'
import { placedPath, placedTarget } from '../../../engine/importer/placed-path.ts'
import { describe as describePackage } from '../../../engine/importer/recipe-of.ts'
import { mapDependencies, mapExclusions, mapProvides } from '../../../engine/importer/relations.ts'
import { categoriesOfApp } from '../../../engine/importer/sections.ts'
import { literalCalls, readCalls } from '../../../engine/importer/script-calls.ts'
import { controlText } from './deb-kit.ts'

const context = { architecture: 'amd64', standIns: new Set(['dpkg', 'systemd']) }

describe('relations', () => {
  test('keep alternatives and versions, in our spelling', () => {
    const field = 'libc6 (>= 2.34), perl:any, libgl1 (<< 2) | libgl1-mesa:amd64 (= 1:3~),\n libx (> 1)'

    expect(mapDependencies(field, context)).toEqual({
      kept: ['libc6 >= 2.34', 'perl', 'libgl1 < 2 | libgl1-mesa = 1:3~', 'libx >= 1'],
      dropped: [],
    })
  })

  test('lose what nobody can fulfil here: other architectures, and a certain version of what the machine has', () => {
    const field = 'dpkg (>= 1.17), systemd (= 252), wine32:i386, a | b:i386, dpkg (<< 2) | c'

    expect(mapDependencies(field, context)).toEqual({
      kept: ['dpkg >= 1.17', 'a', 'c'],
      dropped: ['systemd (= 252)', 'wine32:i386'],
    })
  })

  test('are not in the way of what the machine has', () => {
    expect(mapExclusions('systemd, lamp (<< 2)', context)).toEqual({
      kept: ['lamp < 2'],
      dropped: ['systemd'],
    })
  })

  test('provide names with and without versions', () => {
    expect(mapProvides('awk, libjpeg-dev (= 1:2.1)')).toEqual(['awk', 'libjpeg-dev = 1:2.1'])
  })

  test.each([
    'a b',
    '(>= 1)',
    'A',
    'a (>= 1 2)',
    'a (~ 1)',
    'a (>= x)',
    '../a',
    `${'a | '.repeat(600)}a (= 1)`.repeat(9),
  ])('that make no sense are refused: %#', (field) => {
    expect(() => mapDependencies(field, context)).toThrow(/relation/)
  })
})

test('a stanza is read with the fields that go on, and its description with its paragraphs', () => {
  const stanza = parseStanza('Package: a\r\nDescription: short\n one\n two\n .\n  - item\n  - more\n')

  expect([...stanza.keys(), parseDescription(stanza.get('description') ?? '')]).toEqual([
    'package',
    'description',
    { summary: 'Short', long: 'one two\n\n- item\n- more' },
  ])
})

test.each([
  [
    'fast, scalable, distributed revision control system',
    'Fast, scalable, distributed revision control system',
  ],
  ['image manipulation programs -- binaries', 'Image manipulation programs – binaries'],
  ['a', 'A'],
  ['cat(1) clone', 'cat(1) clone'],
  ['e-mail client', 'e-mail client'],
  ['xAPI server', 'xAPI server'],
  ['GNU C compiler', 'GNU C compiler'],
])('the summary "%s" stands as "%s"', (field, summary) => {
  expect(parseDescription(field).summary).toBe(summary)
})

test('of many stanzas the broken ones are passed over', () => {
  expect(parseStanzas('A: 1\n\n broken\n\nB: 2\n').map((one) => [...one])).toEqual([
    [['a', '1']],
    [['b', '2']],
  ])
})

test('what a package says of itself becomes ours', () => {
  const control = controlText({
    Architecture: 'amd64',
    Source: 'lighting (3.0)',
    Section: 'contrib/games',
    Homepage: 'https://example.org/lamp',
    'Pre-Depends': 'dpkg (>= 1.17)',
    Depends: 'libc6',
    Tag: 'implemented-in::c, use::lighting, role::program',
  })

  expect(describePackage(parseStanza(control))).toEqual({
    name: 'lamp',
    version: '1:2.0~rc1-3+b1',
    architecture: 'x86_64',
    description: 'A lamp\n\nIt gives light.\n\nIn the dark.',
    homepage: 'https://example.org/lamp',
    origin: { source: 'lighting', source_version: '3.0', maintainer: 'Ada Example <ada@example.org>' },
    categories: ['games'],
    tags: ['use::lighting', 'role::program'],
    relations: {
      dependencies: ['dpkg >= 1.17', 'libc6', 'multios-base'],
      recommends: [],
      suggests: [],
      provides: [],
      conflicts: [],
      breaks: [],
      replaces: [],
    },
    dropped: [],
  })
})

test.each([
  [{ Priority: 'required' }, ['priority::required']],
  [{ Essential: 'yes' }, ['priority::required']],
  [{ Package: 'libc-bin' }, ['priority::required']],
  [{ Package: 'mawk' }, ['priority::required']],
  [{ Priority: 'optional', Essential: 'no' }, []],
])('what a system cannot be without is told apart from what people look for: %o', (more, tags) => {
  expect(describePackage(parseStanza(controlText(more))).tags).toEqual(tags)
})

test.each([
  [{ Architecture: 'm68k' }, /^architecture: m68k/],
  [{ Package: '../etc' }, /^control: Package/],
  [{ Package: 'multios-base' }, /^control: Package: multios-base is made by each import itself/],
  [{ Version: '1.0 beta' }, /^control: Version/],
  [{ Version: '' }, /^control: version is missing/],
  [{ Source: '$(id)' }, /^control: Source/],
  [{ Depends: 'a (>= ' }, /^control: relation/],
])('a control file with %j is refused', (fields, said) => {
  expect(() => describePackage(parseStanza(controlText(fields)))).toThrow(said)
})

test.each([
  ['bin/ls', 'usr/bin/ls'],
  ['lib/x86_64-linux-gnu/libc.so.6', 'usr/lib/x86_64-linux-gnu/libc.so.6'],
  ['lib64', 'usr/lib64'],
  ['library/x', null],
  ['usr/bin/ls', 'usr/bin/ls'],
  ['etc/passwd', 'etc/passwd'],
  ['var/lib/x', null],
  ['usrx', null],
])('%s lies at %s', (path, place) => {
  expect(placedPath(path)).toBe(place)
})

test.each([
  ['usr/bin/vi', '/etc/alternatives/vi', '../../etc/alternatives/vi'],
  ['lib/libz.so', 'libz.so.1', 'libz.so.1'],
  ['usr/lib/libz.so', '../../lib/libz.so.1', 'libz.so.1'],
  ['bin/sh', '/bin/dash', 'dash'],
  ['usr/share/a/b', '../../../../../../etc/x', '../../../etc/x'],
  ['usr/bin/X11', '.', '.'],
  ['etc/root', '/', '..'],
])('the link %s to %s leads to %s', (path, target, placed) => {
  expect(placedTarget(path, target)).toBe(placed)
})

test.each([
  ['Format: x\n\nFiles: *\nLicense: GPL-2+\n', 'GPL-2.0-or-later'],
  [
    'Format: x\n\nFiles: a\nLicense: MIT\n\nFiles: *\nLicense: LGPL-2.1 or Artistic\n',
    'LGPL-2.1-only OR Artistic-1.0-Perl',
  ],
  ['Format: x\n\nFiles: *\nLicense: GPL-2+ or MIT and BSD-3-clause\n', 'LicenseRef-debian-copyright'],
  ['Format: x\n\nFiles: *\nLicense: Frobnicate\n', 'LicenseRef-debian-copyright'],
  ['Free as in beer.\nLicense: MIT\nFiles: *', 'LicenseRef-debian-copyright'],
  [null, 'LicenseRef-debian-copyright'],
])('of the copyright %j the licence is %s', (copyright, license) => {
  expect(licenseOf(copyright)).toBe(license)
})

test('a license that SPDX has renamed bears the name of today', () => {
  const names = ['GPL-3.0+ and LGPL-2.1', 'GPL-2.0-only OR (GPL-3.0+)', 'CC-BY-SA-3.0', 'GPL-3.0-or-later']

  expect(names.map(currentLicense)).toEqual([
    'GPL-3.0-or-later AND LGPL-2.1-only',
    'GPL-2.0-only OR (GPL-3.0-or-later)',
    'CC-BY-SA-3.0',
    'GPL-3.0-or-later',
  ])
})

test('sound and films stand on their own shelves, where the menu has one for both', () => {
  const said = [['AudioVideo', 'Audio', 'GTK'], ['AudioVideo', 'Player'], ['Game', 'LogicGame'], ['Video']]

  expect(said.map(categoriesOfApp)).toEqual([['audio'], ['audio', 'video'], ['games'], ['video']])
})

test('what a script asks for is read from its words, and what leads to nothing is left out', () => {
  const script = [
    'set -e',
    'if [ "$1" = configure ]; then',
    '  update-alternatives --install /usr/bin/editor editor /bin/vim 30 \\',
    '    --slave /usr/share/man/man1/editor.1.gz editor.1.gz /usr/share/man/man1/vim.1.gz',
    '  update-alternatives --install /usr/bin/$x x /usr/bin/x 1',
    '  update-alternatives --install /usr/bin/gone gone /usr/bin/gone 1',
    '  ucf --three-way /usr/share/vim/vimrc /etc/vim/vimrc',
    '  ucf /usr/share/vim/vimrc /root/.vimrc',
    'fi',
  ].join('\n')
  const there = new Set(['usr/bin/vim', 'usr/share/vim/vimrc'])

  expect(readCalls(literalCalls(script), (path) => there.has(path))).toEqual({
    alternatives: [{ name: 'editor', link: 'usr/bin/editor', path: 'usr/bin/vim', priority: 30 }],
    copies: [{ from: 'usr/share/vim/vimrc', to: 'etc/vim/vimrc' }],
  })
})

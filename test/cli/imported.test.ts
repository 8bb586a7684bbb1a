import { expect, test } from 'vitest'
import { licenseWords } from '../../cli/output/app-words.ts'
import { publishedLines } from '../../cli/commands/repo-keys.ts'
import { importText, missingSources } from '../../cli/output/imported.ts'
import { npmText } from '../../cli/output/imported-npm.ts'
import { commandLine, imports } from '../../cli/output/phrases.ts'
import { render } from '../../cli/output/text.ts'
import type { ImportSummary, NpmSummary } from '../../engine/publishing.ts'

const page = {
  width: null,
  command: (...words: string[]) => commandLine(['multios-repo-builder', ...words]),
  beside: (program: string, ...words: string[]) => commandLine([program, ...words]),
}
const place = ['--repo-path', 'repo']
const added = (name: string) => ({
  ...{ name, version: '1:2.0\u001b[31m', architecture: 'universal' as const },
  ...{ path: `packages/${name}`, size: 1, publisher: 'Ada' },
})

const nothing: ImportSummary = {
  ...{ imported: [], unchanged: [], refused: [], stripped: [], leftOut: [], dropped: [], missing: [] },
  ...{ unshown: [], unfinished: [], untraced: null },
}

test('an import of Debian packages tells what came, what did not, and what was lost on the way', () => {
  const summary: ImportSummary = {
    imported: [added('lamp'), added('bulb')],
    unchanged: [{ name: 'wick', version: '1' }],
    refused: [
      { source: 'alien.deb', reason: 'architecture', detail: 'm68k' },
      { source: 'odd\u001b[31m.deb', reason: 'not-a-deb', detail: '' },
    ],
    stripped: [{ name: 'lamp', paths: ['usr/bin/dim'] }],
    leftOut: [{ name: 'lamp', paths: ['opt/a', 'opt/b', 'opt/c', 'var/d'] }],
    dropped: [{ name: 'lamp', relations: ['systemd (= 1)'] }],
    unshown: [
      {
        name: 'lamp',
        findings: [
          {
            ...{ severity: 'error', rule: 'xml/broken', file: 'usr/share/metainfo/lamp.xml' },
            ...{ line: 3, value: 'document-type', accepted: null },
          },
        ],
      },
    ],
    missing: [{ name: 'multios-base', relations: ['bash', 'sed'] }],
    unfinished: [
      { name: 'bulb', reason: 'error' },
      { name: 'lamp', reason: 'time' },
    ],
    untraced: 'no bubblewrap',
  }

  expect(render(importText(summary, page, place), false).split('\n')).toMatchInlineSnapshot(`
    [
      "refused alien.deb: it is for another kind of machine: m68k",
      "refused odd\\u{1b}[31m.deb: it is no Debian package",
      "without special rights lamp: usr/bin/dim",
      "left out of lamp: opt/a, opt/b and 2 more",
      "relations left out of lamp: systemd (= 1)",
      "only partly set up: bulb, whose postinst ended with an error",
      "only partly set up: lamp, whose postinst did not end and was stopped",
      "not shown of lamp, usr/share/metainfo/lamp.xml: The file cannot be read: a document type, with its entities, is not allowed.",
      "missing multios-base needs bash and sed; this repository has no such package",
      "Scripts were only read, not tried: no sandbox here (no bubblewrap).",
      "Imported 2 packages; 1 more is there already, unchanged.",
      "1 thing of 1 package left out or changed where it is shown.",
      "2 packages refused.",
      "Publish: multios-repo-builder build --repo-path repo",
    ]
  `)
})

test('a file that is refused did not come in; of names, those that came with others count', () => {
  const summary: ImportSummary = {
    ...nothing,
    imported: [added('lamp')],
    unchanged: [{ name: 'wick', version: '1' }],
    refused: [{ source: 'alien', reason: 'architecture', detail: 'm68k' }],
  }

  expect(missingSources(summary, null)).toEqual(['alien'])
  expect(missingSources(summary, ['lamp=2', 'wick:amd64', 'bulb'])).toEqual(['bulb'])
})

test('each that is refused or cleaned has its line; of what is lost as usual, more than a page shows is counted', () => {
  const refused = Array.from({ length: 23 }, (_, at) => {
    return { source: `${at}.deb`, reason: 'archive' as const, detail: 'ends in the middle' }
  })
  const finding = { severity: 'warning', file: 'lamp', line: null, value: null, accepted: null } as const
  const unshown = Array.from({ length: 22 }, (_, at) => ({
    name: `lamp${at}`,
    findings: [
      { ...finding, rule: 'icon/missing' as const },
      { ...finding, rule: 'text/hidden' as const, file: `lamp${at}`, value: 'Description' },
    ],
  }))
  const often = { ...finding, rule: 'text/hidden' as const, file: 'a.xml', value: 'name' }
  const translated = { name: 'lamp', findings: [often, often, often] }
  const leftOut = Array.from({ length: 23 }, (_, at) => ({ name: `lamp${at}`, paths: ['opt/a'] }))

  const lines = render(
    importText({ ...nothing, refused, unshown: [...unshown, translated], leftOut }, page, place),
    false,
  ).split('\n')

  expect(lines.slice(0, 23)).toEqual(
    refused.map(({ source }) => `refused ${source}: it is damaged: ends in the middle`),
  )
  expect(lines.slice(42)).toEqual([
    'left out of lamp19: opt/a',
    'and 3 more; --json names them all',
    ...unshown.map(
      ({ name }) =>
        `not shown of ${name}: It holds characters that nobody sees or that turn text around: Description.`,
    ),
    'not shown of lamp, a.xml: It holds characters that nobody sees or that turn text around: name. (3 times)',
    'without an icon: lamp0, lamp1, lamp2, lamp3, lamp4, lamp5, lamp6, lamp7 and 14 more',
    'Imported nothing.',
    '25 things of 23 packages left out or changed where they are shown.',
    '23 packages refused.',
  ])
})

test('an import of npm programs tells the same', () => {
  const summary: NpmSummary = {
    imported: [added('cowsay')],
    unchanged: [],
    refused: [{ source: 'left-pad', reason: 'no-command', detail: '' }],
    unlicensed: [{ name: 'cowsay', packages: ['cow', 'say'] }],
    needsRuntime: true,
  }

  expect(render(npmText(summary, page, place), false).split('\n')).toMatchInlineSnapshot(`
    [
      "refused left-pad: it brings no command: it is for programs, not for people",
      "license unknown in cowsay: cow and say",
      "These need a package nodejs-runtime. The Node here is in parts; use the one of the checkout.",
      "Imported 1 package.",
      "  cowsay 1:2.0\\u{1b}[31m (universal)",
      "Publish: multios-repo-builder build --repo-path repo",
    ]
  `)
})

test('what was there already is told only where something was', () => {
  expect([
    imports(2, 0),
    imports(1, 1),
    imports(5, 1200),
    imports(0, 0),
    imports(0, 1),
    imports(0, 7),
  ]).toEqual([
    'Imported 2 packages.',
    'Imported 1 package; 1 more is there already, unchanged.',
    'Imported 5 packages; 1200 more are there already, unchanged.',
    'Imported nothing.',
    'Imported nothing; 1 package is there already, unchanged.',
    'Imported nothing; 7 packages are there already, unchanged.',
  ])
})

test('what no license name fits says where its license stands', () => {
  expect(['LicenseRef-debian-copyright', 'LicenseRef-npm', 'MIT\nOR x'].map(licenseWords)).toEqual([
    'as its copyright file says',
    'as its license file says',
    'MIT OR x',
  ])
})

test('who publishes counts packages as those who add the repository do, and tells of more releases', () => {
  const built = { version: 3, packages: 346, fingerprint: 'ab'.repeat(32) }

  expect([
    render(publishedLines('debian', { ...built, releases: 362 })[0]!, false),
    render(publishedLines('debian', { ...built, releases: 346 })[0]!, false),
  ]).toEqual([
    'Published "debian", version 3: 346 packages in 362 releases.',
    'Published "debian", version 3: 346 packages.',
  ])
})

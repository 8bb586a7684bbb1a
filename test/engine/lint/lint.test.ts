import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lintApp } from '../../../engine/lint/lint.ts'
import { drawSquare } from '../../../engine/pictures/draw.ts'
import { findProgram } from '../../../engine/triggers/find-program.ts'
import { testWhere } from '../../kit/where.ts'
import { component } from '../appstream/kit.ts'

const run = promisify(execFile)
const never = new AbortController().signal
const today = '2026-11-28'
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="600"><rect width="8" height="8"/></svg>'

const program = 'appstreamcli'
const isHere = (await findProgram(program, process.env['PATH'])) !== null

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lint-'))
})
afterAll(async () => rm(folder, { recursive: true, force: true }))

async function linted(name: string, text: string): Promise<string[]> {
  return findingsOf(await written(name, text))
}

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
  return file
}

async function findingsOf(target: string): Promise<string[]> {
  const { findings } = await lintApp({ target, today }, never)
  return findings.map(({ severity, rule, line, value }) =>
    `${severity} ${rule} :${line ?? ''} ${value ?? ''}`.trim(),
  )
}

const whole = `<id>org.example.Lantern</id>
<metadata_license>CC0-1.0</metadata_license>
<project_license>MIT</project_license>
<name>Lantern</name>
<summary>Lights a whole room</summary>
<description><p>Lights any room in the house and the garden, as warm or as cold as you like it to be today.</p></description>
<launchable type="desktop-id">org.example.Lantern.desktop</launchable>
<url type="homepage">https://example.org/</url>
<content_rating type="oars-1.1"/>
<categories><category>Utility</category></categories>
<screenshots><screenshot type="default"><image>https://example.org/a.png</image><caption>A room</caption></screenshot></screenshots>
<releases><release version="1.0" date="2026-03-01"/></releases>`

/** From the whole file to a worse one, and what is said of it. */
const worse: readonly (readonly [string, string | RegExp, string, string])[] = [
  ['nothing is missing', '', '', ''],
  ['id-form', '>org.example.Lantern<', '>lantern<', 'warning id/form :3 lantern'],
  ['no-name', '<name>Lantern</name>', '', 'error name/missing :2'],
  ['no-summary', /<summary>.*/, '', 'error summary/missing :2'],
  ['full-stop', 'whole room<', 'whole room.<', 'hint summary/full-stop :7 Lights a whole room.'],
  ['same', '>Lights a whole room<', '>LANTERN<', 'hint summary/is-name :7 LANTERN'],
  ['no-description', /<description>.*/, '', 'error description/missing :2'],
  ['short', / in the house.*today/, '', 'hint description/short :8 Lights any room.'],
  [
    'list-first',
    '<description>',
    '<description><ul><li>x</li></ul>',
    'hint description/no-paragraph-first :8',
  ],
  ['markup', '<p>Lights', '<p><blink>!</blink>Lights', 'error text/markup :8 blink'],
  ['not-spdx', '>MIT<', '>My own<', 'warning license/not-spdx :5 My own'],
  ['no-license', /<project_license>.*/, '', 'hint license/missing :2'],
  ['metadata-license', '>CC0-1.0<', '>GPL-3.0-only<', 'error license/metadata :4 GPL-3.0-only'],
  ['no-metadata-license', /<metadata_license>.*/, '', 'error license/metadata :2'],
  ['http', 'https://example.org/<', 'http://example.org/<', 'hint url/not-https :10 http://example.org/'],
  ['no-url', 'https://example.org/<', 'example<', 'error url/form :10 example'],
  ['url-type', '"homepage"', '"fun"', 'warning value/unknown :10 fun'],
  ['no-rating', /<content_rating.*/, '', 'hint rating/missing :2'],
  ['category', '>Utility<', '>Nonsense<', 'warning category/unknown :12 Nonsense'],
  ['no-default', ' type="default"', '', 'warning screenshot/no-default :13'],
  ['no-caption', /<caption>.*<\/caption>/, '', 'hint screenshot/no-caption :13'],
  [
    'order',
    '<releases>',
    '<releases><release version="0.9" date="2025-01-01"/>',
    'warning release/order :14 0.9 1.0',
  ],
  ['day', '2026-03-01', '2026-13-01', 'error release/date :14 1.0 2026-13-01'],
  ['future', '2026-03-01', '2027-03-01', 'hint release/future :14 2027-03-01'],
  ['urgency', 'date=', 'urgency="mad" date=', 'warning value/unknown :14 mad'],
  ['no-launchable', /<launchable.*/, '', 'error launchable/none :2'],
  ['twice', '<name>', '<name>Other</name><name>', 'error field/repeated :6 name'],
  ['unknown', '<name>', '<sparkles/><name>', 'hint field/unknown :6 sparkles'],
]

describe('metainfo', () => {
  test.each(worse)('%s', async (name, from, to, finding) => {
    const said = await linted(`${name}.metainfo.xml`, component(whole.replace(from, to)))

    const others = ['hint url/none', 'hint release/none']
    expect(said.filter((one) => !others.some((other) => one.startsWith(other)))).toEqual(
      finding === '' ? [] : [finding],
    )
  })

  testWhere(isHere, program)('appstreamcli passes and refuses the same files', async () => {
    const installed = await readdir('/usr/share/metainfo').catch(() => [])
    const files = installed.filter((name) => name.endsWith('.xml')).slice(0, 20)
    const targets = files.map((name) => path.join('/usr/share/metainfo', name))
    for (const [name, from, to] of worse) {
      const file = path.join(folder, `${name}.metainfo.xml`)
      await writeFile(file, component(whole.replace(from, to)))
      targets.push(file)
    }
    const theirs: string[] = []
    const ours: string[] = []
    for (const target of targets) {
      const { counts } = await lintApp({ target, today }, never)
      const passes = await run(program, ['validate', '--no-net', target]).then(
        () => true,
        () => false,
      )
      theirs.push(`${path.basename(target)} ${String(passes)}`)
      ours.push(`${path.basename(target)} ${String(counts.error + counts.warning === 0)}`)
    }

    expect(ours).toEqual(theirs)
  })
})

test('a recipe is judged with the files that it names, each at its line', async () => {
  const recipe = `name: lantern
version: 1.0.0
description: Lights a whole room
maintainer: Ada <ada@example.org>
license: Beerware forever
categories: [utilities, nonsense]
app:
  name: Lantern
  summary: Lights a whole room.
  icon: share/lantern/icon.png
  screenshots:
    - path: share/lantern/tall.svg
    - path: share/lantern/none.png
      caption: A room
  launchable: { kind: desktop, exec: lantern }
  releases:
    - { version: '1.0', date: 2025-01-01 }
    - { version: '1.0', date: 2026-01-01 }
  urls:
    bugtracker: http://example.org/bugs
`
  await written('lantern/src/share/lantern/icon.png', (await drawSquare(Buffer.from(drawing), 48))!)
  await written('lantern/src/share/lantern/tall.svg', drawing)

  expect(await linted('lantern/package.yaml', recipe)).toEqual([
    'warning license/not-spdx :5 Beerware forever',
    'hint category/unknown :6 nonsense',
    'hint id/form :7 lantern',
    'hint description/short :7 Lights a whole room',
    'hint license/metadata :7',
    'hint rating/missing :7',
    'hint summary/full-stop :9 Lights a whole room.',
    'warning icon/small :10 48×48',
    'hint screenshot/no-caption :12',
    'hint screenshot/small :12 300×600',
    'hint screenshot/ratio :12 300×600',
    'error icon/unusable :13 share/lantern/none.png',
    'error launchable/missing :15 lantern',
    'hint release/order :18 2025-01-01 2026-01-01',
    'warning release/repeated :18 1.0',
    'hint url/none :19 homepage',
    'hint url/not-https :20 http://example.org/bugs',
  ])
})

test('what cannot be built, is empty, or is no such file is told', async () => {
  expect(await linted('broken/package.yaml', 'name: x\nversion: 1.0.0\ncolour: red\n')).toEqual([
    'error recipe/invalid :3 colour unknown field',
  ])
  const plain = 'name: x\nversion: 1.0.0\ndescription: x\nmaintainer: x\nlicense: MIT\n'
  expect(await linted('plain/package.yaml', plain)).toEqual(['hint app/missing :'])
  await expect(linted('notes.txt', 'x')).rejects.toMatchObject({ code: 'request/invalid' })
  await expect(findingsOf(path.join(folder, 'absent'))).rejects.toMatchObject({ code: 'file/not-found' })
})

const recipe = `name: lantern
version: 1.0.0
description: Lights a whole room
maintainer: Ada <ada@example.org>
license: MIT
homepage: https://example.org/
categories: [utilities]
app:
  id: org.example.lantern
  name: Lantern
  summary: Lights a whole room
  description: Lights any room in the house and the garden, as warm or as cold as you like it to be today.
  icon: share/lantern/icon.png
  developer: Ada
  metadata_license: CC0-1.0
  content_rating: { type: oars-1.1, attributes: {} }
  launchable: { kind: desktop, exec: bin/lantern }
  releases:
    - { version: '1.0', date: 2026-01-01, notes: Warm light, issues: [{ id: CVE-2026-12345 }] }
    - { version: '0.9', date: 2025-01-01 }
`

test.each([
  ['', '', ''],
  ['id: org.example.lantern', 'id: Org.Example.lantern', 'hint id/form :9 Org.Example.lantern'],
  ['id: org.example.lantern', 'id: org.example.7-lan', 'hint id/d-bus :9 org.example.7-lan'],
  ['summary: Lights', 'summary: lights', 'hint summary/lower-case :11 lights a whole room'],
  [
    'summary: Lights',
    'summary: http://example.org',
    'error summary/address :11 http://example.org a whole room',
  ],
  [
    'description: Lights any',
    'description: See https://example.org/. Any',
    'warning description/address :12 url',
  ],
  ['developer: Ada', 'developer: https://example.org/', 'warning developer/address :14 https://example.org/'],
  ['CC0-1.0', '(CC0-1.0 OR MIT)', 'error license/metadata :15 (CC0-1.0 OR MIT)'],
  ['notes: Warm', 'notes: https://example.org/ Warm', 'warning description/address :19 releases.url'],
  ['id: CVE-2026-12345', 'id: CVE-26-1', 'warning release/cve :19 CVE-26-1'],
  ["'0.9'", "'1.1'", 'warning release/order :20 1.0 1.1'],
])('the same is said of a recipe: %s → %s', async (from, to, finding) => {
  await written('same/src/share/lantern/icon.png', (await drawSquare(Buffer.from(drawing), 128))!)
  await written('same/src/bin/lantern', '')

  const said = await linted('same/package.yaml', recipe.replace(from, to))

  expect(said.filter((one) => one !== 'hint screenshot/none :8')).toEqual(finding === '' ? [] : [finding])
})

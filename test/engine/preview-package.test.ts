import { readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { lintApp } from '../../engine/lint/lint.ts'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { anUncheckedPackage, aPackageThatClaims } from '../kit/an-unchecked-package.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import { component } from './appstream/kit.ts'

const now = Date.parse('2026-11-28T12:00:00Z')
const clock = { now: () => now, sleep: () => Promise.resolve() }

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><rect width="8" height="8"/></svg>'

const whole = component(`<id>org.example.Lantern</id>
<metadata_license>CC0-1.0</metadata_license>
<project_license>MIT</project_license>
<name>Lantern</name>
<name xml:lang="de">Laterne</name>
<summary>Lights a whole room</summary>
<description><p>Lights any room in the house and the garden, as warm or as cold as you like it to be today.</p></description>
<launchable type="desktop-id">org.example.Lantern.desktop</launchable>
<url type="homepage">https://example.org/</url>
<content_rating type="oars-1.1"/>
<categories><category>Utility</category></categories>
<screenshots><screenshot type="default"><image>https://example.org/a.png</image><caption>A room</caption></screenshot></screenshots>
<releases><release version="1.0" date="2026-03-01"/></releases>`)

function previewOf({ engine }: Machine, file: string, content: string | Uint8Array, ...locales: string[]) {
  const base64 = Buffer.from(content).toString('base64')
  return engine.run('package.preview', { file, content: base64, locales }, { signal: never })
}

async function lookAt(file: string, content: string | Uint8Array) {
  const { details, others, findings } = await previewOf(await aMachine({ clock }), file, content)
  const said = findings.map(({ severity, rule, value }) => `${severity} ${rule} ${value ?? ''}`.trim())
  return { shown: details?.title ?? null, others, said }
}

test('a metainfo file is shown as its app would be, in the language of who looks, and nothing is fetched', async () => {
  const transport = () => Promise.reject(new Error('asked the network'))
  const machine = await aMachine({ clock, transport: { get: transport } as never })

  const preview = await previewOf(machine, 'org.example.Lantern.metainfo.xml', whole, 'de-AT')

  const { details, ...rest } = preview
  const { title, summary, name, version, license, categories, contentRating, urls, icon, screenshots } =
    details!
  expect(rest).toEqual({
    offers: [{ url: 'https://example.org/a.png', caption: 'A room' }],
    others: [],
    findings: [],
  })
  expect({
    title,
    summary,
    name,
    version,
    license,
    categories,
    contentRating,
    urls,
    icon,
    screenshots,
  }).toEqual({
    ...{ title: 'Laterne', summary: 'Lights a whole room', name: 'lantern', version: '1.0', license: 'MIT' },
    ...{ categories: ['Utility'], contentRating: { age: 0, attributes: [] }, icon: null, screenshots: [] },
    urls: [{ kind: 'homepage', url: 'https://example.org/' }],
  })
  expect(await machine.installed()).toEqual([])
})

test('it says what the linter says, line by line', async () => {
  const text = component('<id>lantern</id><name>Lantern</name><summary>Lights.</summary><odd/>')
  const file = path.join(temporaryFolder(), 'lantern.metainfo.xml')
  writeFileSync(file, text)
  const { findings: linted } = await lintApp({ target: file, today: '2026-11-28' }, never)

  const { findings } = await previewOf(await aMachine({ clock }), 'lantern.metainfo.xml', text)

  expect(findings.length).toBeGreaterThan(5)
  expect(findings).toEqual(linted.map((one) => ({ ...one, file: 'lantern.metainfo.xml' })))
})

test('a package is shown with its pictures, which lie in memory and under their hash alone', async () => {
  const machine = await aMachine({ clock })
  const bytes = await anUncheckedPackage({ 'share/lantern.svg': drawing }, { icon: 'share/lantern.svg' })

  const { details } = await previewOf(machine, 'lantern.tar.zst', bytes)
  const picture = await machine.engine.media(details!.icon!.replace('media/', ''), never)

  expect(details).toMatchObject({ title: 'Lantern', size: bytes.length, installedSize: drawing.length })
  expect({ ...picture, bytes: Buffer.from(picture!.bytes).toString() }).toEqual({
    type: 'image/svg+xml',
    bytes: drawing,
  })
  expect(await machine.engine.media(`${'0'.repeat(64)}.svg`, never)).toBe(null)
  expect(await machine.installed()).toEqual([])
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('multios-preview-'))).toEqual([])
})

const entity =
  '<!DOCTYPE component [<!ENTITY a SYSTEM "file:///etc/passwd">]><component><id>a.b.C</id><name>&a;</name></component>'
const twice = `<components version="1.0">${'<component><id>org.example.A</id><name>A</name></component>'.repeat(2)}</components>`

/** Files of strangers, and what is said of each. */
const hostile: readonly (readonly [string, string | Uint8Array, string | RegExp, string | null])[] = [
  ['an entity of another file', entity, /^error xml\/broken document-type/, null],
  [
    'HTML in a description',
    whole.replace('<p>', '<p><script>alert(1)</script>'),
    /^error text\/markup/,
    'Lantern',
  ],
  ['the same id twice', twice, 'error id/repeated org.example.A', 'A'],
  ['another root', '<html><body/></html>', 'error xml/no-component html', null],
  ['a file that is cut off', whole.slice(0, 300), /^error xml\/broken/, null],
  ['bytes that are no text', Buffer.from([0x3c, 0xff, 0xfe]), /^error xml\/broken not-text/, null],
  [
    'three megabytes of XML',
    whole + ' '.repeat(3_000_000),
    /^error xml\/broken not-text 2097152 bytes/,
    null,
  ],
  ['any other file', 'just words', 'error file/unknown odd', null],
  ['a package of Debian', '!<arch>\ndebian-binary   1', 'error file/debian odd', null],
  ['nothing', '', 'error file/unknown odd', null],
  [
    'what only begins as a package',
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]),
    /^error package\/broken/,
    null,
  ],
  ['an archive that is no package', zstdCompressSync(Buffer.alloc(10_240)), /^error package\/broken/, null],
]
describe('of a hostile or a broken file it is said what is wrong', () => {
  for (const [name, content, said, shown] of hostile) {
    test(name, async () => {
      const look = await lookAt('odd', content)

      expect(look.shown).toBe(shown)
      expect(look.said).toContainEqual(expect.stringMatching(said))
    })
  }
})

const scripted = drawing.replace('<rect', '<script>alert(1)</script><rect')

/** Pictures that are not shown: the app is, without them. */
const pictures: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['a drawing with a script', scripted, 'error icon/unusable icon has the element script'],
  [
    'a picture of nine megabytes',
    Buffer.alloc(9_000_000),
    'error icon/unusable icon is absent, or bigger than 8388608 bytes',
  ],
  ['no picture at all', 'GIF89a', 'error icon/unusable icon is no picture of a known kind'],
]
describe('an icon that may not be shown is left out, and told of', () => {
  for (const [name, content, said] of pictures) {
    test(name, async () => {
      const machine = await aMachine({ clock })
      const bytes = await anUncheckedPackage({ icon: content }, { icon: 'icon' })

      const { details, findings } = await previewOf(machine, 'lantern.tar.zst', bytes)

      expect(details).toMatchObject({ title: 'Lantern', icon: null })
      expect(findings.map(({ severity, rule, value }) => `${severity} ${rule} ${value ?? ''}`)).toContain(
        said,
      )
    })
  }
})

test('a package that unpacks to more than a look is worth is told of before it is unpacked', async () => {
  const bytes = await aPackageThatClaims(300 * 1024 * 1024)

  expect(await lookAt('lantern.tar.zst', bytes)).toEqual({
    ...{ shown: null, others: [] },
    said: ['error package/broken unpacks to more than 268435456 bytes'],
  })
})

test('a file of more than eight megabytes, and one that is not base64, are refused at the door', async () => {
  const { engine } = await aMachine({ clock })
  const run = (content: string) => engine.run('package.preview', { file: 'a', content }, { signal: never })

  const failures = [
    await failureFrom(run('A'.repeat(12 * 1024 * 1024))),
    await failureFrom(run('not base64')),
  ]

  expect(failures.map(({ code }) => code)).toEqual(['request/invalid', 'request/invalid'])
})

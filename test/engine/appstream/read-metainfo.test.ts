import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { fitTranslations } from '../../../engine/appstream/fit-translations.ts'
import { toLocale } from '../../../engine/appstream/locale.ts'
import { AppRecord } from '../../../engine/model/manifest.ts'
import { component, read } from './kit.ts'

const named = '<id>org.example.A</id><name>A</name><summary>Does it</summary>'

describe('files that are refused, each with a line', () => {
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`)
  test.each([
    [
      'an outer entity',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<component><id>&x;</id></component>`,
      'error xml/broken :1 document-type',
    ],
    [
      'a billion laughs',
      `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs.join('')}]><component><id>&l9;</id></component>`,
      'error xml/broken :1 document-type',
    ],
    ['an entity of HTML', component('<id>a&nbsp;b</id>'), 'error xml/broken :3 Invalid character entity'],
    ['no end', '<component><id>a', 'error xml/broken :1 Unclosed root tag'],
    ['two roots', '<component/><component/>', 'error xml/broken :1 A second root'],
    ['no XML', 'Hello', 'error xml/broken :1 Non-whitespace before first tag.'],
    ['nothing', '', 'error xml/broken :1 No root'],
    ['depth', '<a>'.repeat(100), 'error xml/broken :1 too-deep 32 elements'],
    ['length', ' '.repeat(3_000_000), 'error xml/broken too-long 2097152 characters'],
    [
      'elements',
      `<component>${'<a/>'.repeat(120_000)}</component>`,
      'error xml/broken :1 too-many 100000 elements',
    ],
    ['another root', '<html/>', 'error xml/no-component :1 html'],
    [
      'a catalog of the future',
      '<components version="7.1"><component/></components>',
      'error xml/catalog-version :1 7.1',
    ],
    ['a catalog of no version', '<components><component/></components>', 'error xml/catalog-version :1 '],
    ['no id', component('<name>A</name>'), 'error id/missing :2'],
    ['a path as id', component('<id>../../etc</id>'), 'error id/form :2 ../../etc'],
  ])('%s', (_what, xml, finding) => {
    expect(read(xml)).toEqual({ components: [], said: [finding] })
  })
})

test('a catalog of a known version holds many, and a field that stands twice is told', () => {
  const one = (id: string): string =>
    `<component type="desktop"><id>${id}</id><name>N</name><name>M</name></component>`
  const { components, said } = read(
    `<components version="0.14">\n${one('a.b.C')}\n${one('a.b.D')}</components>`,
  )

  expect(components.map(({ id, name, kind }) => [id, name, kind])).toEqual([
    ['a.b.C', 'N', 'desktop-application'],
    ['a.b.D', 'N', 'desktop-application'],
  ])
  expect(said).toEqual(['error field/repeated :2 name', 'error field/repeated :3 name'])
})

test('markup of the web becomes text or vanishes, and characters that nobody sees vanish', () => {
  const { components, said } = read(
    component(`${named}<description>
<p>One <b>bold</b> <a href="https://x.example">link</a>&lt;script&gt;alert(1)&lt;/script&gt;<script>steal()</script></p>
<div><h1>Big</h1><p>Deep\u202Egnp\u200B.</p></div>Loose<![CDATA[ <img src=x> ]]>
</description>`),
  )

  expect(components[0]?.words.description).toBe(
    'One bold link<script>alert(1)</script>\n\nBig\n\nDeepgnp.\n\nLoose <img src=x>',
  )
  expect(said).toEqual([
    'error text/markup :4 b',
    'error text/markup :4 a',
    'error text/markup :4 script',
    'error text/markup :5 div',
    'warning text/hidden :3 description',
  ])
})

test('ten thousand releases are a hundred, and what is no day is none', () => {
  const many = '<release version="1" date="2026-01-01"><description><p>x</p></description></release>'.repeat(
    10_000,
  )
  const odd = ['2026-02-30', 'today', '99999-01-01']
    .map((date) => `<release version="0" date="${date}"/>`)
    .join('')
  const { components, said } = read(component(`${named}<releases>${odd}${many}</releases>`))

  expect(components[0]?.words.releases).toHaveLength(100)
  expect(said).toEqual([
    'error release/date :3 0 2026-02-30',
    'error release/date :3 0 today',
    'error release/date :3 0 99999-01-01',
    'warning release/cut :3 100',
  ])
})

test('everything that is read fits into a manifest, however much is written', () => {
  const long = 'x'.repeat(50_000)
  const locales = Array.from(
    { length: 400 },
    (_, at) => `${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}`,
  )
  const translated = locales.map((locale) => `<name xml:lang="${locale}">${'n'.repeat(190)}</name>`).join('')
  const { components } = read(
    component(`<id>a</id><name>${long}</name><summary>${long}</summary>${translated}
<description><p>${long}</p></description><developer><name>${long}</name></developer>
<keywords>${`<keyword>${long.slice(0, 300)}</keyword>`.repeat(500)}</keywords>
<provides>${Array.from({ length: 999 }, (_, at) => `<binary>b${at}</binary><mediatype>a/b${at}</mediatype>`).join('')}</provides>
<releases>${`<release version="${long.slice(0, 999)}" date="2026-01-01"><description><p>${long}</p></description></release>`.repeat(20)}</releases>`),
  )
  const { name, summary, words } = components[0]!
  const { translations, cut } = fitTranslations(words.translations ?? {})

  const checked = v.safeParse(AppRecord, { description: '', ...words, id: 'a', name, summary, translations })
  expect(checked.issues?.map(({ message }) => message)).toBeUndefined()
  expect([Object.keys(words.translations ?? {}).length, cut > 200]).toEqual([400, true])
})

test('names of all languages come before descriptions, and these by how many read them', () => {
  const all = Object.fromEntries(
    ['de', 'xx', 'zh-CN', 'fr'].map((locale) => [locale, { name: locale, description: 'd'.repeat(12_000) }]),
  )

  expect(fitTranslations(all)).toEqual({
    translations: { de: { name: 'de' }, fr: all['fr'], xx: { name: 'xx' }, 'zh-CN': all['zh-CN'] },
    cut: 2,
  })
})

test('more languages than an index holds are cut, also where each has a description', () => {
  const locales = Array.from(
    { length: 107 },
    (_, at) => `a${String.fromCharCode(97 + (at % 26))}-${at + 100}`,
  )
  const all = Object.fromEntries(locales.map((locale) => [locale, { name: 'N', description: 'D' }]))

  const { translations, cut } = fitTranslations(all)

  expect([Object.keys(translations).length, cut]).toEqual([100, 7])
})

test('languages are named as browsers do', () => {
  const posix = ['de', 'pt_BR', 'sr@latin', 'sr_RS@latin', 'ca@valencia', 'zh_Hant', 'en_GB.UTF-8', 'es_419']
  expect(posix.map(toLocale)).toEqual([
    'de',
    'pt-BR',
    'sr-Latn',
    'sr-Latn-RS',
    'ca-valencia',
    'zh-Hant',
    'en-GB',
    'es-419',
  ])
  expect(['C', 'x-test', '__proto__', 'sr@odd', 'constructor', ''].map(toLocale)).toEqual(Array(6).fill(null))
})

test('a rating of an unknown scheme is none, and an unknown attribute is left out', () => {
  const rated = (type: string, inside: string): unknown =>
    read(component(`${named}<content_rating type="${type}">${inside}</content_rating>`))
  const odd = '<content_attribute id="boredom">intense</content_attribute>'

  expect(rated('oars-9.0', odd)).toMatchObject({
    components: [{ words: expect.not.objectContaining({ content_rating: expect.anything() }) }],
    said: ['warning rating/unknown :3 oars-9.0'],
  })
  expect(rated('oars-1.1', odd)).toMatchObject({
    components: [{ words: { content_rating: { type: 'oars-1.1', attributes: {} } } }],
    said: ['warning rating/unknown :3 boredom intense'],
  })
})

test('what nobody knows to start, a release of no kind and a screenshot of nothing are told', () => {
  const { said } = read(`<component type="desktop-application">
<id>org.example.Quill</id><name>Quill</name><summary>Writes</summary><metadata_license>MIT</metadata_license>
<launchable type="magic">x</launchable><launchable type="desktop-id">org.example.Quill.desktop</launchable>
<releases><release version="2" date="2026-01-01" type="nightly"/><release version="1" date="2025-01-01" type="stable"/></releases>
<screenshots><screenshot type="default"><caption>Nothing</caption></screenshot><screenshot><video>x.webm</video></screenshot></screenshots>
</component>`)

  expect(said.filter((each) => /value|picture/.test(each))).toEqual([
    'error value/unknown :3 magic',
    'warning value/unknown :4 nightly',
    'error screenshot/no-picture :5',
  ])
})

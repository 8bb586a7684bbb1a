import path from 'node:path'
import { expect, test } from 'vitest'
import { drawSquare } from '../../../engine/pictures/draw.ts'
import { pictureSize } from '../../../engine/pictures/picture-size.ts'
import { appsOf, component, said } from './kit.ts'

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'

const metainfo = component(`<id>org.example.Lantern</id>
<name>Lantern</name><name xml:lang="de">Laterne</name>
<summary>Lights a whole room</summary><summary xml:lang="pt_BR">Ilumina a sala</summary>
<metadata_license>CC0-1.0</metadata_license><project_license>GPL-3.0-or-later</project_license>
<developer id="org.example"><name>Example Makers</name></developer>
<description>
  <p>Lights <em>any</em> room with <code>lantern</code>.</p><p xml:lang="de">Macht Licht.</p>
  <ul><li>Warm</li><li xml:lang="de">Warmes Licht</li><li>Cold</li></ul>
  <ol><li>Turn it on</li><li>Look</li></ol>
</description>
<launchable type="desktop-id">lantern.desktop</launchable>
<url type="homepage">https://example.org/</url><url type="vcs-browser">https://example.org/code</url>
<url type="contact">javascript:alert(1)</url>
<provides><binary>lantern</binary><mediatype>image/x-light</mediatype></provides>
<requires><display_length compare="ge">medium</display_length><memory>512</memory><internet>always</internet></requires>
<recommends><control>keyboard</control><control>pointing</control></recommends>
<content_rating type="oars-1.1"><content_attribute id="violence-cartoon">mild</content_attribute></content_rating>
<branding><color type="primary" scheme_preference="light">#FFEE00</color></branding>
<screenshots>
  <screenshot><image width="1600" height="900">https://example.org/two.png</image></screenshot>
  <screenshot type="default"><caption>A room</caption><caption xml:lang="de">Ein Zimmer</caption>
    <image type="thumbnail">https://example.org/small.png</image><image>https://example.org/one.png</image></screenshot>
</screenshots>
<releases>
  <release version="2.0" date="2026-03-01" urgency="critical" type="stable">
    <description><p>Brighter.</p></description>
    <issues><issue type="cve" url="https://example.org/cve">CVE-2026-1</issue></issues>
  </release>
  <release version="1.0" timestamp="1700000000"/>
</releases>`)

const entry = `[Desktop Entry]
Type=Application
Name=Lantern (menu)
Name[fr]=Lanterne
Comment=Light
Comment[fr]=Lumière
Exec=env LIGHT=1 /usr/bin/lantern %F
Icon=lantern
Categories=GNOME;GTK;Utility;
Keywords=light;lamp;
MimeType=image/x-other;
[Desktop Action new]
Name=New
`

test('metainfo, desktop entry, icon and control text become one app', async () => {
  const { apps, findings } = await appsOf(
    {
      'usr/share/metainfo/org.example.Lantern.metainfo.xml': metainfo,
      'usr/share/applications/lantern.desktop': entry,
      'usr/share/icons/hicolor/scalable/apps/lantern.svg': drawing,
      'usr/bin/lantern': '#!/bin/sh\n',
    },
    { name: 'lantern', description: 'lamp', homepage: 'https://packages.example.org/lantern' },
  )

  expect(apps).toEqual([
    {
      app: {
        id: 'org.example.Lantern',
        name: 'Lantern',
        summary: 'Lights a whole room',
        description: 'Lights any room with `lantern`.\n\n- Warm\n- Cold\n\n1. Turn it on\n2. Look',
        developer: 'Example Makers',
        developer_id: 'org.example',
        metadata_license: 'CC0-1.0',
        icon: 'usr/share/icons/hicolor/scalable/apps/lantern.svg',
        keywords: ['light', 'lamp'],
        media_types: ['image/x-light'],
        binaries: ['lantern'],
        urls: { homepage: 'https://example.org/', 'vcs-browser': 'https://example.org/code' },
        launchables: [{ type: 'desktop-id', value: 'lantern.desktop' }],
        launchable: { kind: 'desktop', exec: 'lantern' },
        requires: { display_length: ['>= 760'], memory: '>= 512', internet: 'always' },
        recommends: { controls: ['pointing', 'keyboard'] },
        content_rating: { type: 'oars-1.1', attributes: { 'violence-cartoon': 'mild' } },
        branding: { light: '#ffee00' },
        releases: [
          {
            version: '2.0',
            date: '2026-03-01',
            notes: 'Brighter.',
            kind: 'stable',
            urgency: 'critical',
            issues: [{ id: 'CVE-2026-1', url: 'https://example.org/cve' }],
          },
          { version: '1.0', date: '2023-11-14' },
        ],
        translations: {
          de: {
            name: 'Laterne',
            description: 'Macht Licht.\n\n- Warmes Licht\n- Cold\n\n1. Turn it on\n2. Look',
            captions: ['Ein Zimmer', ''],
          },
          fr: { name: 'Lanterne', summary: 'Lumière' },
          'pt-BR': { summary: 'Ilumina a sala' },
        },
      },
      icon: { path: 'usr/share/icons/hicolor/scalable/apps/lantern.svg', bytes: null },
      screenshots: [
        {
          url: 'https://example.org/one.png',
          caption: 'A room',
          captions: new Map([['de', 'Ein Zimmer']]),
          width: null,
          height: null,
        },
        { url: 'https://example.org/two.png', caption: '', captions: new Map(), width: 1600, height: 900 },
      ],
      license: 'GPL-3.0-or-later',
      categories: ['Utility'],
    },
  ])
  expect(findings.map(said)).toEqual(['error url/form :15 javascript:alert(1)'])
})

test('noise in place of an entry, lines that mean nothing, and languages of nobody are told', async () => {
  const noise = Array.from({ length: 64 }, (_, at) => String.fromCodePoint(1 + ((at * 37) % 127))).join('')
  const { apps, findings } = await appsOf({
    'usr/share/applications/empty.desktop': '',
    'usr/share/applications/lantern.desktop': entry.replace(
      '[Desktop Entry]',
      '[Desktop Entry]\nName[x-test]=xx\nName[klingon]=x\nName[de@old]=x',
    ),
    'usr/share/applications/noise.desktop': noise,
    'usr/share/applications/noisy.desktop':
      '[Desktop Entry]\nName=A\u0007\nNoDisplay=true\n\u0001\u0002 what\n',
    'usr/share/metainfo/far.metainfo.xml': component(
      '<id>org.example.Far</id><name>Far</name>\n<name xml:lang="xx_YY_ZZ">x</name><name xml:lang="sr@ijekavian">y</name>',
    ),
  })

  expect(findings.map((one) => `${path.posix.basename(one.file)} ${said(one)}`)).toEqual([
    'far.metainfo.xml hint locale/unknown :2 xx_YY_ZZ',
    'empty.desktop error entry/broken',
    'lantern.desktop hint locale/unknown :1 klingon, de@old',
    'noise.desktop error entry/broken',
    'noisy.desktop warning text/hidden :2 Name',
    'noisy.desktop warning entry/line :4 what',
  ])
  expect(apps.map(({ app }) => Object.keys(app.translations ?? {}))).toEqual([['sr-ijekavsk'], ['fr']])
})

test('what a program opens is told by its entries that no menu shows, too', async () => {
  const plain = '[Desktop Entry]\nType=Application\nName=Lantern\nExec=lantern %F\nMimeType=image/x-light;\n'
  const { apps } = await appsOf({
    'usr/share/applications/lantern.desktop': plain,
    'usr/share/applications/lantern_pdf.desktop': `${plain.replace('x-light', 'x-dark;image/x-light')}NoDisplay=true\n`,
    'usr/share/applications/other.desktop': `${plain.replace('lantern %F', 'torch').replace('x-light', 'x-fire')}NoDisplay=true\n`,
  })

  expect(apps.map(({ app }) => [app.id, app.media_types])).toEqual([
    ['lantern', ['image/x-light', 'image/x-dark']],
  ])
})

test('a desktop entry alone takes its words from the package, and one that is hidden is no app', async () => {
  const description = 'lamp for rooms\n Lights a room.\n It is bright.\n .\n Points:\n  * warm\n  * cold'
  const { apps, findings } = await appsOf(
    {
      'usr/share/applications/lantern.desktop': entry.replace('%F', '"%F"'),
      'usr/share/applications/hidden.desktop': `${entry}\nNoDisplay=true`.replace(
        'Type',
        'NoDisplay=true\nType',
      ),
      'usr/share/applications/link.desktop': '[Desktop Entry]\nType=Link\nName=x\n',
      'usr/share/applications/binary.desktop': new Uint8Array([0xff, 0xfe, 0x00]),
      'usr/games/lantern': '',
    },
    { name: 'lantern', description },
  )

  expect(apps.map(({ app }) => app)).toEqual([
    {
      id: 'lantern',
      name: 'Lantern (menu)',
      summary: 'Lamp for rooms',
      description: 'Lights a room. It is bright.\n\nPoints:\n\n- warm\n- cold',
      keywords: ['light', 'lamp'],
      media_types: ['image/x-other'],
      launchable: { kind: 'desktop', exec: 'lantern' },
      translations: { fr: { name: 'Lanterne', summary: 'Lumière' } },
    },
  ])
  expect(findings.map((one) => `${one.file} ${said(one)}`)).toEqual([
    'usr/share/applications/binary.desktop error entry/broken',
  ])
})

test('what an app is called in general is a word to find it by, in every language that says it', async () => {
  const named = [
    'GenericName=Lamp',
    'GenericName[fr]=Éclairage',
    'GenericName[de]=Beleuchtung',
    'Keywords[fr]=feu;Éclairage;',
  ]
  const { apps } = await appsOf({
    'usr/share/applications/lantern.desktop': entry.replace('Keywords=', `${named.join('\n')}\nKeywords=`),
    'usr/bin/lantern': '#!/bin/sh\n',
  })

  const [{ app } = { app: null }] = apps
  expect([app?.keywords, app?.translations]).toEqual([
    ['light', 'lamp', 'Lamp'],
    {
      de: { keywords: ['Beleuchtung'] },
      fr: { name: 'Lanterne', summary: 'Lumière', keywords: ['feu', 'Éclairage'] },
    },
  ])
})

test('an entry for a program of another package is told, and not declared as its own', async () => {
  const { apps } = await appsOf({ 'usr/share/applications/lantern.desktop': entry })

  const [{ app } = { app: null }] = apps
  expect([app?.launchable, app?.launchables]).toEqual([
    undefined,
    [{ type: 'desktop-id', value: 'lantern.desktop' }],
  ])
})

test('an icon is not read where it is too big, and painted where its drawing does more than draw', async () => {
  const folder = 'usr/share/icons/hicolor'
  const scripted = drawing.replace('<rect', '<script>alert(1)</script><rect')
  const files = {
    'usr/share/applications/lantern.desktop': entry,
    [`${folder}/scalable/apps/lantern.svg`]: scripted,
    [`${folder}/128x128/apps/lantern.png`]: 'no picture',
    [`${folder}/64x64/apps/lantern.png`]: 'said to be huge',
    'usr/share/pixmaps/lantern.xpm': '/* XPM */',
  }
  const { apps, findings } = await appsOf(files, undefined, {
    [`${folder}/64x64/apps/lantern.png`]: 200 * 1024 * 1024,
  })

  expect(apps[0]?.app.icon).toBe(`${folder}/128x128/apps/lantern.png`)
  expect(pictureSize(apps[0]?.icon?.bytes ?? new Uint8Array())).toEqual({ width: 128, height: 128 })
  expect(findings.map(said)).toEqual([
    `warning icon/unusable ${folder}/128x128/apps/lantern.png`,
    `warning icon/unusable ${folder}/64x64/apps/lantern.png`,
    `hint icon/drawn ${folder}/scalable/apps/lantern.svg`,
  ])
})

test('links are followed inside the package, a damaged picture is passed over, and an XPM is painted', async () => {
  const apps = 'usr/share/icons/hicolor'
  const whole = (await drawSquare(Buffer.from(drawing), 96))!
  const files = {
    'usr/share/applications/lantern.desktop': entry,
    [`${apps}/128x128/apps/lantern.png`]: whole.slice(0, 200),
    [`${apps}/96x96/apps/lantern-new.png`]: whole,
  }
  const links = [
    { path: `${apps}/scalable/apps/lantern.svg`, target: '../../../../lantern-data/lantern.svg' },
    { path: `${apps}/256x256/apps/lantern.png`, target: 'other.png' },
    { path: `${apps}/256x256/apps/other.png`, target: '../../96x96/apps/lantern-new.png' },
  ]
  const linked = await appsOf({ ...files }, undefined, {}, links)
  const { [`${apps}/96x96/apps/lantern-new.png`]: _gone, ...fewer } = files
  const xpm = '/* XPM */ static char *x[] = {"2 1 2 1", "a c red", "b c None", "ab"};'
  const painted = await appsOf({ ...fewer, 'usr/share/pixmaps/lantern.xpm': xpm }, undefined, {}, links)

  expect(linked.apps[0]?.icon).toEqual({ path: `${apps}/96x96/apps/lantern-new.png`, bytes: null })
  expect(linked.findings.map(said)).toEqual([
    `warning icon/unusable ${apps}/scalable/apps/lantern.svg`,
    `warning icon/unusable ${apps}/128x128/apps/lantern.png`,
  ])
  expect(painted.apps[0]?.icon?.path).toBe(`${apps}/128x128/apps/lantern.png`)
  expect(pictureSize(painted.apps[0]?.icon?.bytes ?? new Uint8Array())).toEqual({ width: 128, height: 128 })
  expect(painted.findings.map(said)).toEqual([
    `warning icon/unusable ${apps}/scalable/apps/lantern.svg`,
    `warning icon/unusable ${apps}/128x128/apps/lantern.png`,
    `warning icon/unusable ${apps}/256x256/apps/lantern.png`,
  ])
})

test('a drawing that would use itself a million times is not painted', async () => {
  const uses = (level: number): string => `<use href="#l${level - 1}"/>`.repeat(10)
  const levels = Array.from({ length: 8 }, (_, level) =>
    level === 0 ? '<rect id="l0" width="1" height="1"/>' : `<g id="l${level}">${uses(level)}</g>`,
  )
  const laughing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script/>${levels.join('')}</svg>`
  const circular = laughing.replace('<script/>', '<g id="x"><use href="#x"/></g>')

  expect(await drawSquare(Buffer.from(laughing), 64)).toBeNull()
  expect(await drawSquare(Buffer.from(circular), 64)).toBeNull()
  expect(pictureSize((await drawSquare(Buffer.from(drawing), 64))!)).toEqual({ width: 64, height: 64 })
})

import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { verifyPackage } from '../../../engine/builder/verify-package.ts'
import { type ImportOptions, importPackages } from '../../../engine/importer/import-packages.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { compareVersions } from '../../../engine/model/version.ts'
import { never, repositorySigners, withFolder } from '../builder/kit.ts'
import { controlText, debBytes, lampMembers, linkTo, plain, writeDeb } from './deb-kit.ts'

const signer = createSigner()

async function withEmptyRepository(
  use: (folder: string, options: (files: readonly string[]) => ImportOptions) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date(0) }
    await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
    await use(folder, (files) => ({
      ...place,
      ...{ signer, publisher: 'Ada <ada@example.org>', environment: process.env, threads: 1 },
      sources: { kind: 'files', files },
    }))
  })
}

/** What a repository folder has, by name: its bytes. */
async function contentOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )
  const files = names.map((one) => path.join(one.parentPath, one.name)).sort()
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'hex')] as const)))
}

test('good packages come in, bad ones are named, and a second import changes nothing', async () => {
  await withEmptyRepository(async (folder, options) => {
    const postinst = 'update-alternatives --install /usr/bin/light light /usr/bin/lamp 5\n'
    const files = [
      await writeDeb(folder, 'lamp.deb', {
        control: controlText({ Depends: 'bulb (>= 2), systemd (= 1)', Section: 'games' }),
        scripts: { postinst },
        members: [
          ...lampMembers.filter(({ name }) => name !== './usr/bin/light'),
          plain('usr/bin/dim', 'x', 0o4755),
          plain('var/lib/lamp/x', 'x'),
          linkTo('usr/share/bulb', '/usr/share/bulbs'),
        ],
      }),
      await writeDeb(folder, 'bulb.deb', { control: controlText({ Package: 'bulb', Version: '2.1' }) }),
      await writeDeb(folder, 'alien.deb', {
        control: controlText({ Package: 'alien', Architecture: 'm68k' }),
      }),
      await writeDeb(folder, 'dressed.deb', { control: controlText(), members: [plain('usr/other', 'x')] }),
      await writeDeb(folder, 'far.deb', {
        control: controlText({ Package: 'far' }),
        members: [plain('opt/far/bin/far', 'x', 0o755)],
      }),
      path.join(folder, 'half.deb'),
    ]
    await writeFile(files[5]!, (await debBytes()).subarray(0, 400))

    const first = await importPackages(options(files), never)
    const before = await contentOf(path.join(folder, 'repo'))
    const second = await importPackages(options(files.slice(0, 2)), never)

    const refused = [
      { source: 'alien.deb', reason: 'architecture', detail: 'm68k' },
      { source: 'dressed.deb', reason: 'published', detail: 'lamp-1_2.0_rc1-3+b1-universal.tar.zst' },
      { source: 'far.deb', reason: 'recipe', detail: 'nothing of it lies below /usr or /etc' },
      { source: 'half.deb', reason: 'archive', detail: 'ends in the middle' },
    ]
    expect({ ...first, imported: first.imported.map(({ name, publisher }) => [name, publisher]) }).toEqual({
      imported: ['lamp', 'bulb', 'multios-host', 'multios-base'].map((name) => [name, 'Ada']),
      unchanged: [],
      refused,
      stripped: [{ name: 'lamp', paths: ['usr/bin/dim'] }],
      leftOut: [{ name: 'lamp', paths: ['var/lib/lamp/x'] }],
      dropped: [{ name: 'lamp', relations: ['systemd (= 1)'] }],
      unfinished: [],
      unshown: [],
      missing: [{ name: 'multios-base', relations: expect.arrayContaining(['bash', 'sed']) as string[] }],
      untraced: expect.toSatisfy((value) => value === null || typeof value === 'string') as null,
    })
    expect({ imported: second.imported, unchanged: second.unchanged.map(({ name }) => name) }).toEqual({
      imported: [],
      unchanged: ['lamp', 'bulb'],
    })
    expect(await contentOf(path.join(folder, 'repo'))).toEqual(before)

    const artifact = path.join(folder, 'repo/packages/lamp-1_2.0_rc1-3+b1-universal.tar.zst')
    const verified = await verifyPackage({ file: artifact, keys: [signer.key] }, never)
    expect(verified.signatures).toEqual([{ keyId: signer.key.keyId, state: 'valid' }])
    const manifest = JSON.parse(await readFile(`${artifact}.manifest.json`, 'utf8')) as Record<
      string,
      unknown
    >
    const { files: members, origin, ...rest } = manifest
    expect(rest).toMatchObject({
      ...{ name: 'lamp', version: '1:2.0~rc1-3+b1', version_scheme: 'debian', architecture: 'universal' },
      ...{ license: 'MIT', maintainer: 'Ada <ada@example.org>', categories: ['games'] },
      dependencies: ['bulb >= 2', 'multios-base'],
      alternatives: [{ name: 'light', link: 'usr/bin/light', path: 'usr/bin/lamp', priority: 5 }],
    })
    expect(origin).toMatchObject({
      ...{ kind: 'debian', source: 'lamp', maintainer: 'Ada Example <ada@example.org>' },
      ...{ dropped: ['systemd (= 1)'], stripped: ['usr/bin/dim'] },
    })
    expect((members as { path: string; target?: string }[]).map((one) => one.target ?? one.path)).toEqual([
      ...['usr', 'usr/bin', 'usr/bin/dim', 'usr/bin/lamp', 'usr/share', 'bulbs', 'usr/share/doc'],
      ...['usr/share/doc/lamp', 'usr/share/doc/lamp/copyright'],
    ])
  })
})

test('what a package brings to be shown and cannot be is named; the package comes in without it', async () => {
  await withEmptyRepository(async (folder, options) => {
    const component = (id: string) =>
      `<component type="desktop-application"><id>${id}</id><name>Lamp</name><summary>Light</summary></component>`
    const stranger = `<!DOCTYPE component [<!ENTITY who SYSTEM "file:///etc/passwd">]>${component('org.lamp.A')}`
    const files = [
      await writeDeb(folder, 'lamp.deb', {
        control: controlText(),
        members: [
          ...lampMembers,
          plain('usr/share/metainfo/a.metainfo.xml', stranger),
          plain('usr/share/metainfo/b.metainfo.xml', component('org.lamp.B')),
          plain('usr/share/metainfo/c.metainfo.xml', component('org.lamp.B')),
          plain('usr/share/icons/hicolor/128x128/apps/org.lamp.B.png', 'no picture'),
        ],
      }),
    ]

    const { imported, unshown } = await importPackages(options(files), never)

    expect({
      imported: imported.map(({ name }) => name),
      unshown: unshown.map(({ name, findings }) => [
        name,
        ...findings.map((one) => [one.rule, one.file, one.value]),
      ]),
    }).toEqual({
      imported: ['lamp', 'multios-host', 'multios-base'],
      unshown: [
        [
          'lamp',
          ['xml/broken', 'usr/share/metainfo/a.metainfo.xml', 'document-type'],
          ['id/repeated', 'usr/share/metainfo/c.metainfo.xml', 'org.lamp.B'],
          ['icon/unusable', 'lamp', 'usr/share/icons/hicolor/128x128/apps/org.lamp.B.png'],
          ['icon/missing', 'lamp', null],
        ],
      ],
    })
  })
})

test('an icon that lies in another package of the same source is taken from there; an app without any is named', async () => {
  await withEmptyRepository(async (folder, options) => {
    const entry = '[Desktop Entry]\nType=Application\nName=Lamp\nExec=lamp\nIcon=lamp\n'
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
    const icon = plain('usr/share/icons/hicolor/scalable/apps/lamp.svg', svg)
    const of = async (name: string, source: string, ...more: (typeof icon)[]) =>
      writeDeb(folder, `${name}.deb`, {
        control: controlText({ Package: name, Source: source }),
        members: [...lampMembers, ...more],
      })
    const files = [
      await of('lamp', 'lamp', plain('usr/share/applications/lamp.desktop', entry)),
      await of('lamp-data', 'lamp', icon),
      await of('other-lamp', 'other', plain('usr/share/applications/lamp.desktop', entry)),
    ]

    const { imported, unshown } = await importPackages(options(files), never)

    const iconOf = async (name: string) => {
      const { path: artifact } = imported.find((one) => one.name === name)!
      const text = await readFile(path.join(folder, 'repo', `${artifact}.manifest.json`), 'utf8')
      return (JSON.parse(text) as { app: { icon?: { path: string } } }).app.icon?.path
    }
    expect([await iconOf('lamp'), await iconOf('other-lamp')]).toEqual([
      'usr/share/multios/icons/lamp.svg',
      undefined,
    ])
    expect(unshown.map(({ name, findings }) => [name, ...findings.map(({ rule }) => rule)])).toEqual([
      ['lamp', 'id/repeated'],
      ['other-lamp', 'icon/missing', 'id/repeated'],
    ])
  })
})

test('an app that another package of the repository is already is named, in this import and in later ones', async () => {
  await withEmptyRepository(async (folder, options) => {
    const metainfo = plain(
      'usr/share/metainfo/a.metainfo.xml',
      '<component type="desktop-application"><id>org.lamp.A</id><name>Lamp</name><summary>Light</summary></component>',
    )
    const [first, second, third] = await Promise.all(
      ['lamp', 'lamp-gtk', 'lamp-qt'].map(async (name) =>
        writeDeb(folder, `${name}.deb`, {
          control: controlText({ Package: name }),
          members: [...lampMembers, metainfo],
        }),
      ),
    )
    const told = async (...files: string[]) =>
      (await importPackages(options(files), never)).unshown.flatMap(({ name, findings }) =>
        findings
          .filter(({ rule }) => rule === 'id/repeated')
          .map(({ value, accepted }) => [name, value, accepted]),
      )

    expect(await told(first!)).toEqual([])
    expect(await told(second!, third!)).toEqual([
      ['lamp-gtk', 'org.lamp.A', 'lamp'],
      ['lamp-qt', 'org.lamp.A', 'lamp'],
    ])
  })
})

test('what an import left that was killed before it was recorded comes in again', async () => {
  await withEmptyRepository(async (folder, options) => {
    const files = [await writeDeb(folder, 'lamp.deb', { control: controlText() })]
    const record = path.join(folder, 'repo/multios-repository.json')
    const before = await readFile(record)
    await importPackages(options(files), never)
    const whole = await contentOf(path.join(folder, 'repo'))
    await writeFile(record, before)

    const { imported, unchanged } = await importPackages(options(files), never)

    expect({ imported: imported.map(({ name }) => name), unchanged }).toEqual({
      imported: ['lamp', 'multios-host', 'multios-base'],
      unchanged: [],
    })
    expect(await contentOf(path.join(folder, 'repo'))).toEqual(whole)
  })
})

test('the same packages give the same bytes, whoever is done first', async () => {
  const artifacts: string[][] = []
  for (const threads of [1, 2]) {
    await withEmptyRepository(async (folder, options) => {
      const files = await Promise.all(
        ['a', 'b', 'c'].map(async (name) =>
          writeDeb(folder, `${name}${threads}.deb`, { control: controlText({ Package: `lamp-${name}` }) }),
        ),
      )
      await importPackages({ ...options(files), threads }, never)
      const content = await contentOf(path.join(folder, 'repo/packages'))
      artifacts.push([...content].map(([file, bytes]) => `${path.basename(file)} ${bytes}`))
    })
  }

  expect(artifacts[0]).toEqual(artifacts[1])
})

test('an import that is stopped leaves the repository as it was', async () => {
  await withEmptyRepository(async (folder, options) => {
    const file = await writeDeb(folder, 'lamp.deb')
    const before = await contentOf(path.join(folder, 'repo'))
    const stop = new AbortController()

    const report = () => stop.abort(new Error('stopped'))
    await expect(importPackages({ ...options([file]), report }, stop.signal)).rejects.toThrow('stopped')

    expect(await contentOf(path.join(folder, 'repo'))).toEqual(before)
  })
})

test('of what nobody has installed, each name is refused', async () => {
  await withEmptyRepository(async (_folder, options) => {
    const sources = { kind: 'installed', names: ['no-such-package', '../../etc'] } as const

    const { imported, refused } = await importPackages({ ...options([]), sources }, never)

    expect({ imported, refused }).toEqual({
      imported: [],
      refused: sources.names.map((source) => ({ source, reason: 'dpkg', detail: 'it is not installed' })),
    })
    expect(compareVersions('1000:0', '999:9', 'debian')).toBeGreaterThan(0)
  })
})

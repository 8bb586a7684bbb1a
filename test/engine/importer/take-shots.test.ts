import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { importPackages } from '../../../engine/importer/import-packages.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import type { Manifest } from '../../../engine/model/manifest.ts'
import { serveFolder } from '../../kit/static-server.ts'
import { never, repositorySigners, withFolder } from '../builder/kit.ts'
import { controlText, linkTo, plain, type RawMemberOrBytes, writeDeb } from './deb-kit.ts'

/** As much of a PNG as anybody here looks at: its signature and its size. */
function aPng(width: number, height: number): Buffer {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000080200000000000000', 'hex')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

const entry = '[Desktop Entry]\nType=Application\nName=Lamp\nExec=lamp\n'

function metainfo(shots: readonly string[]): string {
  const told = shots.map((url, at) => {
    const words = `<caption>Shot ${at}</caption><caption xml:lang="de">Bild ${at}</caption>`
    return `<screenshot${at === 0 ? ' type="default"' : ''}>${words}<image>${url}</image></screenshot>`
  })
  return `<component type="desktop-application"><id>org.example.Lamp</id><name>Lamp</name><summary>Light</summary>
    <description><p>It gives light.</p></description><metadata_license>CC0-1.0</metadata_license>
    <screenshots>${told.join('')}</screenshots></component>`
}

function lamp(shots: readonly string[]): RawMemberOrBytes[] {
  return [
    plain('usr/bin/lamp', 'x', 0o755),
    plain('usr/share/applications/org.example.Lamp.desktop', entry),
    plain('usr/share/metainfo/org.example.Lamp.metainfo.xml', metainfo(shots)),
  ]
}

/** Imports one .deb with what it offers on the web, and answers how its app is shown. */
async function imported(folder: string, members: readonly RawMemberOrBytes[], screenshots = true) {
  const place = { name: 'my-repo', path: path.join(folder, 'repo'), now: new Date(0) }
  await createRepository({ ...place, description: 'Mine', signers: repositorySigners() }, never)
  const file = await writeDeb(folder, 'lamp.deb', { control: controlText(), members })
  const summary = await importPackages(
    {
      ...{ ...place, signer: createSigner(), publisher: 'Ada <ada@example.org>', threads: 1, screenshots },
      ...{ environment: process.env, sources: { kind: 'files', files: [file] } },
    },
    never,
  )
  const { path: artifact } = summary.imported.find((one) => one.name === 'lamp')!
  const text = await readFile(path.join(place.path, `${artifact}.manifest.json`), 'utf8')
  const manifest = JSON.parse(text) as Manifest
  const { screenshots: shots = [], translations = {} } = manifest.app ?? {}
  const problems = summary.unshown.flatMap(({ findings }) =>
    findings.filter(({ rule }) => rule === 'screenshot/not-taken').map(({ accepted }) => accepted),
  )
  return { shots, captions: translations['de']?.captions, problems, files: manifest.files }
}

test('screenshots that a package offers are fetched, hashed and told in its own words; what is none is named', async () => {
  await withFolder(async (folder) => {
    const web = path.join(folder, 'web')
    await mkdir(web)
    await writeFile(path.join(web, 'good.png'), aPng(320, 200))
    await writeFile(path.join(web, 'other.png'), aPng(400, 200))
    await writeFile(path.join(web, 'page.png'), '<html>Not found</html>')
    await writeFile(path.join(web, 'big.png'), Buffer.concat([aPng(8, 8), Buffer.alloc(5_000_000)]))
    const { url, asked } = await serveFolder(web)
    const shots = [`${url}good.png`, `${url}page.png`, `${url}big.png`, `${url}gone.png`, `${url}other.png`]

    const answer = await imported(folder, lamp([...shots, `${url}sixth.png`]))

    const told = answer.shots.map(({ caption }) => caption)
    const hashed = answer.shots.map(({ path: member, sha256 }) =>
      answer.files.some((file) => file.path === member && 'sha256' in file && file.sha256 === sha256),
    )
    expect({ told, hashed, captions: answer.captions, problems: answer.problems, asked }).toEqual({
      told: ['Shot 0', 'Shot 4'],
      hashed: [true, true],
      captions: ['Bild 0', 'Bild 4'],
      problems: ['is no picture of a known kind', 'is bigger than 4194304 bytes', 'its server answers 404'],
      asked: ['/good.png', '/page.png', '/big.png', '/gone.png', '/other.png'],
    })
  })
})

test('a server may send on to another address, but not out of the web', async () => {
  await withFolder(async (folder) => {
    const web = path.join(folder, 'web')
    await mkdir(web)
    await writeFile(path.join(web, 'good.png'), aPng(320, 200))
    const server = await serveFolder(web)
    const targets: Readonly<Record<string, string>> = {
      '/moved': '/good.png',
      '/round': '/round',
      '/file': 'file:///etc/hostname',
      '/inside': 'http://169.254.169.254/latest',
    }
    server.intercept = (request, response) => {
      const target = targets[request.url ?? '']
      if (target !== undefined) response.writeHead(302, { location: target }).end()
      return target !== undefined
    }

    const answer = await imported(folder, lamp(Object.keys(targets).map((one) => server.url + one.slice(1))))

    expect({ told: answer.shots.map(({ caption }) => caption), problems: answer.problems }).toEqual({
      told: ['Shot 0'],
      problems: Array(3).fill('its server answers 302'),
    })
  })
})

test('no picture is written where a package leads, and none is fetched unless somebody asks for it', async () => {
  await withFolder(async (folder) => {
    const web = path.join(folder, 'web')
    await mkdir(web)
    await writeFile(path.join(web, 'good.png'), aPng(320, 200))
    const server = await serveFolder(web)
    const led = [
      ...lamp([`${server.url}good.png`]),
      linkTo('usr/share/multios', '../lib'),
      plain('usr/lib/x', 'x'),
    ]

    const [away, unasked] = [path.join(folder, 'a'), path.join(folder, 'b')]
    await mkdir(away)
    await mkdir(unasked)
    const first = await imported(away, led)
    const second = await imported(unasked, lamp([`${server.url}good.png`]), false)

    expect({
      first: [first.shots, first.problems],
      second: [second.shots, second.problems],
      asked: server.asked,
    }).toEqual({
      first: [[], ['the package has something in its place']],
      second: [[], []],
      asked: ['/good.png'],
    })
  })
})

test('a server that is down is asked once for all pictures of a package', async () => {
  await withFolder(async (folder) => {
    const server = await serveFolder(folder)
    await server.stop()

    const answer = await imported(folder, lamp([`${server.url}1.png`, `${server.url}2.png`]))

    expect(answer.problems).toEqual(['its server does not answer', 'its server does not answer'])
  })
})

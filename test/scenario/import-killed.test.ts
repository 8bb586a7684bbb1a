import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { controlText, plain, writeDeb } from '../engine/importer/deb-kit.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { aDesk, type Desk } from './thread/kit/a-desk.ts'
import { until } from './thread/kit/until.ts'

/** Bytes that do not pack well, so that a package takes a moment. */
const noise = Buffer.from(
  Array.from({ length: 400_000 }, (_, at) => Math.floor(Math.abs(Math.sin(at)) * 256)),
)
const names = ['ant', 'bee', 'cat', 'dog'] as const

/** Milliseconds. A loaded machine needs most of them for the commands it takes. */
const patience = 180_000

interface Publisher {
  readonly desk: Desk
  readonly repository: string
  readonly files: readonly string[]
  /** Where the importer makes packages. */
  readonly temporary: string
}

/** A repository that has `ant`, published; the others are to be imported. Made once, for all tests that begin with it. */
let made: Promise<Publisher> | null = null
const kept = mkdtempSync(path.join(tmpdir(), 'multios-import-killed-'))
afterAll(() => rmSync(kept, { recursive: true, force: true }))

/** One of one's own, as it was before anything was killed. */
async function aPublisher(): Promise<Publisher> {
  made ??= makePublisher(kept)
  const { desk, repository, temporary, files } = await made
  const folder = temporaryFolder()
  cpSync(kept, folder, { recursive: true })
  const moved = (place: string): string => path.join(folder, path.relative(kept, place))
  const environment = { ...secrets, TMPDIR: moved(temporary) }
  return {
    desk: aDesk({ folder, data: moved(desk.data), environment }),
    ...{ repository: moved(repository), temporary: moved(temporary), files: files.map(moved) },
  }
}

const secrets = { MULTIOS_KEYSTORE: 'file', MULTIOS_KEYSTORE_PASSPHRASE: 'a passphrase' }

async function makePublisher(folder: string): Promise<Publisher> {
  const first = aDesk({ folder })
  const [repository, temporary] = ['repo', 'tmp'].map((name) => path.join(first.folder, name))
  mkdirSync(temporary!)
  const environment = { ...secrets, TMPDIR: temporary! }
  const desk = aDesk({ folder: first.folder, environment })
  const files: string[] = []
  for (const name of names) {
    const control = controlText({ Package: name })
    const members = [
      plain(`usr/share/${name}/noise`, noise),
      plain(`usr/share/doc/${name}/copyright`, 'Free.\n'),
    ]
    files.push(await writeDeb(first.folder, `${name}.deb`, { control, members }))
  }
  await desk.pm('sign', 'generate-key', 'my-key', '--algorithm', 'ed25519')
  await desk.repoBuilder('create', 'my-repo', repository!)
  expect((await desk.repoBuilder('import-deb', files[0]!, '--repo-path', repository!)).status).toBe(0)
  expect(await publish(desk, repository!)).toBe(3)
  return { desk, repository: repository!, files, temporary: temporary! }
}

/** How many packages it has, once it is published. */
async function publish(desk: Desk, repository: string): Promise<number> {
  const { status, out, err } = await desk.repoBuilder(
    ...['build', '--repo-name', 'my-repo', '--repo-path', repository, '--json'],
  )
  expect({ status, err: status === 0 ? '' : err }).toEqual({ status: 0, err: '' })
  return (JSON.parse(out) as { packages: number }).packages
}

function recorded(repository: string): readonly string[] {
  const text = readFileSync(path.join(repository, 'multios-repository.json'), 'utf8')
  return (JSON.parse(text) as { packages: { name: string }[] }).packages.map(({ name }) => name).toSorted()
}

const [before, after] = [
  ['ant', 'multios-base', 'multios-host'],
  ['ant', 'bee', 'cat', 'dog', 'multios-base', 'multios-host'],
]

/** It publishes what it had; the same import again brings everything, and nothing twice. */
async function expectWhole({ desk, repository, files }: Publisher): Promise<void> {
  const { folder, environment } = desk
  const again = aDesk({ folder, environment })
  expect(await publish(again, repository)).toBe(recorded(repository).length)
  const repeated = await again.repoBuilder('import-deb', ...files, '--repo-path', repository, '--json')
  const { refused } = JSON.parse(repeated.out) as { refused: unknown }
  expect({ status: repeated.status, refused }).toEqual({ status: 0, refused: [] })
  expect(recorded(repository)).toEqual(after)
  expect(await publish(again, repository)).toBe(6)
  const packages = readdirSync(path.join(repository, 'packages'))
  expect(packages.filter((name) => name.endsWith('.tar.zst'))).toHaveLength(6)
  expect(packages.filter((name) => name.endsWith('.new'))).toEqual([])
}

test(
  'an import that is killed while it makes packages leaves the repository as it was',
  { timeout: patience },
  async () => {
    const publisher = await aPublisher()
    const { desk, repository, files, temporary } = publisher
    const { child, ended } = desk.start(
      'multios-repo-builder',
      'import-deb',
      ...files,
      '--repo-path',
      repository,
    )
    await until('the first package', () => readdirSync(temporary).some((name) => hasBuilt(temporary, name)))

    child.kill('SIGKILL')

    expect((await ended).status).toBeNull()
    expect(recorded(repository)).toEqual(before)
    await expectWhole(publisher)
  },
)

test(
  'an import that is killed while it copies packages leaves the repository as it was, and can be repeated',
  { timeout: patience },
  async () => {
    const publisher = await aPublisher()
    const { desk, repository, files } = publisher
    const packages = path.join(repository, 'packages')
    const { child, ended } = desk.start(
      'multios-repo-builder',
      'import-deb',
      ...files,
      '--repo-path',
      repository,
    )
    await until('the first copy', () => readdirSync(packages).some((name) => name.startsWith('bee')))

    child.kill('SIGKILL')

    const { status } = await ended
    // Either it was in time, or everything had come in by then.
    expect(recorded(repository)).toEqual(status === null ? expect.toSatisfy(isOldOrNew) : after)
    await expectWhole(publisher)
  },
)

function isOldOrNew(names: readonly string[]): boolean {
  return [before, after].some((state) => state.join() === names.join())
}

function hasBuilt(temporary: string, name: string): boolean {
  const built = path.join(temporary, name, 'built')
  return name.startsWith('multios-import-') && existsSync(built) && readdirSync(built).length > 0
}

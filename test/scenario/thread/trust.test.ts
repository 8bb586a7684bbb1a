import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { createSigner } from '../../../engine/publishing.ts'
import { aRepository, buildRelease, release, type TestRepository } from '../../kit/a-repository.ts'
import { serveFolder } from '../../kit/static-server.ts'
import { aDesk, answerOf, type Desk, type Ended, failureOf } from './kit/a-desk.ts'
import { listingOf } from './kit/listing.ts'
import { using } from './kit/using.ts'

function flip(file: string, at = 0.5): void {
  const bytes = readFileSync(file)
  const index = Math.floor(bytes.length * at)
  bytes[index] = bytes[index]! ^ 1
  writeFileSync(file, bytes)
}

/** The line that says what was refused, and the one that says why. */
function refusal({ status, err }: Ended): readonly unknown[] {
  const lines = err.split('\n')
  const title = lines.findIndex((line) => line.startsWith('error: '))
  return [status, lines[title], lines[title + 1]]
}

let repository: TestRepository
let url: string
let desk: Desk
beforeEach(async () => {
  repository = await aRepository(release('editor', '1.0.0'), release('spell', '1.0.0'))
  url = (await serveFolder(repository.folder)).url
  desk = aDesk()
  await using(desk, repository, { url, installing: ['spell'] })
})

const artifact = 'packages/editor-1.0.0-universal.tar.xz'
const published = (file: string) => path.join(repository.folder, file)

describe('an artifact that is not what was signed is refused by name, and nothing changes', () => {
  const tampering: readonly (readonly [string, () => Promise<void> | void, string, string])[] = [
    ['a flipped byte', () => flip(published(artifact)), artifact, 'is not the one that the repository lists'],
    [
      'a missing signature',
      () => rmSync(published(`${artifact}.sig`)),
      `${artifact}.sig`,
      'is not signed by its publisher',
    ],
    [
      'a signature of somebody else',
      async () => {
        const foreign = await buildRelease(release('editor', '1.0.0'), createSigner())
        cpSync(`${foreign}.sig`, published(`${artifact}.sig`))
      },
      `${artifact}.sig`,
      'is signed by somebody who is not one of its publishers',
    ],
    [
      'a flipped byte in the signature',
      () => {
        const file = published(`${artifact}.sig`)
        const envelope = JSON.parse(readFileSync(file, 'utf8')) as { signatures: { signature: string }[] }
        const [one] = envelope.signatures
        const bytes = Buffer.from(one!.signature, 'base64')
        bytes[10] = bytes[10]! ^ 1
        one!.signature = bytes.toString('base64')
        writeFileSync(file, JSON.stringify(envelope))
      },
      `${artifact}.sig`,
      'carries a signature that does not fit',
    ],
    [
      'another package under its name',
      () => cpSync(published('packages/spell-1.0.0-universal.tar.xz'), published(artifact)),
      artifact,
      'has another length than the repository says',
    ],
  ]
  test.each(tampering)('%s', async (_, tamper, file, reason) => {
    const before = listingOf(desk.data)
    await tamper()

    const ended = await desk.pm('install', 'editor')

    const [status, title, cause] = refusal(ended)
    expect([status, title]).toEqual([4, `error: ${file} was refused, and nothing was changed.`])
    expect(cause).toMatch(new RegExp(`^ {2}The file (${reason}|is not the one that the repository lists)`))
    expect(listingOf(desk.data)).toEqual(before)
    expect((await desk.pm('run', 'spell')).out).toBe('spell 1.0.0: \n')
  })
})

test('an unsigned one passes only where the configuration says so', async () => {
  rmSync(published(`${artifact}.sig`))
  const file = desk.environment['MULTIOS_CONFIG']!
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '[security]\nrequire_signature = false\nallow_unsigned = true\n')
  expect((await desk.pm('install', 'editor')).status).toBe(0)
})

describe('metadata that is not what was signed is refused by name, and the old catalog stays', () => {
  const names = ['timestamp.json', '2.snapshot.json', '2.releases.json', 'index.json.gz']
  test.each(names)('%s', async (name) => {
    await repository.publish(release('editor', '1.1.0'))
    const before = listingOf(desk.data)
    const file = `metadata/${name}`
    expect(readdirSync(published('metadata'))).toContain(name)
    for (const each of sameFile(repository.folder, name)) flip(each, 0.4)

    const synced = await desk.pm('sync', '--json')

    expect(synced.status).toBe(4)
    const results = JSON.parse(synced.out) as {
      outcome: string
      failure: { code: string; facts: { file: string } }
    }[]
    expect(results).toMatchObject([{ outcome: 'failed', failure: { code: 'trust/metadata' } }])
    expect(results[0]?.failure.facts.file.replace(/[0-9a-f]{64}\./, '')).toBe(file)
    expect((await desk.pm('sync')).out).toMatch(/main +failed[^]*cannot be trusted right now/)
    expect(answerOf(await desk.pm('info', 'editor', '--json'), 'package.info').version).toBe('1.0.0')
    expect(listingOf(desk.data)).toEqual(before)
    expect((await desk.pm('repository', 'list')).out).toContain('last sync failed')
  })

  test.each([...names, '1.targets.json', '1.root.json'])(
    '%s of a repository that is new here',
    async (name) => {
      await repository.publish(release('editor', '1.1.0'))
      for (const file of sameFile(repository.folder, name)) flip(file, 0.4)
      const fresh = aDesk()

      const { status, err } = await fresh.pm(
        'repository',
        'add',
        'main',
        url,
        '--fingerprint',
        repository.fingerprint,
      )

      // A root that is broken shows another fingerprint, or none at all.
      expect([name, name === '1.root.json' ? [4, 6].includes(status ?? 0) : status === 4]).toEqual([
        name,
        true,
      ])
      expect(err).toMatch(/^error: /m)
      expect((await fresh.pm('repository', 'list', '--json')).out).toBe('[]\n')
    },
  )
})

/** A file of the metadata, and its copy under the name that carries its hash where that is a file of its own. */
function sameFile(folder: string, name: string): readonly string[] {
  const metadata = path.join(folder, 'metadata')
  const names = readdirSync(metadata).filter((entry) => entry.replace(/^[0-9a-f]{64}\./, '') === name)
  const byInode = new Map(names.map((entry) => [statSync(path.join(metadata, entry)).ino, entry]))
  return [...byInode.values()].map((entry) => path.join(metadata, entry))
}

test('the manifest beside an artifact is checked before it is shown', async () => {
  flip(published(`${artifact}.manifest.json`))
  const ended = await desk.pm('info', 'editor', '--files')
  expect(refusal(ended).slice(0, 2)).toEqual([
    4,
    `error: ${artifact}.manifest.json was refused, and nothing was changed.`,
  ])
  // What is known without it is still told.
  expect((await desk.pm('info', 'editor')).status).toBe(0)
})

test('another fingerprint than the one its owner publishes is no repository of theirs', async () => {
  const fresh = aDesk()
  const wrong = '0123456789abcdef'.repeat(4)
  const ended = await fresh.pm('repository', 'add', 'main', url, '--fingerprint', wrong)
  expect(refusal(ended).slice(0, 2)).toEqual([
    4,
    `error: The repository at ${url} is not the one you expect, so nothing was taken from it.`,
  ])
  expect(ended.err).toContain('01234567 89abcdef')
  expect(
    failureOf(await fresh.pm('repository', 'add', 'main', url, '--fingerprint', wrong, '--json')),
  ).toMatchObject({
    code: 'trust/fingerprint-mismatch',
    facts: { expected: wrong, actual: repository.fingerprint },
  })
  expect((await fresh.pm('repository', 'list', '--json')).out).toBe('[]\n')
  const spaced = repository.fingerprint.toUpperCase().replace(/.{8}/g, '$& ').trim()
  expect((await fresh.pm('repository', 'add', 'main', url, '--fingerprint', spaced)).status).toBe(0)
})

test('a file that somebody changed in the profile is found, named and repaired', async () => {
  const program = path.join(desk.data, 'profile/current/bin/spell')
  chmodSync(program, 0o755)
  flip(program)
  chmodSync(program, 0o555)

  const found = await desk.pm('verify')
  expect(found.status).toBe(1)
  expect(found.out).toMatch(
    /^damaged spell 1\.0\.0\n {2}bin\/spell was changed\n[^]*Repair: .*verify spell --fix/,
  )
  expect((await desk.pm('verify', 'spell', '--json')).status).toBe(1)
  expect((await desk.pm('verify', 'spell', '--fix')).status).toBe(0)
  expect((await desk.pm('verify')).status).toBe(0)
  expect((await desk.pm('run', 'spell')).out).toBe('spell 1.0.0: \n')
})

import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, buildRelease, release, type TestRepository } from '../kit/a-repository.ts'
import { serveFolder, type StaticServer } from '../kit/static-server.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import type { Progress } from '../../engine/index.ts'
import { createSigner } from '../../engine/publishing.ts'

const sync = async (machine: Machine, force = false) =>
  (await machine.engine.run('repository.sync', { force }, { signal: never }))[0]!

function flip(file: string, at = 0.5): void {
  const bytes = readFileSync(file)
  const index = Math.floor(bytes.length * at)
  bytes[index] = bytes[index]! ^ 1
  writeFileSync(file, bytes)
}

/** Everything below the data directory that a person could notice a change in. */
async function stateOf(machine: Machine): Promise<unknown> {
  return {
    installed: await machine.installed(),
    repositories: (await machine.engine.run('repository.list', {}, { signal: never })).map(
      ({ name, trust }) => ({
        name,
        trust,
      }),
    ),
    history: await machine.engine.run('history.list', {}, { signal: never }),
    store: readdirSync(machine.data).includes('store') ? readdirSync(path.join(machine.data, 'store')) : [],
  }
}

describe('a repository that is not what it was', () => {
  let repository: TestRepository
  let server: StaticServer
  let machine: Machine
  beforeEach(async () => {
    repository = await aRepository(release('editor', '1.0.0'), release('spell', '1.0.0'))
    server = await serveFolder(repository.folder)
    machine = await aMachine()
    await machine.use(repository, server.url)
    await machine.install('spell')
  })

  const artifact = () => path.join(repository.folder, 'packages/editor-1.0.0-universal.tar.xz')

  test('a flipped byte in an artifact is refused by name, and changes nothing', async () => {
    const before = await stateOf(machine)
    flip(artifact())

    const failure = await failureFrom(machine.install('editor'))

    expect(failure).toMatchObject({
      code: 'trust/artifact',
      facts: { file: 'packages/editor-1.0.0-universal.tar.xz', reason: 'hash' },
    })
    expect(await stateOf(machine)).toEqual(before)
  })

  test('a longer artifact is refused as soon as it is too long', async () => {
    writeFileSync(artifact(), Buffer.concat([readFileSync(artifact()), Buffer.alloc(1_000)]))
    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'length' },
    })
  })

  test('a missing signature is refused by name', async () => {
    rmSync(`${artifact()}.sig`)
    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { file: 'packages/editor-1.0.0-universal.tar.xz.sig', reason: 'signature-missing' },
    })
  })

  test('a signature by somebody else is refused', async () => {
    const stranger = await buildRelease(release('editor', '1.0.0'), createSigner())
    cpSync(`${stranger}.sig`, `${artifact()}.sig`)
    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'publisher' },
    })
  })

  test('a flipped byte in the index is refused by name, and the old catalog stays', async () => {
    await repository.publish(release('editor', '1.1.0'))
    flip(path.join(repository.folder, 'metadata/index.json.gz'))
    const result = await sync(machine)
    expect(result).toMatchObject({
      outcome: 'failed',
      failure: { code: 'trust/metadata', facts: { file: 'metadata/index.json.gz', reason: 'hash' } },
    })
    const info = await machine.engine.run('package.info', { name: 'editor' }, { signal: never })
    expect(info.version).toBe('1.0.0')
  })

  test.each(['timestamp.json', '2.snapshot.json', '2.targets.json', '2.releases.json'])(
    'a flipped byte in %s is refused by name',
    async (file) => {
      // With a name that is new there, the targets role says something new, too.
      await repository.publish(release('editor', '1.1.0'), release('viewer', '1.0.0'))
      const names = readdirSync(path.join(repository.folder, 'metadata'))
      expect(names).toContain(file)
      flip(path.join(repository.folder, 'metadata', file), 0.3)
      const result = await sync(machine)
      expect(result).toMatchObject({
        outcome: 'failed',
        failure: { code: 'trust/metadata', facts: { file: `metadata/${file}` } },
      })
    },
  )

  test('signatures stripped from metadata are refused', async () => {
    await repository.rebuild()
    const file = path.join(repository.folder, 'metadata/timestamp.json')
    const parsed = JSON.parse(readFileSync(file, 'utf8')) as { signatures: unknown[] }
    writeFileSync(file, JSON.stringify({ ...parsed, signatures: [] }))
    expect(await sync(machine)).toMatchObject({
      failure: { code: 'trust/metadata', facts: { file: 'metadata/timestamp.json', reason: 'signature' } },
    })
  })

  test('older metadata is refused even after the cache was deleted', async () => {
    const old = path.join(temporaryFolder(), 'old')
    cpSync(repository.folder, old, { recursive: true })
    await repository.publish(release('editor', '1.1.0'))
    await sync(machine)
    rmSync(path.join(machine.data, 'metadata'), { recursive: true })
    rmSync(repository.folder, { recursive: true })
    renameSync(old, repository.folder)

    expect(await sync(machine, true)).toMatchObject({
      failure: { code: 'trust/metadata', facts: { reason: 'rollback' } },
    })
  })

  test('a repository whose metadata expired says so, and what is installed stays usable', async () => {
    const month = 31 * 24 * 3_600_000
    const later = await aMachine({ clock: { now: () => Date.now() + month, sleep: async () => undefined } })
    expect(await failureFrom(later.use(repository, server.url))).toMatchObject({
      code: 'trust/metadata',
      facts: { reason: 'expired' },
    })
    expect(machine.run('spell')).toBe('spell 1.0.0: \n')
  })

  test('one dead repository is named and delays nothing else', async () => {
    const other = await aRepository(release('other', '1.0'))
    await machine.use(other, undefined, 'other')
    server.intercept = (request) => {
      request.socket.destroy()
      return true
    }
    const results = await machine.engine.run('repository.sync', {}, { signal: never })
    expect(results.map(({ name, outcome }) => [name, outcome]).toSorted()).toEqual([
      ['main', 'failed'],
      ['other', 'unchanged'],
    ])
  })
})

describe('adding a repository', () => {
  test('shows the fingerprint of the first root, and refuses another', async () => {
    const repository = await aRepository(release('editor', '1.0'))
    const server = await serveFolder(repository.folder)
    const machine = await aMachine()

    const offer = await machine.engine.run('repository.inspect', { url: server.url }, { signal: never })
    expect(offer.fingerprint).toBe(repository.fingerprint)

    const failure = await failureFrom(
      machine.use({ folder: repository.folder, fingerprint: '0'.repeat(64) }, server.url),
    )
    expect(failure.code).toBe('trust/fingerprint-mismatch')
    expect(await machine.engine.run('repository.list', {}, { signal: never })).toEqual([])
  })

  test.each([
    ['missing', 404, '<h1>no</h1>'],
    ['web-page', 200, '<!doctype html><title>Welcome</title>'],
    ['empty', 200, ''],
    ['garbage', 200, '{"hello": 1}'],
  ])('says that the address is no repository: %s', async (reason, status, body) => {
    const server = await serveFolder(temporaryFolder())
    server.intercept = (_request, response) => response.writeHead(status).end(body) !== undefined
    const machine = await aMachine()
    expect(
      await failureFrom(machine.engine.run('repository.inspect', { url: server.url }, { signal: never })),
    ).toMatchObject({
      code: 'repository/not-a-repository',
      facts: { reason },
    })
  })

  test('an address where nothing answers is a network failure', async () => {
    const machine = await aMachine()
    const failure = await failureFrom(
      machine.engine.run('repository.inspect', { url: 'http://127.0.0.1:9/' }, { signal: never }),
    )
    expect(failure.code).toBe('network/unreachable')
  })

  test.each(['http://example.org/', 'ftp://127.0.0.1/', 'not an address', 'https://me:secret@127.0.0.1/'])(
    'the address %s is refused before anything is fetched',
    async (url) => {
      const machine = await aMachine()
      expect(
        (await failureFrom(machine.engine.run('repository.inspect', { url }, { signal: never }))).code,
      ).toBe('request/invalid')
    },
  )

  test('a redirect is not followed', async () => {
    const server = await serveFolder(temporaryFolder())
    server.intercept = (_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end() !== undefined
    const machine = await aMachine()
    expect(
      await failureFrom(machine.engine.run('repository.inspect', { url: server.url }, { signal: never })),
    ).toMatchObject({ code: 'network/status', facts: { status: 302 } })
  })
})

test('a cut connection is resumed, and only the missing bytes are fetched', async () => {
  const noise = Array.from({ length: 40_000 }, (_, i) => Math.sin(i).toString(36)).join('')
  const repository = await aRepository(release('editor', '1.0').withFile('share/editor/data', noise))
  const server = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)
  const artifact = readFileSync(path.join(repository.folder, 'packages/editor-1.0-universal.tar.xz'))
  const ranges: (string | undefined)[] = []
  let cut = () => undefined as unknown
  server.intercept = (request, response) => {
    if (!request.url!.endsWith('.tar.xz')) return false
    ranges.push(request.headers.range)
    if (ranges.length > 1) return false
    cut = () => request.socket.destroy()
    response.writeHead(200, { 'content-length': artifact.length }).write(artifact.subarray(0, 20_000))
    return true
  }
  const answer = await machine.plan(wanting('editor'))
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  const apply = { request: wanting('editor'), digest: answer.plan.digest }
  const report = (progress: Progress) => {
    if (progress.kind === 'transfer' && progress.received > 0) cut()
  }

  const failure = await failureFrom(machine.engine.run('plan.apply', apply, { signal: never, report }))
  expect(failure.code).toBe('network/unreachable')
  await machine.install('editor')

  expect(machine.run('editor')).toBe('editor 1.0: \n')
  expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/)
})

test('the plan of an update names the advisory that it repairs', async () => {
  const repository = await aRepository(release('editor', '1.0.0'), release('editor', '1.0.1'))
  const { mkdirSync } = await import('node:fs')
  mkdirSync(path.join(repository.folder, 'advisories'))
  writeFileSync(
    path.join(repository.folder, 'advisories/T-1.json'),
    JSON.stringify({
      id: 'T-1',
      modified: '2026-01-01T00:00:00Z',
      summary: 'A hole',
      database_specific: { severity: 'high' },
      affected: [
        {
          package: { ecosystem: 'MultiOS', name: 'editor' },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.0.1' }] }],
        },
      ],
    }),
  )
  await repository.rebuild()
  const machine = await aMachine()
  await machine.use(repository)
  await machine.change(wanting('editor=1.0.0'))

  const info = await machine.engine.run(
    'package.info',
    { name: 'editor', version: '1.0.0' },
    { signal: never },
  )
  const answer = await machine.plan({ kind: 'update' })

  expect(info.security.advisories).toMatchObject([
    { id: 'T-1', state: 'affected', fixedIn: '1.0.1', severity: 'high' },
  ])
  expect(answer.kind === 'plan' && answer.plan.change[0]?.fixes).toEqual(['T-1'])
})

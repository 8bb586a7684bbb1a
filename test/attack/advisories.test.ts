import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { addSignature, metadataBytes, newAdvisories } from '../../engine/builder/tuf-metadata.ts'
import { createSigner, type Signer } from '../../engine/publishing.ts'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'
import { advisoriesOf, indexOf, publishIndex, publishRoot, type Signing } from './kit/hostile-repository.ts'

const day = 86_400_000
const ends = (days: number) => new Date(Date.now() + days * day).toISOString().replace(/\.\d+Z$/, 'Z')

let honest: TestRepository
beforeEach(async () => {
  honest = await aRepository(release('editor', '1.0.0'))
  await publishIndex(honest, indexOf(honest), { advisories: await told({ version: 2, ids: ['T-1'] }) })
})

interface Telling {
  readonly version: number
  /** Advisories against everything. */
  readonly ids: readonly string[]
  readonly days?: number
  readonly signer?: Signer
  readonly content?: string
}

/** What the advisories role says, signed. */
async function told({ version, ids, days = 14, signer = honest.signers.advisories, content }: Telling) {
  const advisories = ids.map((id) => ({
    id,
    modified: '2026-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'MultiOS', name: 'editor' }, versions: ['1.0.0'] }],
  }))
  const file = gzipSync(content ?? JSON.stringify({ format: 1, advisories }))
  const role = newAdvisories({ version, expires: ends(days) }, file)
  await addSignature(role, signer)
  const holders = { keys: [honest.signers.advisories.key], threshold: 1 }
  return { holders, version, role: metadataBytes(role), file }
}

/** The index with one more release, and what else is to be signed. */
async function publishNews(signing: Signing): Promise<void> {
  const index = indexOf(honest)
  const [editor] = index.packages
  await publishIndex(honest, { ...index, packages: [editor!, { ...editor!, version: '2.0.0' }] }, signing)
}

async function sync(machine: Machine) {
  const [result] = await machine.engine.run('repository.sync', {}, { signal: never })
  return result!
}

/** What is offered, and what is known against the installed editor. */
async function known(machine: Machine) {
  const { packages } = await machine.engine.run('catalog.search', { query: 'editor' }, { signal: never })
  const { findings, stale } = await machine.engine.run('package.audit', {}, { signal: never })
  return {
    offered: packages.map(({ version }) => version),
    against: findings.flatMap(({ advisories }) => advisories.map(({ id }) => id)),
    stale: stale.map(({ state, problem }) => [
      state,
      problem?.code === 'trust/metadata' ? problem.facts.reason : problem,
    ]),
  }
}

async function anInstalledEditor(machine: Machine): Promise<void> {
  await machine.use(honest)
  await machine.install('editor')
}

function wipeCache({ data }: Machine): void {
  rmSync(path.join(data, 'metadata'), { recursive: true })
}

test('advisories that their role vouches for are known, and are fresh', async () => {
  const machine = await aMachine()
  await anInstalledEditor(machine)

  expect((await sync(machine)).advisories).toEqual({
    state: 'current',
    validUntil: expect.stringMatching(/^\d{4}-/) as string,
    problem: null,
  })
  expect(await known(machine)).toEqual({ offered: ['1.0.0'], against: ['T-1'], stale: [] })
})

test('a repository where nothing is new is asked for two files', async () => {
  const { url, asked } = await serveFolder(honest.folder)
  const machine = await aMachine()
  await machine.use(honest, url)
  asked.length = 0

  expect(await sync(machine)).toMatchObject({ outcome: 'unchanged', advisories: { state: 'current' } })
  expect(asked).toEqual(['/metadata/2.root.json', '/metadata/timestamp.json'])
})

describe('the index is brought, the advisories of before stay, and it is told', () => {
  const attacks: readonly [string, () => Promise<Signing['advisories']>, string, string][] = [
    ['that have expired', async () => told({ version: 3, ids: ['T-2'], days: -1 }), 'withheld', 'expired'],
    [
      'signed by another key of the repository',
      async () => told({ version: 3, ids: ['T-2'], signer: honest.signers.targets }),
      'withheld',
      'signature',
    ],
    [
      'signed by a stranger',
      async () => told({ version: 3, ids: [], signer: createSigner() }),
      'withheld',
      'signature',
    ],
    [
      'that nobody can read',
      async () => told({ version: 3, ids: [], content: '{"format":1,"format":1}' }),
      'withheld',
      'format',
    ],
    [
      'that unpack to thousands of times their size',
      async () => told({ version: 3, ids: [], content: ' '.repeat(50_000_000) }),
      'withheld',
      'format',
    ],
  ]
  test.each(attacks)('with advisories %s', async (_, advisories, state, reason) => {
    const machine = await aMachine()
    await anInstalledEditor(machine)
    await publishNews({ advisories: (await advisories())! })

    expect(await sync(machine)).toMatchObject({ outcome: 'updated', failure: null, advisories: { state } })
    expect(await known(machine)).toEqual({
      offered: ['2.0.0'],
      against: ['T-1'],
      stale: [[state, reason]],
    })
  })

  test.each([
    ['the role', /^3\.advisories\.json$/],
    ['the file', /^[0-9a-f]{64}\.advisories\.json\.gz$/],
  ])('where %s is held back', async (_, held) => {
    const machine = await aMachine()
    await anInstalledEditor(machine)
    await publishNews({ advisories: await told({ version: 3, ids: ['T-2'] }) })
    const folder = path.join(honest.folder, 'metadata')
    for (const name of readdirSync(folder)) if (held.test(name)) rmSync(path.join(folder, name))

    expect(await sync(machine)).toMatchObject({ outcome: 'updated', failure: null })
    expect(await known(machine)).toMatchObject({
      offered: ['2.0.0'],
      against: ['T-1'],
      stale: [['withheld', expect.anything()]],
    })
  })

  test('where an older version comes back after the cache was deleted', async () => {
    const machine = await aMachine()
    await anInstalledEditor(machine)
    wipeCache(machine)
    await publishNews({ advisories: await told({ version: 1, ids: [] }) })

    expect(await sync(machine)).toMatchObject({ outcome: 'updated', failure: null })
    expect(await known(machine)).toEqual({
      offered: ['2.0.0'],
      against: ['T-1'],
      stale: [['withheld', 'rollback']],
    })
  })

  test('where the role is gone after the cache was deleted', async () => {
    const machine = await aMachine()
    await anInstalledEditor(machine)
    wipeCache(machine)
    await publishNews({ advisories: null })

    expect(await sync(machine)).toMatchObject({ outcome: 'updated', failure: null })
    expect(await known(machine)).toEqual({
      offered: ['2.0.0'],
      against: ['T-1'],
      stale: [['withheld', 'missing']],
    })
  })
})

describe('as long as the cache remembers the snapshot of before, a new one is refused as a whole', () => {
  test.each([
    ['without the role', async () => null],
    ['with an older version of it', async () => told({ version: 1, ids: [] })],
  ])('%s', async (_, advisories) => {
    const machine = await aMachine()
    await anInstalledEditor(machine)
    await publishNews({ advisories: await advisories() })

    expect(await sync(machine)).toMatchObject({
      outcome: 'failed',
      failure: { facts: { reason: 'rollback' } },
    })
    expect(await known(machine)).toMatchObject({ offered: ['1.0.0'], against: ['T-1'] })
  })
})

describe('advisories that nobody renews', () => {
  test('are out of date when they end, though nothing was asked for since, and nothing is called clean', async () => {
    let now = Date.now()
    const machine = await aMachine({ clock: { now: () => now, sleep: async () => undefined } })
    await anInstalledEditor(machine)
    const before = await known(machine)
    now += 15 * day

    expect([before.stale, (await known(machine)).stale]).toEqual([[], [['outdated', null]]])
    expect(await machine.engine.run('system.status', {}, { signal: never })).toMatchObject({
      staleAdvisories: [{ repository: 'main', state: 'outdated' }],
    })
  })

  test('stay out of date when the clock is set back', async () => {
    let now = Date.now()
    const machine = await aMachine({ clock: { now: () => now, sleep: async () => undefined } })
    await publishIndex(honest, indexOf(honest), {
      advisories: await told({ version: 3, ids: ['T-1'], days: 1 }),
    })
    await anInstalledEditor(machine)
    now += 2 * day
    await sync(machine)
    now -= 2 * day

    expect((await known(machine)).stale).toEqual([['outdated', 'expired']])
  })

  test('do not keep a repository from being added', async () => {
    await publishIndex(honest, indexOf(honest), {
      advisories: await told({ version: 3, ids: ['T-1'], days: -1 }),
    })
    const machine = await aMachine()
    await anInstalledEditor(machine)

    expect(await known(machine)).toEqual({
      offered: ['1.0.0'],
      against: [],
      stale: [['outdated', 'expired']],
    })
  })
})

test('a repository whose stolen keys had signed the highest version of advisories is freed by a new root', async () => {
  const machine = await aMachine()
  const highest = Number.MAX_SAFE_INTEGER - 1
  const honestly = await told({ version: 3, ids: ['T-2'] })
  await publishIndex(honest, indexOf(honest), { advisories: await told({ version: highest, ids: [] }) })
  await anInstalledEditor(machine)
  const signers = { ...honest.signers, snapshot: createSigner(), timestamp: createSigner() }
  await publishRoot(honest, 2, { signers, signedBy: [honest.signers.root] })
  await publishIndex(honest, indexOf(honest), { signers, advisories: honestly })

  expect(await sync(machine)).toMatchObject({ failure: null, advisories: { state: 'current' } })
  expect((await known(machine)).against).toEqual(['T-2'])
})

test('a repository of before advisories had a role of their own gets one with its next build, and is followed', async () => {
  const machine = await aMachine()
  await publishIndex(honest, indexOf(honest), { advisories: await advisoriesOf(honest) })
  await anInstalledEditor(machine)
  const file = path.join(honest.folder, 'multios-repository.json')
  const { advisories, ...record } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify(record))
  await honest.publish(release('editor', '2.0.0'))

  expect(advisories).toMatchObject({ threshold: 1 })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ advisories })
  expect(await sync(machine)).toMatchObject({ outcome: 'updated', advisories: { state: 'current' } })
})

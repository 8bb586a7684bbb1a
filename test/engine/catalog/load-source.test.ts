import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import { readCatalog } from '../../../engine/catalog/catalog.ts'
import { type FollowedDelta, followDelta } from '../../../engine/catalog/follow-delta.ts'
import type { DigestedFile, SourceJob } from '../../../engine/catalog/jobs.ts'
import { type AskCatalog, withOneThread } from '../../../engine/catalog/in-thread.ts'
import { bringSource } from '../../../engine/catalog/load-source.ts'
import { makePool } from '../../../engine/catalog/make-pool.ts'
import { makeSearch } from '../../../engine/catalog/make-search.ts'
import { poolFile } from '../../../engine/catalog/pool-file.ts'
import { searchFile } from '../../../engine/catalog/search-file.ts'
import { changesBetween, textOfRecords } from '../../../engine/model/index-delta.ts'
import type { RepositoryIndex } from '../../../engine/model/repository-index.ts'
import type { Connection } from '../../../engine/state/database.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, anIndex, offering } from './a-catalog.ts'

const packed = (name: string, content: unknown, noise = 0): DigestedFile => {
  // gzip stores what it cannot make smaller, so `noise` bytes of it are worth as many bytes of file.
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const bytes = gzipSync(text + ' '.repeat(noise), { level: noise > 0 ? 0 : 9 })
  return { name, bytes, most: 50_000_000, digest: `new-${name}` }
}
/** More than is read in this thread. */
const large = 200_000

const aJob = (index: DigestedFile, advisories: SourceJob['advisories'] = null): SourceJob => ({
  repository: 'main',
  architecture: 'x86_64',
  index,
  advisories,
  delegations: null,
})
const offers = (catalog: Connection): string[] =>
  readCatalog(catalog, [{ name: 'main', priority: 0 }], 'x86_64')
    .newest()
    .map(({ record }) => `${record.name} ${record.version}`)

test.each([
  ['small', 0],
  ['large', large],
])('a %s index takes the place of the one before', async (_, noise) => {
  const catalog = aCatalog(temporaryFolder())
  offering(catalog, 'main', 'jq 1.6')
  const advisories = packed('advisories', { format: 1, advisories: [] })

  const answer = await bringSource(
    catalog,
    aJob(packed('index', anIndex('main', ['jq 1.7', 'curl 8.0']), noise), advisories),
    never,
  )

  expect({ answer, offers: offers(catalog) }).toEqual({
    answer: { kind: 'brought', advisories: null },
    offers: ['curl 8.0', 'jq 1.7'],
  })
})

test.each([
  ['small', 0],
  ['large', large],
])('a %s index that cannot be used is named with what is wrong, and nothing changes', async (_, noise) => {
  const catalog = aCatalog(temporaryFolder())
  offering(catalog, 'main', 'jq 1.6')
  const good = packed('index', anIndex('main', ['jq 1.7']), noise)
  const jobs = [
    aJob(packed('index', 'no JSON', noise)),
    aJob(packed('index', { ...anIndex('main', []), format: 2 }, noise)),
    aJob(packed('index', anIndex('main', ['jq nonsense']), noise)),
    aJob(packed('index', anIndex('main', ['jq 1.7', 'jq 1.7']), noise)),
    aJob({ ...good, most: 10 }),
  ]

  const answers = []
  for (const job of jobs) answers.push(await bringSource(catalog, job, never))

  const told = answers.map((answer) => (answer.kind === 'unreadable' ? answer.index : null))
  expect(told.map((one) => one?.file)).toEqual(['index', 'index', 'index', 'index', 'index'])
  expect(told.map((one) => one?.detail).slice(2, 4)).toEqual([
    'jq: "nonsense" is no version',
    'listed twice: jq 1.7 universal',
  ])
  expect(offers(catalog)).toEqual(['jq 1.6'])
})

test.each([
  ['cannot be read', () => packed('advisories', 'no JSON'), 'advisories'],
  ['cannot be had', () => 'as before' as const, undefined],
])('advisories that %s leave those of before, beside the new index', async (_, advisories, unreadable) => {
  const catalog = aCatalog(temporaryFolder())
  const record = { id: 'T-1', modified: '2026-01-01T00:00:00Z', affected: [] }
  const before = packed('advisories', { format: 1, advisories: [record] })
  await bringSource(catalog, aJob(packed('index', anIndex('main', ['jq 1.6'])), before), never)

  const answer = await bringSource(
    catalog,
    aJob(packed('index', anIndex('main', ['jq 1.7'])), advisories()),
    never,
  )

  const main = readCatalog(catalog, [{ name: 'main', priority: 0 }], 'x86_64')
  expect(answer.kind === 'brought' ? answer.advisories?.file : answer).toBe(unreadable)
  expect([offers(catalog), main.advisories().map(({ id }) => id), main.digestsOf('main')]).toEqual([
    ['jq 1.7'],
    ['T-1'],
    { index: 'new-index', advisories: 'new-advisories' },
  ])
})

test('what goes wrong in the thread is thrown here', async () => {
  const folder = temporaryFolder()
  const catalog = aCatalog(folder)
  catalog.exec('DROP TABLE provided; CREATE VIEW provided AS SELECT 1')

  const bringing = bringSource(catalog, aJob(packed('index', anIndex('main', ['jq 1.7']), large)), never)

  await expect(bringing).rejects.toThrow(/provided/)
})

test('whoever stops it leaves what was there', async () => {
  const catalog = aCatalog(temporaryFolder())
  offering(catalog, 'main', 'jq 1.6')
  const stop = new AbortController()
  const names = Array.from({ length: 3_000 }, (_, index) => `package-${index} 1.0`)

  const bringing = bringSource(catalog, aJob(packed('index', anIndex('main', names), large)), stop.signal)
  stop.abort(new Error('enough'))

  await expect(bringing).rejects.toBe(stop.signal.reason)
  expect(offers(catalog)).toEqual(['jq 1.6'])
  // The catalog is nobody's any more: it can be changed again.
  offering(catalog, 'main', 'jq 1.7')
  expect(offers(catalog)).toEqual(['jq 1.7'])
})

test('an index means the same however it is written', async () => {
  const index = anIndex('main', ['jq 1.7', 'jq 1.6', 'curl 8.0', 'umlaut 1.0', 'app 1.0'])
  const [jq, older, curl, umlaut, other] = index.packages
  const app = { id: 'app', name: 'App', summary: 'An app', description: 'An\n\napp', keywords: ['x'] }
  const packages = [
    ...[{ ...jq!, dependencies: ['curl', 'libc6 >= 2'] }, older!, curl!],
    ...[
      { ...umlaut!, description: 'Größe "ä"\n' },
      { ...other!, app },
    ],
  ]
  const written = [
    canonicalJson({ ...index, packages }),
    JSON.stringify({ ...index, packages }),
    JSON.stringify({ ...index, packages: packages.toReversed() }, null, 2),
  ]

  const dumps = []
  for (const text of written) {
    const catalog = aCatalog(temporaryFolder())
    await bringSource(catalog, aJob(packed('index', text)), never)
    dumps.push({
      rows: catalog
        .prepare('SELECT name, rank, version, block, start, length FROM release ORDER BY id')
        .all(),
      blocks: catalog.prepare('SELECT * FROM block').all(),
      pool: makePool(catalog, 'x86_64'),
      search: makeSearch(catalog, 'x86_64'),
    })
  }

  expect(dumps.slice(1)).toEqual([dumps[0], dumps[0]])
})

test('a thread that has read an index makes of it what whoever reads the catalog makes', async () => {
  const folder = temporaryFolder()
  const catalog = aCatalog(folder)
  const names = Array.from({ length: 40 }, (_, at) => `tool-${at} 1.0`)
  const options = { dataDirectory: folder, architecture: 'x86_64', fewReleases: 10 }
  const files = () => ['catalog.pool', 'catalog.search'].map((name) => readFileSync(path.join(folder, name)))
  const refresh = async (ask?: AskCatalog) => {
    await poolFile(catalog, options).refresh(never, ask)
    await searchFile(catalog, options).refresh(never, ask)
    return files()
  }

  const together = await withOneThread(async (ask) => {
    // What is refused in between is not remembered.
    const bad = anIndex('main', [...names, 'jq nonsense'])
    await bringSource(catalog, aJob(packed('index', bad, large)), never, ask)
    await bringSource(catalog, aJob(packed('index', anIndex('main', names), large)), never, ask)
    return refresh(ask)
  })
  for (const name of ['catalog.pool', 'catalog.search']) rmSync(path.join(folder, name))

  expect(await refresh()).toEqual(together)
})

test('an index that was read before the catalog changed is changed as one that is read then', async () => {
  const folder = temporaryFolder()
  const catalog = aCatalog(folder)
  const names = Array.from({ length: 40 }, (_, at) => `tool-${at} 1.0`)
  const options = { dataDirectory: folder, architecture: 'x86_64', fewReleases: 10 }
  const search = searchFile(catalog, options)
  const bytes = () => readFileSync(path.join(folder, 'catalog.search'))
  const before = anIndex('main', names)
  const after = anIndex('main', [...names.slice(1), 'tool-0 2.0'])
  await bringSource(catalog, aJob(packed('before', before)), never)
  await search.refresh(never)

  const inTime = await withOneThread(async (ask) => {
    await search.foresee(never, ask)
    expect(followDelta(catalog, aDelta(before, after))).toBe(true)
    await search.refresh(never, ask)
    return bytes()
  })
  rmSync(path.join(folder, 'catalog.search'))
  await searchFile(catalog, options).refresh(never)

  expect(bytes().equals(inTime)).toBe(true)
})

function aDelta(before: RepositoryIndex, after: RepositoryIndex): FollowedDelta {
  const { packages, ...about } = after
  const changes = changesBetween(before.packages, packages)
  const records_sha256 = createHash('sha256')
    .update([...textOfRecords(packages)].join(''))
    .digest('hex')
  const delta = { ...about, from: 'new-before', to: 'new-after', steps: 1, records_sha256, ...changes }
  return { repository: 'main', indexSha256: 'new-after ', advisories: { format: 1, advisories: [] }, delta }
}

import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replaceSource } from '../../../engine/catalog/build-catalog.ts'
import { makePool } from '../../../engine/catalog/make-pool.ts'
import { makeSearch } from '../../../engine/catalog/make-search.ts'
import type { DeltaJob } from '../../../engine/catalog/jobs.ts'
import { bringDelta } from '../../../engine/catalog/load-source.ts'
import {
  changesBetween,
  changesTogether,
  type IndexDelta,
  textOfRecords,
} from '../../../engine/model/index-delta.ts'
import type { RepositoryIndex } from '../../../engine/model/repository-index.ts'
import { recordBytes, type RecordPlace } from '../../../engine/catalog/record-blocks.ts'
import type { Connection } from '../../../engine/state/database.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, anIndex } from './a-catalog.ts'
import { someIndex } from './some-index.ts'

const machine = 'x86_64'
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')
const [first, second] = [digestOf('first'), digestOf('second')]

/** Everything that the catalog holds, but for the numbers of its rows. */
function dumpOf(catalog: Connection): unknown {
  const rows = (sql: string) => catalog.prepare(sql).raw().all()
  return {
    release: rows('SELECT repository, name, rank, version, architecture FROM release ORDER BY 1, 2, 3'),
    record: catalog
      .prepare<[], RecordPlace>('SELECT block, start, length FROM release ORDER BY repository, name, rank')
      .all()
      .map((place) => recordBytes(catalog, place).toString('utf8')),
    provided: rows(
      `SELECT provided.name, release.name, release.version FROM provided JOIN release ON release.id = release
       ORDER BY 1, 2, 3`,
    ),
    media: rows('SELECT * FROM media ORDER BY file'),
    source: rows('SELECT * FROM source'),
  }
}

const having = (catalog: Connection, index: RepositoryIndex, digest: string) => {
  const advisories = { format: 1 as const, advisories: [] }
  replaceSource(catalog, { repository: 'main', indexSha256: `${digest} `, index, advisories })
  return catalog
}

function deltaTo(index: RepositoryIndex, changes: Pick<IndexDelta, 'removed' | 'packages'>): IndexDelta {
  const { packages, ...about } = index
  const records = digestOf([...textOfRecords(packages)].join(''))
  return { ...about, from: first, to: second, steps: 1, records_sha256: records, ...changes }
}

const aJob = (delta: unknown): DeltaJob => ({
  repository: 'main',
  delta: { name: 'delta', bytes: gzipSync(JSON.stringify(delta)), most: 10_000_000 },
  from: first,
  to: second,
  advisories: null,
  delegations: null,
})

test('a delta leads to what the whole index is, and to its pool and search index, whatever changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someIndex, { minLength: 2, maxLength: 4 }), async (indexes) => {
      const steps = indexes.slice(1).map((after, at) => changesBetween(indexes[at]!.packages, after.packages))
      const last = indexes.at(-1)!
      const catalog = having(aCatalog(temporaryFolder()), indexes[0]!, first)
      const whole = having(aCatalog(temporaryFolder()), last, second)
      const pool = makePool(catalog, machine)
      const search = makeSearch(catalog, machine)

      const answer = await bringDelta(catalog, aJob(deltaTo(last, steps.reduce(changesTogether))), never)

      expect(answer).toEqual({ kind: 'brought', advisories: null })
      expect(dumpOf(catalog)).toEqual(dumpOf(whole))
      expect(Buffer.compare(makePool(catalog, machine, pool), makePool(whole, machine))).toBe(0)
      expect(Buffer.compare(makeSearch(catalog, machine, search), makeSearch(catalog, machine))).toBe(0)
    }),
    { numRuns: 60 },
  )
})

const before = anIndex('main', ['editor 1.0', 'game 1.0'])
const after = anIndex('main', ['editor 1.1', 'game 1.0'])
const good = deltaTo(after, changesBetween(before.packages, after.packages))

test.each<readonly [string, unknown]>([
  ['starts elsewhere', { ...good, from: second }],
  ['leads elsewhere', { ...good, to: first }],
  ['has another end than it says', { ...good, packages: [] }],
  ['tells one release twice', { ...good, packages: [...good.packages, ...good.packages] }],
  ['has a version that is none', { ...good, packages: [{ ...good.packages[0]!, version: 'nonsense' }] }],
  ['is no delta', { format: 1 }],
])('a delta that %s changes nothing', async (_, delta) => {
  const catalog = having(aCatalog(temporaryFolder()), before, first)
  const dump = dumpOf(catalog)

  const answer = await bringDelta(catalog, aJob(delta), never)

  expect([answer, dumpOf(catalog)]).toEqual([{ kind: 'astray' }, dump])
})

test('a delta from an index that the catalog does not have changes nothing', async () => {
  const catalog = having(aCatalog(temporaryFolder()), before, second)
  const dump = dumpOf(catalog)
  expect(await bringDelta(catalog, aJob(good), never)).toEqual({ kind: 'astray' })
  expect(dumpOf(catalog)).toEqual(dump)
})

import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readCatalog } from '../../../engine/catalog/catalog.ts'
import type { PackedFile, SourceJob } from '../../../engine/catalog/jobs.ts'
import { bringSource } from '../../../engine/catalog/load-source.ts'
import type { Connection } from '../../../engine/state/database.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, anIndex, offering } from './a-catalog.ts'

const packed = (name: string, content: unknown, noise = 0): PackedFile => {
  // gzip stores what it cannot make smaller, so `noise` bytes of it are worth as many bytes of file.
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const bytes = gzipSync(text + ' '.repeat(noise), { level: noise > 0 ? 0 : 9 })
  return { name, bytes, most: 50_000_000 }
}
/** More than is read in this thread. */
const large = 200_000

const aJob = (index: PackedFile, advisories: PackedFile | null = null): SourceJob => ({
  repository: 'main',
  digest: 'new',
  index,
  advisories,
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

  const unreadable = await bringSource(
    catalog,
    aJob(packed('index', anIndex('main', ['jq 1.7', 'curl 8.0']), noise), advisories),
    never,
  )

  expect({ unreadable, offers: offers(catalog) }).toEqual({
    unreadable: null,
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
    aJob(good, packed('advisories', 'no JSON')),
  ]

  const answers = []
  for (const job of jobs) answers.push(await bringSource(catalog, job, never))

  expect(answers.map((answer) => answer?.file)).toEqual([
    'index',
    'index',
    'index',
    'index',
    'index',
    'advisories',
  ])
  expect(answers.map((answer) => answer?.detail).slice(2, 4)).toEqual([
    'jq: "nonsense" is no version',
    'listed twice: jq 1.7 universal',
  ])
  expect(offers(catalog)).toEqual(['jq 1.6'])
})

test('what goes wrong in the thread is thrown here', async () => {
  const folder = temporaryFolder()
  const catalog = aCatalog(folder)
  catalog.exec('DROP TABLE words; CREATE VIEW words AS SELECT 1')

  const bringing = bringSource(catalog, aJob(packed('index', anIndex('main', ['jq 1.7']), large)), never)

  await expect(bringing).rejects.toThrow(/words/)
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

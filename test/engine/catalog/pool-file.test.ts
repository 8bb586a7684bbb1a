import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { poolFile, type PoolFile, type PoolFileOptions } from '../../../engine/catalog/pool-file.ts'
import type { Pool } from '../../../engine/resolver/pool.ts'
import type { Connection } from '../../../engine/state/database.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, offering } from './a-catalog.ts'

/** Closed when the test is over. */
function opened(catalog: Connection, options: PoolFileOptions): PoolFile {
  const pool = poolFile(catalog, options)
  atTheEnd(() => pool.close())
  return pool
}

const everything = (pool: Pool): string[] =>
  Array.from({ length: pool.releaseCount }, (_, release) => {
    const { name, version, repository } = pool.describe(release)
    return `${name} ${version} ${repository}`
  })

interface Place {
  readonly folder: string
  readonly file: string
  readonly catalog: Connection
  readonly open: (options?: Partial<PoolFileOptions>) => PoolFile
  /** What a process finds that has just started. */
  readonly found: (options?: Partial<PoolFileOptions>) => Promise<string[]>
}

function aPlace(): Place {
  const folder = temporaryFolder()
  const catalog = aCatalog(folder)
  const open = (options: Partial<PoolFileOptions> = {}) =>
    opened(catalog, { dataDirectory: folder, architecture: 'x86_64', ...options })
  return {
    folder,
    file: path.join(folder, 'catalog.pool'),
    catalog,
    open,
    found: async (options) => open(options).use(everything, never),
  }
}

test('a pool is made from the catalog, and read as it is from then on', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7', 'jq 1.6')
  offering(place.catalog, 'side', 'curl 8.0')

  const first = await place.found()
  const { mtimeNs, ino } = statSync(place.file, { bigint: true })
  const second = await place.found()

  expect(first).toEqual(['curl 8.0 side', 'jq 1.7 main', 'jq 1.6 main'])
  expect(second).toEqual(first)
  expect(statSync(place.file, { bigint: true })).toMatchObject({ mtimeNs, ino })
})

test('an empty catalog has an empty pool', async () => {
  expect(await aPlace().found()).toEqual([])
})

test('what a repository offers anew, or no longer, is in the pool at once', async () => {
  const place = aPlace()
  const pool = place.open()
  offering(place.catalog, 'main', 'jq 1.6')
  const before = await pool.use(everything, never)
  offering(place.catalog, 'main', 'jq 1.7')

  const after = await pool.use(everything, never)

  expect({ before, after }).toEqual({ before: ['jq 1.6 main'], after: ['jq 1.7 main'] })
})

test.each<[string, (file: string) => void]>([
  ['is missing', (file) => rmSync(file)],
  ['is empty', (file) => truncateSync(file, 0)],
  ['was cut off', (file) => truncateSync(file, statSync(file).size - 8)],
  ['lacks its second half', (file) => truncateSync(file, Math.floor(statSync(file).size / 16) * 8)],
  ['is something else', (file) => writeFileSync(file, 'Dear diary, today nothing happened.\n'.repeat(99))],
  ['is full of zeros', (file) => writeFileSync(file, new Uint8Array(statSync(file).size))],
])('a pool that %s is made again without a word', async (_, harm) => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7')
  await place.found()
  const whole = readFileSync(place.file)
  harm(place.file)

  const found = await place.found()

  expect(found).toEqual(['jq 1.7 main'])
  expect(readFileSync(place.file)).toEqual(whole)
})

test('a pool for another machine is made again', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7')
  await place.found({ architecture: 'arm64' })
  const other = readFileSync(place.file)

  await place.found()

  expect(readFileSync(place.file).equals(other)).toBe(false)
})

test('a slower process that writes an older pool over a newer one harms nobody', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.6')
  await place.found()
  const older = readFileSync(place.file)
  offering(place.catalog, 'main', 'jq 1.7')
  const quick = place.open()
  await quick.refresh(never)
  writeFileSync(place.file, older)

  expect(await quick.use(everything, never)).toEqual(['jq 1.7 main'])
  expect(await place.found()).toEqual(['jq 1.7 main'])
})

test('processes that race make one right pool, and leave nothing else behind', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.6')
  const other = aCatalog(place.folder)
  const racers = Array.from({ length: 4 }, () =>
    opened(other, { dataDirectory: place.folder, architecture: 'x86_64', fewReleases: 0 }),
  )

  const racing = racers.map(async (pool) => pool.use(everything, never))
  offering(place.catalog, 'main', 'jq 1.7')
  const answers = await Promise.all(racing)

  expect(answers).toEqual(Array.from({ length: 4 }, () => ['jq 1.7 main']))
  expect(await place.found()).toEqual(['jq 1.7 main'])
  expect(readdirSync(place.folder).filter((name) => name.startsWith('catalog.pool'))).toEqual([
    'catalog.pool',
  ])
})

test('a pool made in a thread is the one made at once, byte for byte', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7', 'curl 8.0')
  await place.open({ fewReleases: 0 }).refresh(never)
  const made = readFileSync(place.file)
  rmSync(place.file)

  await place.open().refresh(never)

  expect(readFileSync(place.file)).toEqual(made)
})

test('what a killed process left half-written is swept away', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7')
  // Processes are numbered up to 4,194,304.
  writeFileSync(`${place.file}.new-4194305-0`, 'half')

  await place.found()

  expect(readdirSync(place.folder).filter((name) => name.includes('.new-'))).toEqual([])
})

test('where the file cannot be written, the pool is made for as long as it is needed', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7')
  mkdirSync(place.file)

  const answers = [await place.found(), await place.found({ fewReleases: 0 })]

  expect(answers).toEqual([['jq 1.7 main'], ['jq 1.7 main']])
})

test('a catalog that could only be read into memory has its pool there', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7')
  const bytes = place.catalog.serialize()
  // SQLite file format 1.3: neither writers nor readers use a WAL, which memory has not.
  bytes.fill(1, 18, 20)
  const copy = new Database(bytes)
  atTheEnd(() => copy.close())
  const folder = temporaryFolder()

  const pool = opened(copy, { dataDirectory: folder, architecture: 'x86_64', fewReleases: 0 })

  expect(await pool.use(everything, never)).toEqual(['jq 1.7 main'])
  expect(readdirSync(folder)).toEqual([])
})

test('whoever no longer wants the pool does not wait until it is made', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7')
  const stop = new AbortController()

  const waiting = place.open({ fewReleases: 0 }).use(everything, stop.signal)
  stop.abort(new Error('enough'))

  await expect(waiting).rejects.toBe(stop.signal.reason)
})

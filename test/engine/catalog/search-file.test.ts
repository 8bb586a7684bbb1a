import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { removeSource, replaceSource } from '../../../engine/catalog/build-catalog.ts'
import { searchFile, type SearchFile, type SearchFileOptions } from '../../../engine/catalog/search-file.ts'
import type { IndexRecord } from '../../../engine/model/repository-index.ts'
import { standingIn } from '../../../engine/search/columns.ts'
import type { SearchIndex } from '../../../engine/search/search-index.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, anIndex, offering } from './a-catalog.ts'

function aPlace() {
  const folder = temporaryFolder()
  const catalog = aCatalog(folder)
  const open = (options: Partial<SearchFileOptions> = {}): SearchFile =>
    searchFile(catalog, { dataDirectory: folder, architecture: 'x86_64', ...options })
  return {
    folder,
    file: path.join(folder, 'catalog.search'),
    catalog,
    open,
    /** What a process finds that has just started. */
    found: (options?: Partial<SearchFileOptions>) => open(options).use(everything, never),
  }
}

function everything(index: SearchIndex): string[] {
  const { repositories, flags } = index.data
  return Array.from({ length: index.packageCount }, (_, at) =>
    [index.nameOf(at), index.about.repositories[repositories[at]!], standingIn(flags[at]!)].join(' '),
  )
}

test('an index is made from the catalog, and read as it is until a repository changes', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7', 'jq 1.6')
  offering(place.catalog, 'side', 'curl 8.0', 'jq 1.5')

  const first = await place.found()
  const { mtimeNs, ino } = statSync(place.file, { bigint: true })
  const second = await place.found()
  const kept = statSync(place.file, { bigint: true })
  const open = place.open()
  await open.use(everything, never)
  removeSource(place.catalog, 'side')

  expect([first, second]).toEqual([first, ['curl side 0', 'jq main 0', 'jq side 0']])
  expect(kept).toMatchObject({ mtimeNs, ino })
  expect([await open.use(everything, never), await place.found()]).toEqual([['jq main 0'], ['jq main 0']])
})

test('of many releases it is made in a thread, byte for byte the same', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', ...Array.from({ length: 50 }, (_, at) => `tool-${at} 1.0`))
  await place.found()
  const here = readFileSync(place.file)
  writeFileSync(place.file, '')

  await place.open({ fewReleases: 10 }).refresh(never)

  expect(readFileSync(place.file).equals(here)).toBe(true)
  expect(readdirSync(place.folder).filter((name) => name.startsWith('catalog.search'))).toEqual([
    'catalog.search',
  ])
})

test('one that was cut off, damaged, or made for another machine is made anew', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', 'jq 1.7')
  await place.found()
  const right = readFileSync(place.file)

  for (const spoil of [
    () => truncateSync(place.file, 100),
    () => writeFileSync(place.file, 'not an index at all'),
    () => writeFileSync(place.file, right.with(right.length - 40, right.at(-40)! ^ 1)),
  ]) {
    spoil()
    expect(await place.found()).toEqual(['jq main 0'])
    expect(readFileSync(place.file).equals(right)).toBe(true)
  }
  await place.found({ architecture: 'arm64' })
  expect(readFileSync(place.file).equals(right)).toBe(false)
})

test('what fits this machine stands for a name; what nothing may be taken of is known by its reason', async () => {
  const place = aPlace()
  const revoked = { reason: 'leaks', at: '2026-01-01T00:00:00.000Z' }
  const records: readonly (readonly [string, Partial<IndexRecord>])[] = [
    ['jq 1.7', { architecture: 'arm64' }],
    ['jq 1.6', { architecture: 'x86_64' }],
    ['far 1.0', { architecture: 'riscv64' }],
    ['bad 1.0', { revoked }],
  ]
  const index = anIndex(
    'main',
    records.map(([release]) => release),
  )
  const packages = index.packages.map((record, at) => ({ ...record, ...records[at]![1] }))
  replaceSource(place.catalog, {
    repository: 'main',
    indexSha256: 'one',
    index: { ...index, packages },
    advisories: { format: 1, advisories: [] },
  })

  expect(await place.found()).toEqual(['bad main 2', 'far main 1', 'jq main 0'])
})

test('whoever stops waiting is told so, and the next one gets an answer', async () => {
  const place = aPlace()
  offering(place.catalog, 'main', ...Array.from({ length: 200 }, (_, at) => `tool-${at} 1.0`))
  const stop = new AbortController()
  const waiting = place.open({ fewReleases: 10 }).use(everything, stop.signal)

  stop.abort(new Error('enough'))

  await expect(waiting).rejects.toBe(stop.signal.reason)
  expect(await place.found()).toHaveLength(200)
})

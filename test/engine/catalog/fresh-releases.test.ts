import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import { replaceSource } from '../../../engine/catalog/build-catalog.ts'
import { FreshReleases } from '../../../engine/catalog/fresh-releases.ts'
import type { SourceJob } from '../../../engine/catalog/jobs.ts'
import { loadSource } from '../../../engine/catalog/load-source.ts'
import { freshPool, makePool } from '../../../engine/catalog/make-pool.ts'
import { freshSearch, makeSearch } from '../../../engine/catalog/make-search.ts'
import type { RepositoryIndex } from '../../../engine/model/repository-index.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, anIndex } from './a-catalog.ts'
import { someIndex } from './some-index.ts'

const machine = 'x86_64'

const aJob = (
  repository: string,
  index: RepositoryIndex,
  digest: string,
  written: (index: RepositoryIndex) => string = canonicalJson,
): SourceJob => ({
  ...{ repository, architecture: machine, delegations: null, advisories: null },
  index: { name: 'index', bytes: gzipSync(written(index)), most: 10_000_000, digest },
})

const inOrder = (index: RepositoryIndex): RepositoryIndex => ({
  ...index,
  packages: index.packages.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
})

test('what is made while repositories are read is what the catalog makes, also beside others', () => {
  fc.assert(
    fc.property(
      fc.array(someIndex, { minLength: 1, maxLength: 3 }),
      someIndex,
      fc.boolean(),
      (read, other, isCanonical) => {
        const written = isCanonical ? canonicalJson : JSON.stringify
        const catalog = aCatalog(temporaryFolder())
        const advisories = { format: 1 as const, advisories: [] }
        replaceSource(catalog, { repository: 'b', indexSha256: 'old ', index: other, advisories })
        const fresh = new FreshReleases(machine)

        for (const [at, index] of read.entries())
          expect(
            loadSource(catalog, aJob(`${'ac'[at] ?? 'd'}`, inOrder(index), `${at}`, written), fresh).kind,
          ).toBe('brought')

        const made = [freshPool(catalog, machine, fresh)!, freshSearch(catalog, machine, fresh)!]
        const again = [makePool(catalog, machine), makeSearch(catalog, machine)]
        expect(made.map((bytes, at) => Buffer.compare(bytes, again[at]!))).toEqual([0, 0])
      },
    ),
    { numRuns: 60 },
  )
})

test.each([
  ['names that come in another order', () => [aJob('main', anIndex('main', ['jq 1.7', 'curl 8.0']), 'one')]],
  [
    'a repository that was read twice',
    () => ['1.6', '1.7'].map((version) => aJob('main', anIndex('main', [`jq ${version}`]), version)),
  ],
  [
    'one that was refused at its last release',
    () => [aJob('main', anIndex('main', ['jq 1.7', 'zlib nonsense']), 'bad')],
  ],
])('of %s nothing is made that way', (_, jobs) => {
  const catalog = aCatalog(temporaryFolder())
  const fresh = new FreshReleases(machine)

  for (const job of jobs()) loadSource(catalog, job, fresh)

  expect([freshPool(catalog, machine, fresh), freshSearch(catalog, machine, fresh)]).toEqual([null, null])
})

test('what somebody else brought since, or another machine needs, is made from the catalog', () => {
  const catalog = aCatalog(temporaryFolder())
  const fresh = new FreshReleases(machine)
  loadSource(catalog, aJob('main', anIndex('main', ['jq 1.6']), 'one'), fresh)

  expect(freshPool(catalog, 'arm64', fresh)).toBeNull()
  loadSource(catalog, aJob('main', anIndex('main', ['jq 1.7']), 'two'))
  expect(freshSearch(catalog, machine, fresh)).toBeNull()
})

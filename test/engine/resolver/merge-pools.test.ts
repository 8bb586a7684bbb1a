import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildPool } from '../../../engine/resolver/build-pool.ts'
import { mergePools } from '../../../engine/resolver/merge-pools.ts'
import type { Declaration } from '../../../engine/resolver/package-source.ts'
import { openPart, withoutSome } from '../../../engine/resolver/pool-part.ts'
import { middleUniverse } from './middle-universes.ts'
import { machine, release } from './release.ts'

const about = (digest: string) => ({
  architecture: machine,
  sources: ['main', 'other'].map((repository) => ({ repository, digest })),
})

/** `before` without the packages that `goes` names, and with `added`. */
function changed(
  before: readonly Declaration[],
  goes: (repository: string, name: string) => boolean,
  added: readonly Declaration[],
): Uint8Array {
  const parts = [openPart(buildPool(before, about('old'))), openPart(buildPool(added, about('new')))] as const
  return mergePools([withoutSome(parts[0]!, goes), withoutSome(parts[1]!, () => false)], about('new'))
}

/** Few names and versions, so that they meet; relations of every form, and some that nobody can read. */
const names = ['a', 'a-b', 'b', 'c', 'd']
const versions = ['1.0', '1', '2.0', '2.0-rc.1', '10']
const relation = fc.constantFrom(
  ...names.flatMap((name) => [name, `${name} >= 2.0`, `${name} = 1.0, < 3`, `${name} != 1`]),
  'a | b',
  'b | a >= 2.0 | virtual',
  'virtual',
  'virtual >= 3',
  'nowhere ^1.0',
  'no relation at all!',
  '\ud800',
)
const relations = fc.uniqueArray(relation, { maxLength: 3 })
const provision = fc.constantFrom(
  'virtual',
  'virtual = 3',
  'a',
  'a = 2.0',
  'b = 7',
  'other-virtual',
  'none !',
)
const someRelease = fc
  .record({
    name: fc.constantFrom(...names),
    version: fc.constantFrom(...versions),
    spec: fc.record({
      scheme: fc.constantFrom('semver' as const, 'debian' as const),
      architecture: fc.constantFrom(machine, 'universal', 'arm64'),
      repository: fc.constantFrom('main', 'other'),
      needs: relations,
      recommends: relations,
      suggests: relations,
      conflicts: relations,
      breaks: relations,
      replaces: relations,
      provides: fc.uniqueArray(provision, { maxLength: 3 }),
    }),
    barred: fc.constantFrom(null, 'revoked' as const, 'stranger' as const),
    size: fc.constantFrom(1, 2 ** 33),
  })
  .map(({ name, version, spec, barred, size }): Declaration => {
    return { ...release(`${name} ${version}`, spec), barred, size }
  })
const someReleases = fc.array(someRelease, { maxLength: 12 })

test('a pool that is changed is byte for byte the one that is made anew', () => {
  fc.assert(
    fc.property(someReleases, someReleases, fc.subarray(names), (before, fresh, going) => {
      const goes = (repository: string, name: string) => repository === 'main' && going.includes(name)
      const added = fresh.filter(({ repository, name }) => goes(repository, name))
      const left = before.filter(({ repository, name }) => !goes(repository, name))

      const pool = changed(before, goes, added)

      expect(Buffer.compare(pool, buildPool([...left, ...added], about('new')))).toBe(0)
    }),
    { numRuns: 400 },
  )
})

test('so is a large one', () => {
  const { declarations } = middleUniverse(3)
  const going = new Set(declarations.flatMap(({ name }, at) => (at % 7 === 0 ? [name] : [])))
  const goes = (_repository: string, name: string) => going.has(name)
  const newer = declarations.map((each) =>
    going.has(each.name) ? { ...each, version: `${each.version}.9` } : each,
  )

  const pool = changed(
    declarations,
    goes,
    newer.filter(({ name }) => going.has(name)),
  )

  expect(Buffer.compare(pool, buildPool(newer, about('new')))).toBe(0)
})

test('one that was damaged anywhere is not changed', () => {
  const pool = buildPool(middleUniverse(1).declarations.slice(0, 20), about('old'))
  const opened = Array.from(pool.keys()).filter((at) => openPart(pool.with(at, pool[at]! ^ 1)) !== null)
  expect(opened).toEqual([])
})

import { expect, test } from 'vitest'
import { atRestIn } from '../../../engine/resolver/at-rest.ts'
import { placeIn } from '../../../engine/resolver/placed.ts'
import { installedFrom, release } from './release.ts'
import { poolOf } from './world.ts'

test('what many installed packages exclude is written down once', () => {
  const here = Array.from({ length: 300 }, (_, index) => release(`p${index} 1`, { conflicts: ['big'] }))
  const versions = Array.from({ length: 2_000 }, (_, index) => release(`big 1.${index}`))
  const pool = poolOf([...here, ...versions], ['main'])
  const installed = here.map((each, index) => installedFrom(each, index % 2 === 0))

  const atRest = atRestIn(pool, placeIn(pool, installed))

  // Once for those that stay whatever comes, once for the others; each with the one that excludes it.
  expect([atRest?.bound.rivals.length, atRest?.free.rivals.length]).toEqual([4_000, 4_000])
})

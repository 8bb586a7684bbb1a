import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { buildPool } from '../../../engine/resolver/build-pool.ts'
import type { Declaration } from '../../../engine/resolver/package-source.ts'
import { openPool } from '../../../engine/resolver/pool.ts'
import {
  resolve,
  usualBudget,
  type Resolution,
  type ResolverInput,
} from '../../../engine/resolver/resolve.ts'
import { middleUniverse } from './middle-universes.ts'
import { installedFrom, machine, release } from './release.ts'
import { patience, runsOf } from './runs.ts'
import { inputOf, smallUniverses, type SmallUniverse } from './universes.ts'
import { aWorld, labelOf } from './world.ts'

vi.setConfig({ testTimeout: patience })

const sources = ['main', 'other'].map((repository) => ({ repository, digest: '0'.repeat(64) }))

function bytesOf(declarations: readonly Declaration[], listed = sources): Uint8Array {
  return buildPool(declarations, { architecture: machine, sources: listed })
}

function textOf(input: ResolverInput): string {
  return JSON.stringify(resolve(input, usualBudget, () => false))
}

test('the same declarations make the same pool, byte for byte, in whatever order they are given', () => {
  fc.assert(
    fc.property(smallUniverses, fc.infiniteStream(fc.nat(1_000)), ({ declarations }, order) => {
      const shuffled = declarations
        .map((each) => [order.next().value, each] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, each]) => each)
      expect(bytesOf(shuffled, sources.toReversed())).toEqual(bytesOf(declarations))
    }),
    runsOf(5_000, 300),
  )
})

test('the order in which anything is listed changes not one byte of the answer', () => {
  fc.assert(
    fc.property(smallUniverses, (universe) => {
      const { installed, declarations, policy } = universe
      const other = {
        ...universe,
        installed: installed.toReversed(),
        declarations: declarations.toReversed(),
        policy: {
          ...policy,
          holds: new Set([...policy.holds].toReversed()),
          protected: new Set([...policy.protected].toReversed()),
          pins: policy.pins.toReversed(),
        },
      }
      expect(textOf(inputOf(other))).toBe(textOf(inputOf(universe)))
    }),
    runsOf(10_000, 500),
  )
})

test('asking again gives the same answer, also from a pool that was used before and from a copy of its file', () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const { declarations, ...rest } = middleUniverse(seed)
    const bytes = bytesOf(declarations)
    const input = {
      ...rest,
      pool: openPool(bytes)!,
      options: { recommends: true, suggests: true, keepUnneeded: false },
      securityFixes: new Set<string>(),
    }
    const first = textOf(input)
    expect(textOf(input)).toBe(first)
    expect(textOf({ ...input, pool: openPool(bytes.slice())! })).toBe(first)
    expect(bytesOf(declarations)).toEqual(bytes)
  }
})

test('a list of what is installed that was changed since it was last asked about is read anew', () => {
  const lamp = release('lamp 1')
  const here = ['oil 1', 'viewer 1'].map((label) => installedFrom(release(label), true))
  const input = aWorld(release('editor 1'), release('oil 1'), release('viewer 1'), lamp).input(
    'install editor',
  )
  const labels = () => labelsIn(resolve({ ...input, installed: here }, usualBudget, () => false))
  expect(labels()).toEqual(['editor 1 main true', 'oil 1 main true', 'viewer 1 main true'])

  here.pop()
  expect(labels()).toEqual(['editor 1 main true', 'oil 1 main true'])
  here[0] = installedFrom(lamp, true)
  expect(labels()).toEqual(['editor 1 main true', 'lamp 1 main true'])
})

test('what is installed is taken to stay, or looked at anew: what can be added, and how, is the same', () => {
  const solved = { asItIs: 0, changed: 0 }
  fc.assert(
    fc.property(smallUniverses, (universe) => {
      const input = inputOf(onlyAdding(universe))
      const answer = resolve(input, usualBudget, () => false)
      // Where names have owners, also one that nothing has, nothing is taken for granted.
      const policy = { ...input.policy, owners: [{ pattern: 'nobody', repository: 'main' }] }
      const anew = resolve({ ...input, policy }, usualBudget, () => false)
      // Reasons may differ: where there are several, either is one.
      expect(labelsIn(anew)).toEqual(labelsIn(answer))
      if (answer.kind !== 'solved') return
      const isAsItWas = input.installed.every(({ name, version }) =>
        answer.releases.some(({ release }) => release.name === name && release.version === version),
      )
      if (input.installed.length > 0) solved[isAsItWas ? 'asItIs' : 'changed'] += 1
    }),
    runsOf(20_000, 2_000),
  )
  expect(Math.min(solved.asItIs, solved.changed)).toBeGreaterThan(20)
})

/** What there is afterwards, and whether it counts as chosen; null where there is no answer. */
function labelsIn(answer: Resolution): readonly string[] | null {
  if (answer.kind !== 'solved') return null
  return answer.releases.map(({ release, chosen }) => `${labelOf(release)} ${chosen}`)
}

/** The same without owners, accepted gaps, and wishes but to install. */
function onlyAdding(universe: SmallUniverse): SmallUniverse {
  const installed = universe.installed.map((each) => ({ ...each, unmet: [] }))
  const wishes = universe.wishes.filter(({ kind }) => kind === 'install')
  return { ...universe, installed, policy: { ...universe.policy, owners: [] }, wishes }
}

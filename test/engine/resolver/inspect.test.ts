import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { checkInstalled, hiddenReleases, whyInstalled } from '../../../engine/resolver/inspect.ts'
import type { Declaration } from '../../../engine/resolver/package-source.ts'
import { answers, readTerms } from './plain-words.ts'
import { installedFrom, release } from './release.ts'
import { patience, runsOf } from './runs.ts'
import { inputOf, smallUniverses } from './universes.ts'
import { aWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: patience })

/** `app 1 (lib >= 1) > mid 1 (deep)` a chain, each with what it needs of the next. */
function why(world: World, name: string): readonly string[] | null {
  const answer = whyInstalled(world.input(), name)
  if (answer === null) return null
  const ends = `${answer.release.name} ${answer.release.version}`
  return answer.chains.map((chain) =>
    [...chain.map((link) => `${link.name} ${link.version} (${link.kind} ${link.clause})`), ends].join(' > '),
  )
}

describe('why a package is installed', () => {
  const world = () =>
    aWorld(
      release('app 1', { needs: ['mid | other'], recommends: ['extra'] }),
      release('mid 1', { needs: ['deep >= 1'] }),
      release('tool 1', { needs: ['deep'] }),
      release('deep 1'),
      release('extra 1', { suggests: ['hint'] }),
      release('hint 1'),
      release('stray 1'),
    ).having('app* 1', 'mid 1', 'tool* 1', 'deep 1', 'extra 1', 'hint 1', 'stray 1')

  test('is told by chains from what was chosen, the shortest first', () => {
    expect(why(world(), 'deep')).toEqual([
      'tool 1 (dependency deep) > deep 1',
      'app 1 (dependency mid | other) > mid 1 (dependency deep >= 1) > deep 1',
    ])
  })

  test('may be a recommendation, or a suggestion', () => {
    expect(why(world(), 'hint')).toEqual(['app 1 (recommended extra) > extra 1 (suggested hint) > hint 1'])
  })

  test('has no chain where it was chosen, or nobody needs it; and no answer where it is not there', () => {
    expect(whyInstalled(world().input(), 'app')).toMatchObject({ chosen: true, chains: [] })
    expect(whyInstalled(world().input(), 'stray')).toMatchObject({ chosen: false, chains: [] })
    expect(whyInstalled(world().input(), 'nothing')).toBe(null)
    expect(whyInstalled(world().input(), '__proto__')).toBe(null)
  })

  test('is told in at most eight chains', () => {
    const users = Array.from({ length: 20 }, (_, index) => release(`user-${index} 1`, { needs: ['lib'] }))
    const many = aWorld(...users, release('lib 1')).having(...users.map(({ name }) => `${name}* 1`), 'lib 1')
    expect(why(many, 'lib')).toHaveLength(8)
  })

  test('ends where packages need each other', () => {
    const circle = aWorld(release('a 1', { needs: ['b'] }), release('b 1', { needs: ['a'] })).having(
      'a* 1',
      'b 1',
    )
    expect(why(circle, 'b')).toEqual(['a 1 (dependency b) > b 1'])
    expect(why(circle, 'a')).toEqual([])
  })

  test('each chain is one of needs that are there, and there is one for all that anything chosen leads to', () => {
    fc.assert(
      fc.property(smallUniverses, (universe) => {
        const input = inputOf(universe)
        const installed = universe.installed.map((each) => ({ ...each, declared: each.declare() }))
        for (const { name, declared } of installed) {
          const { chains } = whyInstalled(input, name)!
          for (const chain of chains) {
            expect(installed.find((each) => each.name === chain[0]!.name)).toMatchObject({ chosen: true })
            const next = [...chain.slice(1).map((link) => declarationOf(link.name)), declared]
            for (const [index, link] of chain.entries())
              expect(needs(declarationOf(link.name), link.clause, next[index]!)).toBe(true)
          }
          const lengths = chains.map((chain) => chain.length)
          expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
          const reaching = installed.filter((each) => each.chosen && each.name !== name)
          const direct = reaching.filter((each) => leadsTo(each.declared, declared))
          expect(chains).toHaveLength(Math.min(8, direct.length))
        }
        function declarationOf(name: string): Declaration {
          return installed.find((each) => each.name === name)!.declared
        }
        function leadsTo(from: Declaration, to: Declaration): boolean {
          const reached = new Set([from])
          for (const each of reached) {
            for (const other of installed) {
              if (relationsOf(each).some((text) => meets(other.declared, text))) reached.add(other.declared)
            }
          }
          return reached.has(to)
        }
      }),
      runsOf(5_000, 300),
    )
  })
})

function relationsOf({ dependencies, recommends, suggests }: Declaration): readonly string[] {
  return [...dependencies, ...recommends, ...suggests]
}

function meets(declared: Declaration, relation: string): boolean {
  return readTerms(relation).some((term) => answers(declared, term))
}

/** Relations are told in one spelling, alternatives that say the same once. */
function needs(from: Declaration, clause: string, to: Declaration): boolean {
  const spelled = (text: string) => [...new Set(text.split(' | '))].join(' | ')
  return relationsOf(from).some((text) => spelled(text) === clause) && meets(to, clause)
}

describe('the check of what is installed', () => {
  test('finds nothing wrong with a sound machine', () => {
    const world = aWorld(release('a 1', { needs: ['b'] }), release('b 1')).having('a* 1', 'b 1')
    expect(checkInstalled(world.input())).toEqual([])
  })

  test('names what is lacking, whether it was accepted, and what cannot be beside what', () => {
    const a = release('a 1', { needs: ['nowhere (>=2)', 'gone'] })
    const b = release('b 1', { breaks: ['c < 2'] })
    const world = aWorld(a, b, release('c 1')).having(installedFrom(a, true, ['nowhere (>=2)']), 'b 1', 'c 1')
    expect(checkInstalled(world.input())).toMatchObject([
      { kind: 'unmet', release: { name: 'a' }, clause: 'nowhere >= 2', accepted: true },
      { kind: 'unmet', release: { name: 'a' }, clause: 'gone', accepted: false },
      { kind: 'conflict', release: { name: 'b' }, clause: 'c < 2', other: { name: 'c' } },
    ])
  })

  test('finds what an independent look finds, on whatever is installed', () => {
    fc.assert(
      fc.property(smallUniverses, fc.infiniteStream(fc.boolean()), (universe, isThere) => {
        const seen = new Set<string>()
        const installed = universe.declarations
          .filter(({ name }) => isThere.next().value && !seen.has(name) && seen.add(name))
          .map((each) => installedFrom(each, true))
        const input = inputOf({ ...universe, installed })
        const found = checkInstalled(input).map((each) => `${each.kind} ${each.release.name}`)
        const declared = installed.map((each) => each.declare())
        const expected = declared.flatMap((each) => {
          const others = declared.filter((other) => other !== each)
          const lacking = each.dependencies.some((text) => !declared.some((other) => meets(other, text)))
          const excluded = [...each.conflicts, ...each.breaks]
          const clash = excluded.some((text) => others.some((other) => meets(other, text)))
          return [...(lacking ? [`unmet ${each.name}`] : []), ...(clash ? [`conflict ${each.name}`] : [])]
        })
        expect([...new Set(found)].toSorted()).toEqual(expected.toSorted())
      }),
      runsOf(5_000, 300),
    )
  })
})

describe('releases that may not be taken', () => {
  test('are told with the rule that is in the way', () => {
    const world = aWorld(
      release('a 5', { repository: 'other' }),
      release('a 4', { architecture: 'arm64' }),
      release('a 4-beta'),
      release('a 3'),
      release('a 2'),
    )
      .from('main', 'other')
      .policy({ pins: [{ name: 'a', constraints: [{ operator: '<', version: '3' }], repository: null }] })
    const hidden = hiddenReleases(world.input(), 'a').map((each) => `${each.release.version} ${each.reason}`)
    expect(hidden.toSorted()).toEqual(['3 pinned', '4 architecture', '4-beta pinned', '5 pinned'])
    const open = hiddenReleases(world.policy({}).input(), 'a')
    expect(open.map((each) => `${each.release.version} ${each.reason}`).toSorted()).toEqual([
      '4 architecture',
      '4-beta development',
      '5 other-repository',
    ])
  })

  test('are all others where the package is on hold', () => {
    const held = aWorld(release('a 2'), release('a 1'))
      .having('a* 1')
      .policy({ holds: new Set(['a']) })
    expect(hiddenReleases(held.input(), 'a')).toMatchObject([{ release: { version: '2' }, reason: 'held' }])
  })

  test('are none of a name that nobody has', () => {
    expect(hiddenReleases(aWorld(release('a 1')).input(), 'b')).toEqual([])
    expect(hiddenReleases(aWorld(release('a 1')).input(), 'constructor')).toEqual([])
  })
})

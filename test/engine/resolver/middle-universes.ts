import { openPolicy, type Declaration, type Policy } from '../../../engine/resolver/package-source.ts'
import { chanceOf, type Chance } from './chance.ts'
import type { Universe } from './oracle.ts'
import { release, wish } from './release.ts'

/**
 * Too large to try every state, small enough for a general solver: 60 to 200 names in up to 5 versions, so entangled
 * that about half of the requests cannot be answered.
 */
export function middleUniverse(seed: number): Universe {
  const chance = chanceOf(seed)
  const names = Array.from({ length: 60 + chance.below(141) }, (_, index) => `p${index}`)
  const declarations = names.flatMap((name, index) => versionsOf(name, index, { names, chance }))
  return { declarations, installed: [], policy: policyOf(names, chance), wishes: wishesFor(names, chance) }
}

interface Making {
  readonly names: readonly string[]
  readonly chance: Chance
}

function versionsOf(name: string, index: number, { names, chance }: Making): readonly Declaration[] {
  const newest = 1 + chance.below(5)
  return Array.from({ length: newest }, (_, before) => before + 1)
    .filter(() => newest === 1 || chance.percent(85))
    .map((version) =>
      release(`${name} ${version}`, {
        needs: some(chance.below(4), () => relation(index, { names, chance })),
        conflicts: some(chance.percent(14) ? 1 : 0, () => term(index, { names, chance })),
        breaks: some(chance.percent(10) ? 1 : 0, () => `${chance.pick(names)} < ${2 + chance.below(2)}`),
        provides: some(chance.percent(12) ? 1 : 0, () =>
          chance.pick([`v${chance.below(8)}`, `v${chance.below(8)} = 2`]),
        ),
        repository: chance.percent(85) ? 'main' : 'other',
      }),
    )
}

function some<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make)
}

function relation(index: number, making: Making): string {
  return some(1 + (making.chance.percent(40) ? 1 : 0), () => term(index, making)).join(' | ')
}

/** Mostly about a neighbour, so that whole knots of packages depend on the same few. */
function term(index: number, { names, chance }: Making): string {
  const near = names[(index + 1 + chance.below(9)) % names.length]!
  const name = chance.percent(10) ? `v${chance.below(8)}` : chance.percent(70) ? near : chance.pick(names)
  const bound = chance.pick(['', '', ' >= 2', ' >= 3', ' < 3', ' < 4', ' != 2', ' = 2', ' >= 2, < 4'])
  return name + bound
}

function policyOf(names: readonly string[], chance: Chance): Policy {
  const few = (share: number) => new Set(names.filter(() => chance.percent(share)))
  return {
    ...openPolicy([
      { name: 'main', priority: 100 },
      { name: 'other', priority: chance.pick([50, 100]) },
    ]),
    holds: few(1),
    protected: few(1),
    pins: [...few(1)].map((name) => ({
      name,
      constraints: [{ operator: '<', version: '3' }],
      repository: null,
    })),
  }
}

function wishesFor(names: readonly string[], chance: Chance) {
  const wanted = new Set(some(1 + chance.below(6), () => chance.pick(names)))
  const verbs = ['install', 'install', 'install', 'install', 'remove']
  const wishes = [...wanted].map((name) => {
    const verb = chance.pick(verbs)
    return wish(`${verb} ${name}${verb === 'install' ? chance.pick(['', '', ' >= 2', ' < 3']) : ''}`)
  })
  return chance.percent(25) ? [...wishes, wish('update')] : wishes
}

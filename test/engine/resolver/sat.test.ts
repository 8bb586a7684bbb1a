import Logic from 'logic-solver'
import { expect, test, vi } from 'vitest'
import { usualOptions, type InstalledPackage } from '../../../engine/resolver/package-source.ts'
import type { Pool } from '../../../engine/resolver/pool.ts'
import { resolve, usualBudget, type Resolution } from '../../../engine/resolver/resolve.ts'
import { independentChecker } from '../../kit/independent-checker.ts'
import { brokenBy, formulaOf, type Formula } from './clauses-of.ts'
import { middleUniverse } from './middle-universes.ts'
import type { Universe } from './oracle.ts'
import { wish } from './release.ts'
import { isFull } from '../../kit/full.ts'
import { patience } from './runs.ts'
import { installedAfter, poolOf } from './world.ts'

vi.setConfig({ testTimeout: patience })

const count = isFull ? 600 : 80

/** Of the universe that was asked last: many requests in a row are made to the same one. */
let last: { readonly declarations: Universe['declarations']; readonly pool: Pool } | null = null

function answer({ declarations, ...rest }: Universe): Resolution {
  if (last?.declarations !== declarations)
    last = { declarations, pool: poolOf(declarations, ['main', 'other']) }
  const { pool } = last
  const input = { ...rest, pool, options: usualOptions, securityFixes: new Set<string>() }
  return resolve(input, usualBudget, () => false)
}

/** MiniSat's answer. */
function hasSolution({ clauses }: Formula): boolean {
  const solver = new Logic.Solver()
  for (const clause of clauses) {
    solver.require(Logic.or(...clause.map((literal) => (literal > 0 ? `v${literal}` : `-v${-literal}`))))
  }
  return solver.solve() !== null
}

function stateAfter(universe: Universe, resolution: Resolution): readonly InstalledPackage[] {
  return resolution.kind === 'solved'
    ? installedAfter(resolution, universe.declarations, universe.installed)
    : universe.installed
}

/** What a machine has after some time: some packages were asked for, one after the other. */
function lived(universe: Universe): Universe {
  const names = [...new Set(universe.declarations.map(({ name }) => name))]
  return names
    .filter((_, index) => index % 9 === 0)
    .reduce((now, name) => {
      const asked = { ...now, wishes: [wish(`install ${name}`)] }
      return { ...universe, installed: stateAfter(now, answer(asked)) }
    }, universe)
}

test.each([
  ['an empty machine', (universe: Universe) => universe],
  ['a machine that was used', lived],
])(
  'on %s, what MiniSat can solve is solved, what it cannot is not, and every solution keeps all rules',
  (_, prepare) => {
    const verdicts = { solved: 0, unsolvable: 0, 'gave-up': 0 }
    for (let seed = 1; seed <= count; seed += 1) {
      const universe = prepare(middleUniverse(seed))
      const formula = formulaOf(universe)
      const resolution = answer(universe)
      const state = stateAfter(universe, resolution)
      const present = new Set(state.map(({ digest }) => digest))
      expect({
        seed,
        kind: resolution.kind,
        broken: resolution.kind === 'solved' ? brokenBy(present, formula) : [],
        findings: independentChecker(universe.declarations).check(state),
      }).toEqual({
        seed,
        kind: hasSolution(formula) ? 'solved' : 'unsolvable',
        broken: [],
        findings: [],
      })
      verdicts[resolution.kind] += 1
    }
    // Of both kinds enough to mean something.
    expect(Math.min(verdicts.solved, verdicts.unsolvable)).toBeGreaterThan(count / 6)
  },
)

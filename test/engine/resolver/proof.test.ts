import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { resolve, usualBudget } from '../../../engine/resolver/resolve.ts'
import { listCandidates, type Candidate, type State } from './oracle.ts'
import { factsIn, Witness } from './oracle-proof.ts'
import { patience, runsOf } from './runs.ts'
import { inputOf, smallUniverses } from './universes.ts'

vi.setConfig({ testTimeout: patience })

/** Every set of releases in which no name is there twice. */
function everySet(candidates: readonly Candidate[]): readonly State[] {
  const groups = Map.groupBy(candidates, ({ declared }) => declared.name).values()
  return [...groups].reduce<readonly State[]>(
    (states, group) => states.flatMap((state) => [state, ...group.map(({ bit }) => state | bit)]),
    [0],
  )
}

test('whatever a proof and a clash say is true, and what the proof says leaves no way', () => {
  let seen = 0
  const runs = runsOf(10_000, 1_000)
  fc.assert(
    fc.property(smallUniverses, (universe) => {
      const answer = resolve(inputOf(universe), usualBudget, () => false)
      if (answer.kind !== 'unsolvable') return
      seen += 1
      const { proof, clash } = answer.explanation
      const witness = new Witness(listCandidates(universe), universe)
      const facts = factsIn(proof)
      expect([...facts, ...clash].filter((fact) => !witness.isTrue(fact))).toEqual([])
      const ways = everySet(witness.usable).filter(
        (state) => witness.isAsked(state) && facts.every((fact) => witness.allows(fact, state)),
      )
      expect({ ways: ways.length, facts }).toEqual({ ways: 0, facts })
    }),
    runs,
  )
  expect(seen).toBeGreaterThan(runs.numRuns / 10)
})

import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import { Explanation } from '../../../engine/model/plan.ts'
import type { Declaration } from '../../../engine/resolver/package-source.ts'
import { resolve, usualBudget } from '../../../engine/resolver/resolve.ts'
import { coherentStates, isAnswer, listCandidates } from './oracle.ts'
import { shortcomingsOf } from './oracle-order.ts'
import { idleIn } from './oracle-sweep.ts'
import { answers, readTerms } from './plain-words.ts'
import { asking, describeRequest } from './requests.ts'
import { patience, runsOf } from './runs.ts'
import { inputOf, names, smallUniverses, type SmallUniverse } from './universes.ts'
import { installedAfter, labelOf, type Solved } from './world.ts'

vi.setConfig({ testTimeout: patience })

const never = () => false
const answerTo = (universe: SmallUniverse) => resolve(inputOf(universe), usualBudget, never)

/** Everything that can be, and what the answer came to. */
function judge(universe: SmallUniverse) {
  const all = listCandidates(universe)
  const possible = coherentStates(all, universe).filter((state) => isAnswer(state, all, universe))
  const answer = answerTo(universe)
  if (answer.kind !== 'solved') return { possible, answer, faults: [] }
  const labels = answer.releases.map(({ release }) => labelOf(release))
  const own = all.filter(({ declared }) => labels.includes(labelOf(declared)))
  const state = own.reduce((sum, { bit }) => sum | bit, 0)
  if (!possible.includes(state)) return { possible, answer, faults: ['against the rules'] }
  return {
    possible,
    answer,
    faults: [...shortcomingsOf(state, possible, { all, universe }), ...idle(universe, answer)],
  }
}

/** What is there for nothing, and what is kept beside what it was to be swept with. */
function idle(universe: SmallUniverse, answer: Solved): readonly string[] {
  const present = after(universe, answer).map((each) => ({ declared: each.declare(), chosen: each.chosen }))
  const idleNow = idleIn(present, universe)
  const mayStay = (name: string) =>
    universe.options.keepUnneeded && universe.installed.some((each) => each.name === name)
  return idleNow.filter((name) => !mayStay(name)).map((name) => `nobody needs ${name}`)
}

function after(universe: SmallUniverse, answer: Solved) {
  return installedAfter(answer, universe.declarations, universe.installed)
}

test('solves exactly what trying everything solves, soundly, and the best of it', () => {
  const seen = { solved: 0, unsolvable: 0, 'gave-up': 0 }
  const runs = runsOf(10_000)
  fc.assert(
    fc.property(smallUniverses, (universe) => {
      const { possible, answer, faults } = judge(universe)
      seen[answer.kind] += 1
      expect({ kind: answer.kind, faults }).toEqual({
        kind: possible.length === 0 ? 'unsolvable' : 'solved',
        faults: [],
      })
    }),
    runs,
  )
  expect(Math.min(seen.solved, seen.unsolvable)).toBeGreaterThan(runs.numRuns / 8)
})

test('every explanation is well formed, and each of its fixes solves, request after request', () => {
  fc.assert(
    fc.property(smallUniverses, (universe) => {
      const input = inputOf(universe)
      const answer = resolve(input, usualBudget, never)
      if (answer.kind !== 'unsolvable') return
      const { clash, proof, fixes } = v.parse(Explanation, answer.explanation)
      expect(clash.length).toBeGreaterThan(0)
      expect(clash.length).toBeLessThanOrEqual(3)
      expect(proof.length).toBeGreaterThan(0)
      for (const { requests } of fixes) {
        let now = input
        for (const request of requests) {
          const next = resolve(asking(now, request), usualBudget, never)
          expect(`${describeRequest(request)}: ${next.kind}`).toBe(`${describeRequest(request)}: solved`)
          if (next.kind === 'solved')
            now = { ...now, installed: installedAfter(next, universe.declarations, now.installed) }
        }
      }
    }),
    runsOf(10_000, 500),
  )
})

test('removal by force takes only what leans on the removed, or is no longer needed', () => {
  fc.assert(
    fc.property(smallUniverses, fc.constantFrom(...names), (universe, name) => {
      const nobody = new Set<string>()
      const open = { ...universe.policy, protected: nobody, holds: nobody }
      const forced = { kind: 'remove', name, force: true } as const
      const answer = answerTo({ ...universe, policy: open, wishes: [forced] })
      if (answer.kind !== 'solved') throw new Error(answer.kind)
      expect(answer.releases.some(({ release }) => release.name === name)).toBe(false)
      const without = universe.installed.filter((each) => each.name !== name).map((each) => each.declare())
      const accepted = new Set(universe.installed.flatMap((each) => each.unmet))
      for (const { release: gone, chosen, because } of answer.removed) {
        if (!chosen || because.kind === 'requested') continue
        // In conflict is what loses against another one that could only stay in a newer release.
        expect(['depends-on-removed', 'conflict']).toContain(because.kind)
        // Followed through any chain, it loses something it needed.
        const own = without.find((each) => labelOf(each) === labelOf(gone))!
        expect(leansOn(own, without, accepted)).toBe(true)
      }
    }),
    runsOf(10_000, 500),
  )
})

/** Whether `release` falls when packages without their needs fall, one after the other. */
function leansOn(gone: Declaration, present: readonly Declaration[], accepted: ReadonlySet<string>): boolean {
  const isMet = (relation: string) =>
    accepted.has(relation) || readTerms(relation).some((term) => present.some((each) => answers(each, term)))
  const left = present.filter((each) => each.dependencies.every(isMet))
  if (!left.includes(gone)) return true
  return left.length < present.length && leansOn(gone, left, accepted)
}

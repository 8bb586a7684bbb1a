import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Explanation } from '../../../engine/model/plan.ts'
import type { ResolverInput, ResolverRelease, Wish } from '../../../engine/resolver/package-source.ts'
import { resolve, usualBudget, type Resolution } from '../../../engine/resolver/resolve.ts'
import { bestStates, isSound, satisfiesRelation } from './oracle.ts'
import { release, sourceOf, stateOf, wishesOf } from './world.ts'

/** All of them by MULTIOS_TEST_FULL=1, a slice otherwise. fast-check prints the seed of a failure. */
const numRuns = process.env['MULTIOS_TEST_FULL'] === '1' ? 10_000 : 400

const names = ['a', 'b', 'c', 'd', 'e']
const nothing = () => false

const constraint = fc.constantFrom('', '', '', ' >= 2', ' < 2', ' = 1', ' != 1', ' ^ 1')
const target = fc.constantFrom(...names, 'virtual', 'missing')
const alternative = fc.tuple(target, constraint).map((parts) => parts.join(''))
const relation = fc.array(alternative, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' | '))
const few = (element: fc.Arbitrary<string>, maxLength: number) => fc.array(element, { maxLength })

const releases = fc
  .uniqueArray(
    fc.record({
      label: fc
        .tuple(fc.constantFrom(...names), fc.constantFrom('1', '2', '3'))
        .map((parts) => parts.join(' ')),
      needs: few(relation, 2),
      conflicts: fc.oneof(fc.constant([]), few(alternative, 1)),
      provides: fc.oneof(fc.constant([]), few(fc.constantFrom('virtual', 'virtual = 2', ...names), 1)),
      recommends: fc.oneof(fc.constant([]), few(relation, 1)),
    }),
    { selector: ({ label }) => label, minLength: 1, maxLength: 11 },
  )
  .map((specs) => specs.map(({ label, ...spec }) => release(label, spec)))

const wishes = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constant('install'), fc.constantFrom(...names, 'virtual'), constraint),
    },
    { weight: 2, arbitrary: fc.tuple(fc.constant('remove'), fc.constantFrom(...names), fc.constant('')) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('update'), fc.constantFrom(...names), fc.constant('')) },
    { weight: 1, arbitrary: fc.constant(['update', '', ''] as const) },
  ),
  { minLength: 1, maxLength: 2 },
)

/** A universe, a sound installed part of it, and wishes. */
const inputs = fc
  .record({ releases, wishes, pick: fc.infiniteStream(fc.nat(5)), chosen: fc.infiniteStream(fc.boolean()) })
  .map(
    ({
      releases: all,
      wishes: asked,
      pick,
      chosen,
    }): ResolverInput & { readonly all: readonly ResolverRelease[] } => {
      const source = sourceOf(all)
      // What an empty machine would get for some names is sound by the checker, or is left out.
      let installed: ResolverInput['installed'] = []
      for (const name of names.filter(() => pick.next().value! > 2)) {
        const wishFor: Wish = { kind: 'install', name, constraints: [] }
        const answer = resolve({ source, installed, wishes: [wishFor] }, usualBudget, nothing)
        if (answer.kind === 'solved')
          installed = answer.releases.map(({ release: r }) => ({ release: r, chosen: chosen.next().value! }))
      }
      return { all, source, installed, wishes: asked.map(([verb, name, text]) => toWish(verb, name, text)) }
    },
  )

function toWish(verb: string, name: string, text: string): Wish {
  if (verb === 'install') {
    return wishesOf({
      kind: 'install',
      packages: [{ name, ...(text === '' ? {} : { version: text }) }],
      force: false,
    })[0]!
  }
  if (verb === 'remove') return { kind: 'remove', name, force: false }
  return name === '' ? { kind: 'update-all' } : { kind: 'update', name }
}

test('solves exactly what trying everything solves, and the best of it', () => {
  let solvable = 0
  fc.assert(
    fc.property(inputs, (input) => {
      const best = bestStates(input.all, input)
      const answer = resolve(input, usualBudget, nothing)
      expect(answer.kind).toBe(best === null ? 'unsolvable' : 'solved')
      if (answer.kind !== 'solved' || best === null) return
      solvable += 1
      const state = answer.releases.map((line) => line.release)
      expect(isSound(state, input)).toEqual([])
      // A virtual wish may be met by what must be there anyway, before any preference.
      const isVirtual = input.wishes.some(
        (each) => each.kind === 'install' && !input.all.some(({ name }) => name === each.name),
      )
      if (!isVirtual) expect(best.rank(state)).toEqual(best.ranks)
    }),
    { numRuns },
  )
  expect(solvable).toBeGreaterThan(numRuns / 4)
})

test('every explanation is well formed, and each of its fixes solves', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const answer = resolve(input, usualBudget, nothing)
      if (answer.kind !== 'unsolvable') return
      const { clash, proof, fixes } = v.parse(Explanation, answer.explanation)
      expect(clash.length).toBeGreaterThan(0)
      expect(clash.length).toBeLessThanOrEqual(3)
      expect(proof.length).toBeGreaterThan(0)
      for (const { requests } of fixes) {
        let installed = input.installed
        for (const request of requests) {
          const solved = resolve({ ...input, installed, wishes: wishesOfAny(request) }, usualBudget, nothing)
          expect(solved.kind).toBe('solved')
          if (solved.kind === 'solved') installed = solved.releases
        }
      }
    }),
    { numRuns },
  )
})

function wishesOfAny(request: Parameters<typeof wishesOf>[0]): readonly Wish[] {
  if (request.kind !== 'update') return wishesOf(request)
  return request.packages?.map((name) => ({ kind: 'update', name })) ?? [{ kind: 'update-all' }]
}

test('the order in which installed packages are listed changes nothing', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const other = { ...input, installed: input.installed.toReversed() }
      expect(describe(resolve(other, usualBudget, nothing))).toEqual(
        describe(resolve(input, usualBudget, nothing)),
      )
    }),
    { numRuns },
  )
})

function describe(answer: Resolution) {
  return answer.kind === 'solved' ? stateOf(answer) : answer.kind
}

test('removal by force always works, and takes only what leans on it or is no longer needed', () => {
  fc.assert(
    fc.property(inputs, fc.constantFrom(...names), (input, name) => {
      const answer = resolve(
        { ...input, wishes: [{ kind: 'remove', name, force: true }] },
        usualBudget,
        nothing,
      )
      if (answer.kind !== 'solved') throw new Error(answer.kind)
      const state = answer.releases.map((line) => line.release)
      expect(isSound(state, { ...input, wishes: [], installed: [] })).toEqual([])
      expect(state.some((each) => each.name === name)).toBe(false)
      const without = input.installed.map((line) => line.release).filter((each) => each.name !== name)
      for (const { release: gone, chosen, because } of answer.removed) {
        if (!chosen || because.kind === 'requested') continue
        // In conflict is what loses against another one that could only stay in a newer release.
        expect(['depends-on-removed', 'conflict']).toContain(because.kind)
        // Followed through any chain, it loses something it needed.
        expect(leansOn(gone, without)).toBe(true)
      }
    }),
    { numRuns },
  )
})

/** Whether `release` falls when packages without their needs fall, one after the other. */
function leansOn(gone: ResolverRelease, present: readonly ResolverRelease[]): boolean {
  const left = present.filter((each) =>
    each.dependencies.every((needed) => satisfiesRelation(needed, present)),
  )
  if (!left.includes(gone)) return true
  return left.length < present.length && leansOn(gone, left)
}

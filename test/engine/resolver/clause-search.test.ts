import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClauseSearch, positive, type Literal } from '../../../engine/resolver/clause-search.ts'

const numRuns = process.env['MULTIOS_TEST_FULL'] === '1' ? 10_000 : 1_000
const count = 8

type Formula = readonly (readonly Literal[])[]

const literal = fc.nat(count * 2 - 1)
/** Near the threshold where half of all formulas have a solution. */
const formulas = fc.array(fc.array(literal, { minLength: 2, maxLength: 3 }), {
  minLength: 16,
  maxLength: 40,
  size: 'max',
})

/** Clauses that start with a denial come when its variable is first true, as the resolver's do. */
function search(formula: Formula, groups: readonly number[]) {
  const isLate = (clause: readonly Literal[]) => (clause[0]! & 1) === 1 && clause.length > 1
  const solver: ClauseSearch<Formula[number]> = new ClauseSearch({
    expand: (variable) => {
      for (const clause of formula)
        if (isLate(clause) && clause[0]! >> 1 === variable) solver.addClause(clause, clause)
    },
    groupOrigin: (a, b) => [positive(a) ^ 1, positive(b) ^ 1],
    spend: () => undefined,
  })
  for (const size of groups) solver.addGroup(size)
  for (const clause of formula) if (!isLate(clause)) solver.addClause(clause, clause)
  for (;;) {
    const conflict = solver.settle()
    if (conflict !== null) return { model: null, core: [...solver.coreOf(conflict)] }
    const open = Array.from({ length: count }, (_, v) => v).find((v) => solver.value(v) === 0)
    if (open === undefined)
      return { model: Array.from({ length: count }, (_, v) => solver.value(v) === 1), core: [] }
    solver.decide(positive(open))
  }
}

/** The first model when true comes before false, variable by variable. */
function firstModel(formula: Formula, groups: readonly number[]): readonly boolean[] | null {
  for (let bits = 2 ** count - 1; bits >= 0; bits -= 1) {
    const model = Array.from({ length: count }, (_, v) => ((bits >> (count - 1 - v)) & 1) === 1)
    const holds = formula.every((clause) => clause.some((lit) => model[lit >> 1] === ((lit & 1) === 0)))
    if (holds && groupsHold(model, groups)) return model
  }
  return null
}

function groupsHold(model: readonly boolean[], groups: readonly number[]): boolean {
  let first = 0
  return groups.every((size) => {
    first += size
    return model.slice(first - size, first).filter(Boolean).length <= 1
  })
}

test.each([[Array<number>(count).fill(1)], [[3, 1, 2, 2]]])(
  'finds the first model in the order of decisions, and none only where there is none (groups %j)',
  (groups) => {
    let without = 0
    fc.assert(
      fc.property(formulas, (formula) => {
        const { model, core } = search(formula, groups)
        expect(model).toEqual(firstModel(formula, groups))
        if (model !== null) return
        without += 1
        expect(firstModel(core, Array<number>(count).fill(1))).toBe(null)
      }),
      { numRuns },
    )
    expect(without).toBeGreaterThan(numRuns / 20)
  },
)

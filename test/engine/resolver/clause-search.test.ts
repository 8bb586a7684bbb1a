import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { ClauseSearch, positive, type Literal } from '../../../engine/resolver/clause-search.ts'
import { patience, runsOf } from './runs.ts'

vi.setConfig({ testTimeout: patience })

const runs = runsOf(10_000, 1_000)
const count = 8

type Formula = readonly (readonly Literal[])[]

const literal = fc.nat(count * 2 - 1)
/** Near the threshold where half of all formulas have a solution. */
const formulas = fc.array(fc.array(literal, { minLength: 2, maxLength: 3 }), {
  minLength: 16,
  maxLength: 40,
  size: 'max',
})

function search(formula: Formula) {
  const solver = new ClauseSearch<Formula[number]>(() => undefined)
  for (let variable = 0; variable < count; variable += 1) solver.addVariable()
  for (const clause of formula) solver.addClause(clause, clause)
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
function firstModel(formula: Formula): readonly boolean[] | null {
  for (let bits = 2 ** count - 1; bits >= 0; bits -= 1) {
    const model = Array.from({ length: count }, (_, v) => ((bits >> (count - 1 - v)) & 1) === 1)
    if (formula.every((clause) => clause.some((lit) => model[lit >> 1] === ((lit & 1) === 0)))) return model
  }
  return null
}

test('finds the first model in the order of decisions, and none only where there is none', () => {
  let without = 0
  fc.assert(
    fc.property(formulas, (formula) => {
      const { model, core } = search(formula)
      expect(model).toEqual(firstModel(formula))
      if (model !== null) return
      without += 1
      expect(firstModel(core)).toBe(null)
    }),
    runs,
  )
  expect(without).toBeGreaterThan(runs.numRuns / 20)
})

import { expect, test } from 'vitest'
import { OperationFailed, type Plan, type PlanAnswer } from '../../engine/index.ts'
import { aLine, aPlan, aReceipt, helloLine } from './kit/a-plan.ts'
import { aRun } from './kit/a-run.ts'

const answering = (plan: Plan) => ({
  'plan.make': (): PlanAnswer => ({ kind: 'plan', plan }),
  'plan.apply': () => aReceipt(plan),
})

const needed = aLine({
  name: 'libgreet',
  action: 'install',
  to: '2.10.1',
  because: { kind: 'dependency', by: 'hello-world', clause: 'libgreet >= 2' },
})

/** Somebody else changes something between the plan and its application, so many times. */
function busy(times: number) {
  let left = times
  const plan = aPlan({ install: [helloLine] })
  return {
    ...answering(plan),
    'plan.apply': () => {
      left -= 1
      if (left < 0) return aReceipt(plan)
      throw new OperationFailed({ code: 'plan/stale', facts: { planned: 'a', now: 'b' } })
    },
  }
}

test('where somebody else was quicker, a plan that nobody had to read is made again', async () => {
  const result = await aRun(['install', 'hello-world'], { answers: busy(3) })

  expect(result.status).toBe(0)
  expect(result.asked.filter(([name]) => name === 'plan.make')).toHaveLength(4)
})

test('a plan that somebody said yes to is not exchanged for another one', async () => {
  const plan = aPlan({ install: [helloLine, needed] })
  const answers = { ...answering(plan), 'plan.apply': busy(1)['plan.apply'] }

  const result = await aRun(['install', 'hello-world'], { answers, types: 'y' })

  expect(result.status).toBe(7)
  expect(result.asked.filter(([name]) => name === 'plan.make')).toHaveLength(1)
})

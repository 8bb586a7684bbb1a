import { expect, test } from 'vitest'
import type { Plan, PlanAnswer } from '../../engine/index.ts'
import { aLine, aPlan, aReceipt } from './kit/a-plan.ts'
import { aRun } from './kit/a-run.ts'

const update = aPlan({
  request: { kind: 'update' },
  install: [],
  change: [aLine({ name: 'tool', action: 'upgrade', from: '1.0', to: '1.1', because: { kind: 'newer' } })],
  consents: [
    {
      kind: 'publisher-key',
      name: 'tool',
      before: { name: 'Acme', fingerprints: ['ab'.repeat(32)] },
      after: { name: 'Acme', fingerprints: ['cd'.repeat(32)] },
    },
  ],
})
const answering = (plan: Plan) => ({
  'plan.make': (): PlanAnswer => ({ kind: 'plan', plan }),
  'plan.apply': () => aReceipt(plan),
})
const answers = answering(update)
const applied = (asked: readonly (readonly [string, unknown])[]) =>
  asked.filter(([name]) => name === 'plan.apply').map(([, input]) => input)
const accepting = { request: { kind: 'update' }, digest: 'a'.repeat(64), accepted: ['tool'] }

test('both fingerprints are shown, and --yes alone is no leave', async () => {
  const result = await aRun(['update', '--yes'], { answers })

  expect([result.status, applied(result.asked)]).toEqual([4, []])
  expect(result.err).toContain('abababab abababab')
  expect(result.err).toContain('cdcdcdcd cdcdcdcd')
  expect(result.err).toContain('--accept-source tool')
})

test('leave is given by name', async () => {
  const result = await aRun(['update', '--yes', '--accept-source', 'tool'], { answers })
  const other = await aRun(['update', '--accept-source', 'another'], { answers })

  expect([result.status, applied(result.asked)]).toEqual([0, [accepting]])
  expect([other.status, applied(other.asked)]).toEqual([4, []])
})

test('on a terminal it is asked for, and only a typed y gives it', async () => {
  const yes = await aRun(['update'], { answers, types: 'y' })
  const nothing = await aRun(['update'], { answers, types: '' })

  expect([yes.status, applied(yes.asked)]).toEqual([0, [accepting]])
  expect([nothing.status, applied(nothing.asked)]).toEqual([1, []])
})

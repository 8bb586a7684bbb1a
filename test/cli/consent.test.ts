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

const meaning = answering(
  aPlan({
    install: [aLine({ name: 'too1', action: 'install', to: '1.0', because: { kind: 'requested' } })],
    consents: [
      {
        kind: 'look-alike',
        name: 'too1',
        publisher: { name: null, fingerprints: [] },
        repository: 'other',
        other: {
          name: 'tool',
          publisher: { name: 'Acme', fingerprints: ['ab'.repeat(32)] },
          repository: 'main',
          standing: 'needed',
        },
        likeness: 'glyphs',
      },
    ],
  }),
)

test('a name that passes for another is shown beside it, and only a flag of its own, or a typed y, lets it come', async () => {
  const unasked = await aRun(['install', 'too1', '--yes'], { answers: meaning })
  const other = await aRun(['install', 'too1', '--yes', '--accept-source', 'too1'], { answers: meaning })
  const meant = await aRun(['install', 'too1', '--yes', '--accept-name', 'too1'], { answers: meaning })
  const typed = await aRun(['install', 'too1'], { answers: meaning, types: 'y' })

  expect([unasked, other, meant, typed].map(({ status, asked }) => [status, applied(asked).length])).toEqual([
    [4, 0],
    [4, 0],
    [0, 1],
    [0, 1],
  ])
  expect(unasked.err).toContain(
    'too1 is not tool, which many packages need: only letters that look alike differ.',
  )
  expect(unasked.err).toContain('this one  too1, from other, by nobody known')
  expect(unasked.err).toContain('known     tool, from main, by Acme')
  expect(unasked.err).toContain('--accept-name too1')
})

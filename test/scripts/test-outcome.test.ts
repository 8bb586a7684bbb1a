import { expect, test } from 'vitest'
import { believing, closingLines, nothing, readPlaywright, together } from '../../scripts/test-outcome.ts'

test('the last line has the counts, and each skip its reason', () => {
  const outcome = together([
    { ...nothing, passed: 2, skipped: [{ name: 'desktop', reason: 'no Electron here' }] },
    { ...nothing, passed: 1, failed: ['host > answers'] },
  ])

  expect(closingLines(outcome)).toEqual([
    'skipped: desktop: no Electron here',
    'failed: host > answers',
    '3 passed, 1 failed, 1 skipped',
  ])
})

test('a runner that crashes is a failure, whatever it said before', () => {
  expect([
    believing(1, { ...nothing, passed: 5 }, 'vitest').failed,
    believing(137, null, 'vitest').failed,
    believing(1, { ...nothing, failed: ['a'] }, 'vitest').failed,
    believing(0, { ...nothing, passed: 5 }, 'vitest').failed,
  ]).toEqual([['vitest ended with 1'], ['vitest ended with 137 and told nothing'], ['a'], []])
})

test('reads journeys, however deep they lie; a flaky one failed', () => {
  const spec = (title: string, status: 'expected' | 'flaky' | 'skipped', description?: string) => ({
    title,
    tests: [{ status, annotations: description === undefined ? [] : [{ type: 'skip', description }] }],
  })

  const outcome = readPlaywright({
    errors: [{ message: 'no tests\nin here' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('opens', 'expected'), spec('closes', 'flaky')],
        suites: [{ title: 'dark', specs: [spec('glows', 'skipped', 'no colour here')] }],
      },
    ],
  })

  expect(outcome).toEqual({
    passed: 1,
    failed: ['journeys: no tests', 'a.spec.ts > closes'],
    skipped: [{ name: 'a.spec.ts > dark > glows', reason: 'no colour here' }],
  })
})

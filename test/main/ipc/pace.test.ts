import { expect, test } from 'vitest'
import type { Progress } from '../../../engine/api/progress.ts'
import type { Told } from '../../../preload/contract.ts'
import { paced, type Timer } from '../../../main/ipc/pace.ts'

/** Time that passes when the test says so. */
function fakeTimer(): Timer & { readonly pass: () => void } {
  let calls: (() => void)[] = []
  return {
    after: (_milliseconds, call) => {
      calls.push(call)
      return () => (calls = calls.filter((other) => other !== call))
    },
    pass: () => {
      const due = calls
      calls = []
      for (const call of due) call()
    },
  }
}

const transfer = (name: string, received: number): Progress => ({
  kind: 'transfer',
  name,
  received,
  total: 9,
})

test('sends the first count at once, then only the newest of each name, one an interval', () => {
  const timer = fakeTimer()
  const sent: Told[] = []
  const pace = paced((progress) => sent.push(progress), timer)

  for (const received of [1, 2, 3]) pace.report(transfer('jq', received))
  pace.report(transfer('git', 1))
  const first = [...sent]
  timer.pass()
  timer.pass()

  expect(first).toEqual([transfer('jq', 1)])
  expect(sent).toEqual([transfer('jq', 1), transfer('jq', 3), transfer('git', 1)])
})

test('a step waits for nothing and comes after the counts before it', () => {
  const sent: Told[] = []
  const pace = paced((progress) => sent.push(progress), fakeTimer())

  for (const received of [1, 2, 3]) pace.report(transfer('jq', received))
  pace.report({ kind: 'committing' })

  expect(sent).toEqual([transfer('jq', 1), transfer('jq', 3), { kind: 'committing' }])
})

test('nothing comes after the end', () => {
  const timer = fakeTimer()
  const sent: Told[] = []
  const pace = paced((progress) => sent.push(progress), timer)

  for (const received of [1, 2]) pace.report(transfer('jq', received))
  pace.end()
  timer.pass()

  expect(sent).toEqual([transfer('jq', 1), transfer('jq', 2)])
})

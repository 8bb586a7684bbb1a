import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EngineError, failureOf } from '../../../engine/model/failure.ts'
import { behindTheSwitch } from '../../../engine/transaction/behind-the-switch.ts'
import { testWhere } from '../../kit/where.ts'

async function failureBehind(steps: () => Promise<void>): Promise<unknown> {
  try {
    await behindTheSwitch({ generation: 12, folder: '/srv' }, steps)
  } catch (met) {
    return failureOf(met) ?? met
  }
  throw new Error('nothing failed')
}

test('what the steps come to is passed on', async () => {
  expect(await behindTheSwitch({ generation: 12, folder: '/srv' }, () => Promise.resolve('done'))).toBe(
    'done',
  )
})

test.each(['full', 'read-only', 'denied', 'failing'] as const)(
  'a disk that is %s is told with the generation that is in use',
  async (problem) => {
    const error = new EngineError(`disk/${problem}`, { path: '/srv', needed: null, free: 0 })

    expect(await failureBehind(() => Promise.reject(error))).toEqual({
      code: 'plan/unfinished',
      facts: { generation: 12, path: '/srv', problem },
    })
  },
)

test('anything else is as it was', async () => {
  const mistake = new TypeError('ours')
  const damage = new EngineError('state/damaged', { file: 'a', detail: 'b' })

  expect(await failureBehind(() => Promise.reject(mistake))).toBe(mistake)
  expect(await failureBehind(() => Promise.reject(damage))).toEqual(damage.failure)
})

// Writing to /dev/full fails as on a full disk (Linux, full(4)).
testWhere(process.platform === 'linux', '/dev/full')(
  'so is an error of the system that nobody expected',
  async () => {
    const step = async () => {
      await Promise.resolve()
      writeFileSync('/dev/full', 'x')
    }

    expect(await failureBehind(step)).toEqual({
      code: 'plan/unfinished',
      facts: { generation: 12, path: '/srv', problem: 'full' },
    })
  },
)

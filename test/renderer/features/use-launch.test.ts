import { effectScope } from 'vue'
import { expect, test } from 'vitest'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { LaunchAnswer } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { useLaunch } from '../../../renderer/features/package/use-launch.ts'

/** Opens "Orrery" on a machine that answers so, and tells everything that came of it. */
async function opening(answer: LaunchAnswer | Failure) {
  const told = { toasts: [] as string[], tabs: [] as string[], failures: [] as string[] }
  const client: Client = {
    on: () => () => undefined,
    run: async () => {
      if ('code' in answer) throw new OperationFailed(answer)
      return answer
    },
  }
  const { launch, open } = effectScope().run(() =>
    useLaunch({
      client,
      show: ({ title, action }) => told.toasts.push(action ? `${title} [${action.label}]` : title),
      openTab: (url) => told.tabs.push(url),
      fail: ({ code }) => told.failures.push(code),
    }),
  )!
  await open('orrery', 'Orrery')
  return { ...told, launch: launch.value }
}

const idle = { state: 'idle' }

test('what opened by itself is told in passing', async () => {
  expect(await opening({ kind: 'started', program: 'orrery' })).toEqual({
    toasts: ['Orrery is open'],
    tabs: [],
    failures: [],
    launch: idle,
  })
})

test('a page opens in a new tab, with a way to open it by hand', async () => {
  expect(await opening({ kind: 'page', url: 'http://localhost:1/orrery/' })).toEqual({
    toasts: ['Orrery is open in a new tab [Open]'],
    tabs: ['http://localhost:1/orrery/'],
    failures: [],
    launch: idle,
  })
})

test('what needs a terminal shows its command until it is closed', async () => {
  const { launch } = await opening({ kind: 'terminal', command: 'multios-pm run orrery' })

  expect(launch).toEqual({ state: 'terminal', title: 'Orrery', command: 'multios-pm run orrery' })
})

test('what does not open says why', async () => {
  const failure = { code: 'launch/failed', facts: { program: 'orrery', reason: 'no display' } } as const

  expect(await opening(failure)).toEqual({ toasts: [], tabs: [], failures: ['launch/failed'], launch: idle })
})

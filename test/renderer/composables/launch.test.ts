import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { useLaunch } from '../../../renderer/composables/use-launch.ts'
import { useFailures } from '../../../renderer/stores/failures.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { composed } from '../kit/mounted.ts'

enableAutoUnmount(afterEach)

test('an app that does not start at the second try either says so again', async () => {
  const failure = { code: 'launch/failed', facts: { program: 'lumenfold', reason: 'no-display' } } as const
  const client = createFakeClient({ failing: { 'package.launch': failure } })
  const { open, failures } = await composed(() => ({ open: useLaunch(), failures: useFailures() }), client)

  await open('lumenfold', 'Lumenfold')
  const first = failures.shown
  failures.close()
  first?.retry?.()
  await flushPromises()

  expect([first, failures.shown].map((shown) => [shown?.name, shown?.failure.code])).toEqual([
    ['Lumenfold', 'launch/failed'],
    ['Lumenfold', 'launch/failed'],
  ])
})

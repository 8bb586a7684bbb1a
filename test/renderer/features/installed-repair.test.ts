import { expect, test } from 'vitest'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { useFailures } from '../../../renderer/stores/failures.ts'
import { useToasts } from '../../../renderer/stores/toasts.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'
import { verified } from './pictures/rich-answers.ts'

test('a repair that could not have one package again tells what it did, and why not all of it', async () => {
  const failure = { code: 'network/status' as const, facts: { url: 'https://example.org/x', status: 404 } }
  const client = createFakeClient({ verified, unrepaired: [{ name: 'dayloom', failure }] })
  const page = await mountWith(InstalledPage, {}, client)
  await settle()
  button('Verify all').click()
  await settle()

  button('Repair all').click()
  await settle()
  await settle()

  expect({
    told: useToasts().shown.map(({ title }) => title),
    why: useFailures().shown,
  }).toMatchObject({ told: ['2 files repaired'], why: { failure, name: 'dayloom' } })
  page.unmount()
})

import { expect, test } from 'vitest'
import HistoryPage from '../../../renderer/features/history/HistoryPage.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import { usualDiff, usualHistory } from '../kit/fake-history.ts'
import { mountWith, settle } from './mount.ts'

test('going back to a weakness is warned of, and what was there before is not', async () => {
  const [first] = usualDiff.packages
  const { name, title } = first!
  const weaknesses = [{ id: 'MSA-1', summary: 'Weak', name, version: '1.0' }]
  const client = createFakeClient({ history: [...usualHistory], diff: { ...usualDiff, weaknesses } })
  const page = await mountWith(HistoryPage, {}, client)
  await settle()
  const told = page.findAll('.banner').map((each) => each.text())

  await page.findAll('input[type=radio]').at(-1)?.setValue(true)
  await settle()

  expect(told).toEqual([expect.stringContaining('Brings back 1 known weakness')])
  expect(told[0]).toContain(`${title} 1.0 has MSA-1.`)
  expect(page.findAll('.banner')).toEqual([])
  page.unmount()
})

import { expect, test } from 'vitest'
import type { Client } from '../../../engine/api/client.ts'
import PackagePage from '../../../renderer/features/package/PackagePage.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

test('long lists of what an app needs and of what adds to it open on demand', async () => {
  const fake = createFakeClient()
  const lists = {
    dependencies: Array.from({ length: 30 }, (_, at) => ({ clause: `lib${at}`, satisfiedBy: null })),
    addOns: Array.from({ length: 15 }, (_, at) => ({
      ...{ name: `a${at}`, title: 'A', summary: '', icon: null, installed: false },
    })),
  }
  const run = (async (...asked: Parameters<Client['run']>) => {
    const answer: unknown = await fake.run(...asked)
    return asked[0] === 'package.info' ? { ...(answer as object), ...lists } : answer
  }) as Client['run']
  const page = await mountWith(PackagePage, { name: 'querystone' }, { ...fake, run })
  await settle()
  const lines = (): readonly number[] =>
    ['needs', 'addons'].map((list) => page.findAll(`[aria-labelledby=package-${list}] li`).length)

  const before = lines()
  button('Show all 30').click()
  button('Show all 15').click()
  await settle()
  const after = lines()
  page.unmount()

  expect({ before, after }).toEqual({ before: [8, 8], after: [30, 15] })
})

import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { usualCleanup } from '../kit/fake-cleanup.ts'
import { createFakeClient, type FakeClient, type FakeOptions } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'
import { verified } from './pictures/rich-answers.ts'

let page: VueWrapper

let client: FakeClient

async function open(options: FakeOptions = { verified, cleanup: usualCleanup }): Promise<void> {
  client = createFakeClient(options)
  page = await mountWith(InstalledPage, {}, client)
  await settle()
}

async function goTo(view: string): Promise<void> {
  await page
    .findAll('[role=tab]')
    .find((each) => each.text().startsWith(view))
    ?.trigger('click')
  await settle()
}

const asked = (name: string): unknown[] =>
  client.calls.filter((call) => call.name === name).map(({ input }) => input)

afterEach(() => page.unmount())

test('what can all be had again is cleaned up without a question, and a no to the question changes nothing', async () => {
  const items = usualCleanup.items.filter(({ kind }) => kind === 'download')
  await open({ verified, cleanup: { ...usualCleanup, items } })
  await goTo('Not needed')
  button('Clean up').click()
  await settle()
  const plain = asked('system.cleanup')
  page.unmount()

  await open()
  await goTo('Not needed')
  button('Clean up').click()
  await settle()
  page.find('dialog').findAll('button').at(0)?.element.click()
  await settle()

  const look = { clearCache: true, dryRun: true }
  expect({ plain: plain.slice(0, 2), declined: asked('system.cleanup') }).toEqual({
    plain: [look, { clearCache: true, dryRun: false }],
    declined: [look],
  })
})

import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import ListPage from '../../../renderer/features/discover/ListPage.vue'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { takenBack } from '../kit/fake-catalog.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

let page: VueWrapper
afterEach(() => page.unmount())

const text = (selector: string): string[] =>
  page.findAll(selector).map((each) => each.text().replaceAll(/\s+/g, ' '))
const client = () => createFakeClient({ packages: takenBack('quillbay') })

test('a release that its repository took back is marked in the list, and its reason told beside it', async () => {
  page = await mountWith(InstalledPage, {}, client())
  await settle()
  button('Quillbay').click()
  await settle()

  expect({ row: text('tr:has(.badge--danger) .cellname'), beside: text('.details .banner') }).toEqual({
    row: ['QuillbayMultiOS ProjectTaken back'],
    beside: [
      'main no longer stands behind this versionTaken back on 20 Nov 2026: Loses <b>pictures when the disk is full',
    ],
  })
})

test('its card says so, too, and those of others do not', async () => {
  page = await mountWith(ListPage, {}, client(), '/category/Office')
  await settle()

  expect(text('.approw:has(.badge--danger) .approw__name')).toEqual(['QuillbayTaken back'])
})

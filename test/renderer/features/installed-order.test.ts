import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import { mountWith, settle } from './mount.ts'

let page: VueWrapper

afterEach(() => page.unmount())

const titles = (): string[] => page.findAll('.rowlink').map((each) => each.text())
const directions = (): (string | undefined)[] =>
  page.findAll('th').map((each) => each.attributes('aria-sort'))
const sortBy = async (column: string): Promise<void> => {
  await page
    .findAll('th button')
    .find((each) => each.text() === column)
    ?.trigger('click')
}

test('rows go by the column that is clicked, there and back, and say so', async () => {
  page = await mountWith(InstalledPage, {}, createFakeClient({}))
  await settle()
  const byTitle = titles()

  await sortBy('Size')
  const largest = { titles: titles(), directions: directions() }
  await sortBy('Size')
  const smallest = { titles: titles(), directions: directions() }
  await sortBy('App')

  const sizes = page.findAll('td.r').map((each) => each.text())
  expect(byTitle).toEqual(byTitle.toSorted((one, other) => one.localeCompare(other)))
  expect(largest.directions).toEqual(['none', undefined, undefined, 'none', 'descending'])
  expect(smallest.directions.at(-1)).toBe('ascending')
  expect(smallest.titles).toEqual(largest.titles.toReversed())
  expect(largest.titles).not.toEqual(byTitle)
  expect([titles(), sizes.length]).toEqual([byTitle, byTitle.length])
})

test('the details say what a package takes, and why other versions are kept', async () => {
  page = await mountWith(InstalledPage, {}, createFakeClient({}))
  await settle()

  expect(page.findAll('.legend li').map((each) => each.text())).toEqual([
    expect.stringMatching(/^This version [\d.]+ MB$/),
    expect.stringMatching(/^Other versions [\d.]+ MB$/),
    expect.stringMatching(/^Downloads [\d.]+ MB$/),
  ])
  expect(page.get('[aria-labelledby=package-storage] p').text()).toBe(
    'Other versions are kept so that you can go back to them.',
  )
})

import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import InstalledPage from '../../../renderer/features/installed/InstalledPage.vue'
import { summaries } from '../kit/fake-catalog.ts'
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

test('what was used last comes first, and nothing is told of what nobody noted', async () => {
  const day = 86_400_000
  const before = (days: number) => ({ used: new Date(Date.now() - days * day).toISOString() })
  const told = [before(1), {}, { ...before(3), running: true as const }, before(21), before(70), before(0)]
  const packages = summaries
    .filter(({ installed, role }) => installed !== null && role === 'app')
    .map((one, at) => ({ ...one, title: `App ${at}`, installed: { ...one.installed!, ...told[at] } }))
  page = await mountWith(InstalledPage, {}, createFakeClient({ packages }))
  await settle()

  await sortBy('Last used')

  const rows = page
    .findAll('tbody tr')
    .map((row) => `${row.get('.rowlink').text()}: ${row.findAll('td')[3]!.text()}`.trim())
  expect(rows).toEqual([
    'App 2: Now',
    'App 5: Today',
    'App 0: Yesterday',
    'App 3: 3 weeks ago',
    'App 4: 2 months ago',
    'App 1:',
  ])
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

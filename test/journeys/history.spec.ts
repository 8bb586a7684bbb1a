import { expect, test } from './kit/journey.ts'
import { expectAccessible, expectFits, tabThrough } from './kit/accessibility.ts'
import { confirm, goTo, install, openApp, planRows, toast } from './kit/window.ts'

test('a history of nothing leads to Discover', async ({ window }) => {
  await goTo(window, 'History')

  await expect(window.getByRole('heading', { name: 'Nothing has changed yet' })).toBeVisible()
  await expectAccessible(window)
  await window.getByRole('link', { name: 'Look around' }).click()
  await expect(window.getByRole('heading', { name: 'Discover', level: 1 })).toBeVisible()
})

test('a bar is picked, its difference read, and the way back taken and undone', async ({ window }) => {
  await openApp(window, 'Lantern')
  await install(window, 'Lantern')
  await openApp(window, 'Clockwork')
  await install(window, 'Clockwork')
  await goTo(window, 'History')

  const rail = window.getByRole('slider', { name: 'Generation to compare' })
  await expect(rail).toHaveAttribute('aria-valuetext', 'Generation 1, Today, Installed Lantern')
  const pane = window.getByRole('region', { name: 'From now back to 1' })
  await expect(pane.getByText('−2 go away')).toBeVisible()
  await expect(pane.getByText('Nothing to download: everything is still here.')).toBeVisible()
  await expect(pane.getByText(/^13 files: 13 removed$/)).toBeVisible()

  await pane.getByRole('button', { name: 'Go back to 1' }).click()
  const sheet = window.getByRole('dialog', { name: 'Go back to generation 1' })
  await expect(sheet.getByText('Clockwork goes', { exact: true })).toBeVisible()
  expect((await planRows(window))[0]).toMatch(/^− Removes Clockwork Not there in generation 1 /)
  await confirm(window, 'Go back')
  await expect(toast(window, 'Back at generation 1')).toContainText('Generation 3')
  await expect(window.getByRole('button', { name: /^Went back to 1 Running/ })).toBeVisible()

  await toast(window, 'Back at generation 1').getByRole('button', { name: 'Undo' }).click()
  await expect(toast(window, 'Undone')).toContainText('Generation 4')
  await goTo(window, 'Installed')
  await expect(window.getByRole('table', { name: 'Installed apps' }).getByText('Clockwork')).toBeVisible()
})

test('the keyboard picks on the rail and in the list, and says what a generation is', async ({ window }) => {
  await openApp(window, 'Lantern')
  await install(window, 'Lantern')
  await openApp(window, 'Tally')
  await install(window, 'Tally')
  await goTo(window, 'History')

  const rail = window.getByRole('slider', { name: 'Generation to compare' })
  await rail.press('End')
  await expect(window.getByRole('region', { name: 'What 2 changed' })).toBeVisible()
  await rail.press('ArrowLeft')
  await expect(window.getByRole('region', { name: 'From now back to 1' })).toBeVisible()
  const list = window.getByRole('list', { name: 'Generations' })
  await list.getByRole('button', { pressed: true }).press('ArrowDown')
  await expect(list.getByRole('button', { pressed: true })).toBeFocused()
  await expect(window.getByRole('region', { name: 'From now back to 0' })).toBeVisible()
  await window.keyboard.press('ArrowUp')

  await window.getByRole('button', { name: 'Keep this state' }).click()
  await expect(window.getByRole('button', { name: 'Keep this state', pressed: true })).toBeVisible()
  await window.getByRole('button', { name: 'Name generation 1' }).click()
  await window.keyboard.type('Only a lantern')
  await window.keyboard.press('Enter')
  await expect(list.getByRole('button', { name: /^Only a lantern Kept Installed Lantern/ })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Rename generation 1' })).toBeFocused()

  await window.reload()
  await expect(window.getByRole('button', { name: /^Only a lantern Kept/ })).toBeVisible()
})

test('the history passes axe in both themes, fits, and every stop can be seen and hit', async ({
  window,
}) => {
  test.slow()
  await openApp(window, 'Lantern')
  await install(window, 'Lantern')
  await openApp(window, 'Clockwork')
  await install(window, 'Clockwork')
  await goTo(window, 'History')
  await expect(window.getByText('−2 go away')).toBeVisible()
  for (const summary of await window.locator('summary').all()) await summary.click()

  await expectAccessible(window)
  await expectFits(window)
  await window.getByRole('main').focus()
  const stops = await tabThrough(window)
  expect(stops.length).toBeGreaterThan(7)
  expect(stops.filter(({ hasRing }) => !hasRing)).toEqual([])
  expect(stops.filter(({ smallestSide }) => smallestSide < 24)).toEqual([])
})

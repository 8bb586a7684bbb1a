import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { expectAccessible, expectFits, focusedStop, tabThrough } from './kit/accessibility.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, confirm, goTo, install, openApp } from './kit/window.ts'

/** Axe in both themes, and no sideways scrolling at either size. It takes its time: tests that look are slow. */
async function look(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectFits(page)
}

test('what is for looking around passes axe in both themes, and fits', async ({ window }) => {
  test.slow()
  await expect(window.getByRole('region', { name: 'Recently updated' })).toBeVisible()
  await look(window)
  await window.getByRole('radio', { name: 'All apps' }).check({ force: true })
  await expect(window.getByRole('main').getByRole('article')).toHaveCount(11)
  await look(window)
  await window.getByRole('searchbox', { name: 'Search apps' }).fill('markdown')
  await expect(window.getByRole('heading', { name: /for “markdown”/ })).toBeVisible()
  await look(window)
  await window.getByRole('searchbox', { name: 'Search apps' }).fill('zeppelin')
  await expect(window.getByRole('heading', { name: /^Nothing called/ })).toBeVisible()
  await look(window)
  await openApp(window, 'Lantern')
  await look(window)
  await window.getByRole('main').getByRole('link', { name: 'Office' }).click()
  await expect(window.getByRole('heading', { name: 'Office', level: 1 })).toBeVisible()
  await look(window)
  await goTo(window, 'Installed')
  await look(window)
  await goTo(window, 'Security')
  await expect(window.getByRole('heading', { name: 'Advisories for this device' })).toBeVisible()
  await look(window)
})

test('with the colors of a contrast theme, what is chosen and what is a box still shows', async ({
  window,
}) => {
  await expect(window.getByRole('region', { name: 'Recently updated' })).toBeVisible()
  await window.emulateMedia({ forcedColors: 'active' })
  const drawn = (selector: string, part: 'outline-style' | 'border-top-style'): Promise<string> =>
    window
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), part)

  expect({
    place: await drawn('.navitem[aria-current=page]', 'outline-style'),
    chosen: await drawn('.seg label:has(:checked)', 'outline-style'),
    other: await drawn('.seg label:not(:has(:checked))', 'outline-style'),
    field: await drawn('.field', 'border-top-style'),
    pick: await drawn('.hero', 'border-top-style'),
    collection: await drawn('.collection', 'border-top-style'),
  }).toEqual({
    ...{ place: 'solid', chosen: 'solid', other: 'none' },
    ...{ field: 'solid', pick: 'solid', collection: 'solid' },
  })
  // "See all" leads to another view of this page, which is not where a person is.
  await expect(window.locator('main [aria-current=page]')).toHaveCount(0)
})

test('what changes something passes axe in both themes, and fits', async ({ window }) => {
  test.slow()
  await openApp(window, 'Sundial')
  await window.getByRole('button', { name: 'Install Sundial', exact: true }).click()
  await expect(window.getByRole('heading', { name: 'What will happen' })).toBeVisible()
  await look(window)
  await confirm(window, 'Install')
  await window.getByRole('button', { name: 'Open Sundial', exact: true }).click()
  await expect(window.getByRole('dialog', { name: 'Sundial runs in a terminal' })).toBeVisible()
  await look(window)
  await window.keyboard.press('Escape')
  await openApp(window, 'Clockwork')
  await window.getByRole('button', { name: 'Install Clockwork', exact: true }).click()
  await expect(window.getByRole('radio', { name: /Remove Sundial/ })).toBeVisible()
  await look(window)
  await window.keyboard.press('Escape')
  await goTo(window, 'Installed')
  await expect(window.getByRole('table', { name: 'Installed apps' })).toBeVisible()
  await look(window)
})

test('sources and their troubles pass axe in both themes, and fit', async ({
  window,
  complaints,
  center,
}) => {
  test.slow()
  const repository = await aRepository(release('editor', '1.0.0'))
  const server = await serveFolder(repository.folder)
  await addRepository(window, server.url, 'main')
  await look(window)
  await window.getByRole('button', { name: 'Add repository…' }).click()
  await look(window)
  await window.getByLabel('Address').fill(server.url)
  await window.getByRole('button', { name: 'Show fingerprint' }).click()
  await expect(window.getByRole('heading', { name: 'Fingerprint of its root' }).last()).toBeVisible()
  await look(window)
  await window.keyboard.press('Escape')

  const file = path.join(repository.folder, 'packages/editor-1.0.0-universal.tar.xz')
  writeFileSync(file, readFileSync(file).fill(0, 100, 110))
  await openApp(window, 'editor')
  await window.getByRole('button', { name: 'Install editor', exact: true }).click()
  await confirm(window, 'Install')
  await window.getByRole('main').getByRole('button', { name: 'Why' }).click()
  await expect(window.getByRole('dialog', { name: 'This download was refused' })).toBeVisible()
  await look(window)
  await window.keyboard.press('Escape')

  await server.stop()
  await goTo(window, 'Repositories')
  await window.getByRole('button', { name: 'Check all' }).click()
  await expect(window.getByText('Out of reach', { exact: true })).toBeVisible()
  await look(window)
  await goTo(window, 'Discover')
  await look(window)

  complaints.except(/net::ERR_|WebSocket connection to .* failed/)
  await center.kill()
  await expect(window.getByRole('heading', { name: 'The package service isn’t answering' })).toBeVisible()
  await look(window)
})

test('what opens over a page passes axe in both themes, and fits', async ({ window }) => {
  test.slow()
  await openApp(window, 'Lantern')
  await window.getByRole('button', { name: 'More for Lantern' }).click()
  await expect(window.getByRole('menuitem', { name: /Install 1\.0\.0/ })).toBeVisible()
  await look(window)
  await window.keyboard.press('Escape')
  await window
    .getByRole('button', { name: /^View larger/ })
    .first()
    .click()
  await expect(window.getByRole('dialog', { name: 'Screenshot' })).toBeVisible()
  await look(window)
  await window.keyboard.press('Escape')
  await install(window, 'Lantern')
  await window.keyboard.press('Control+j')
  await expect(window.getByRole('dialog', { name: 'Transfers' })).toContainText('Done')
  await look(window)
  await window.keyboard.press('Escape')
  await goTo(window, 'Installed')
  await window.getByRole('button', { name: 'Remove' }).click()
  await expect(window.getByRole('dialog', { name: /^Remove Lantern/ })).toBeVisible()
  await look(window)
  await window.keyboard.press('Escape')
  await goTo(window, 'Repositories')
  await window.getByRole('button', { name: 'Remove…' }).click()
  await look(window)
})

test('every stop of the Tab key on Discover and on an app’s page can be seen and hit', async ({ window }) => {
  await expect(window.getByRole('region', { name: 'Recently updated' })).toBeVisible()
  await window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  const discover = await tabThrough(window)
  await openApp(window, 'Lantern')
  await expect(window.getByRole('main')).toBeFocused()
  // The last stop of the page: before it is there, Tab leaves a page that has none yet.
  await expect(window.getByRole('button', { name: 'Copy multios-pm install lantern' })).toBeVisible()
  const app = await tabThrough(window)

  expect(discover.length).toBeGreaterThan(30)
  expect(discover[0]?.name).toBe('a Skip to content')
  expect(app.length).toBeGreaterThan(10)
  expect([...discover, ...app].filter(({ hasRing }) => !hasRing)).toEqual([])
  expect([...discover, ...app].filter(({ smallestSide }) => smallestSide < 24)).toEqual([])
})

test('a sheet keeps the focus, and gives it back to the button that opened it', async ({ window }) => {
  await openApp(window, 'Lantern')
  await expect(window.getByRole('main')).toBeFocused()
  const opener = window.getByRole('button', { name: 'Install Lantern', exact: true })
  await opener.press('Enter')
  const sheet = window.getByRole('dialog')
  await expect(sheet.getByRole('button', { name: /^Install/ })).toBeFocused()

  const names: string[] = []
  for (let at = 0; at < 8; at += 1) {
    await window.keyboard.press('Tab')
    const stop = await focusedStop(window)
    names.push(stop.name)
    if (!stop.name.startsWith('body')) expect(stop).toMatchObject({ hasRing: true })
  }
  // Between the last stop and the first the browser's own controls have their turn.
  expect(new Set(names)).toEqual(
    new Set([
      expect.stringMatching(/^body/),
      'button Close',
      'button Copy plan',
      'button Copy as command',
      'button Cancel',
      expect.stringMatching(/^button Install/),
    ]),
  )

  await window.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(opener).toBeFocused()
})

test('F6 goes through the regions, and the skip link to the content', async ({ window }) => {
  const region = () =>
    window.evaluate(() => document.activeElement?.closest('[data-region]')?.tagName.toLowerCase() ?? '')
  await window.keyboard.press('Tab')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('main')).toBeFocused()

  const visited: string[] = []
  for (let at = 0; at < 3; at += 1) {
    await window.keyboard.press('F6')
    visited.push(await region())
  }

  expect(visited).toEqual(['header', 'nav', 'main'])
})

test('an app is installed by the keyboard alone', async ({ window }) => {
  await window.keyboard.press('/')
  await window.keyboard.type('sundial')
  await expect(window.getByRole('heading', { name: /for “sundial”/ })).toBeVisible()
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Sundial', level: 1 })).toBeVisible()
  // The focus follows the page: a key that comes sooner would be of the page before.
  await expect(window.getByRole('main')).toBeFocused()
  const button = window.getByRole('button', { name: 'Install Sundial', exact: true })
  for (let at = 0; at < 10 && !(await button.evaluate((each) => each === document.activeElement)); at += 1)
    await window.keyboard.press('Tab')
  await expect(button).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog').getByRole('button', { name: /^Install/ })).toBeFocused()
  await window.keyboard.press('Control+Enter')

  await expect(window.getByRole('button', { name: 'Open Sundial', exact: true })).toBeVisible()
  await window.keyboard.press('Control+z')
  await expect(window.getByRole('button', { name: 'Install Sundial', exact: true })).toBeVisible()
})

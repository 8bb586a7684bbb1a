import type { BrowserContext, Page } from '@playwright/test'
import { expectAccessible } from './kit/accessibility.ts'
import { expect, test } from './kit/journey.ts'
import { confirm, goTo, openApp, toast } from './kit/window.ts'

// What changes this device is confirmed outside of the window that asks for it.
test.use({ agrees: false })

/** Presses the button of the plan, and gives back the window in which the host then asks. */
async function question(context: BrowserContext, act: () => Promise<void>): Promise<Page> {
  const [popup] = await Promise.all([context.waitForEvent('page'), act()])
  await popup.waitForURL(/localhost:\d+\/consent\//)
  return popup
}

async function askToInstall(window: Page, title: string): Promise<void> {
  await window.getByRole('button', { name: `Install ${title}`, exact: true }).click()
  await confirm(window, 'Install')
}

test('a person is asked in a window of its own, once for a while', async ({ window, context }) => {
  await openApp(window, 'Clockwork')
  const popup = await question(context, () => askToInstall(window, 'Clockwork'))

  await expect(window.getByRole('dialog', { name: 'Waiting for your confirmation…' })).toBeVisible()
  await expect(popup.getByRole('heading', { name: 'Change the software on this device?' })).toBeVisible()
  await expect(popup.getByRole('listitem').filter({ hasText: /^Installclockwork \d/ })).toBeVisible()
  await expect(popup.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await popup.setViewportSize({ width: 480, height: 560 })
  await expectAccessible(popup)
  expect(
    await popup.evaluate(() => [window.opener, document.scripts.length, origin.includes('localhost')]),
  ).toEqual([null, 0, true])
  await popup.getByRole('button', { name: 'Allow for now' }).click()
  await expect(popup.getByRole('heading', { name: 'Allowed' })).toBeVisible()
  await popup.close()
  await expect(toast(window, 'Clockwork installed')).toBeVisible()
  await expect(window.getByRole('dialog')).toBeHidden()

  await goTo(window, 'Installed')
  await window
    .getByRole('complementary', { name: 'Clockwork details' })
    .getByRole('button', { name: 'Remove' })
    .click()
  await confirm(window, 'Remove')

  await expect(toast(window, 'Clockwork removed')).toBeVisible()
})

test('a window that is made too small for the question shows what allows it below all that is asked', async ({
  window,
  context,
}) => {
  await openApp(window, 'Clockwork')
  const popup = await question(context, () => askToInstall(window, 'Clockwork'))

  await popup.setViewportSize({ width: 200, height: 200 })
  await popup.reload()
  await expect(popup.getByRole('button', { name: 'Cancel' })).toBeFocused()
  const allow = popup.getByRole('button', { name: 'Only this once' })
  await expect(allow).toBeVisible()
  await expect(allow).not.toBeInViewport()
  const ends = await popup
    .locator('.facts')
    .evaluate((facts) => [facts.scrollHeight - facts.clientHeight, facts.getBoundingClientRect().bottom])
  const { y = 0 } = (await allow.boundingBox()) ?? {}

  expect([ends[0], ends[1]! <= y]).toEqual([0, true])
})

test('who says no, takes it back or closes the window changes nothing', async ({ window, context }) => {
  await openApp(window, 'Clockwork')
  const refused = await question(context, () => askToInstall(window, 'Clockwork'))
  await expect(refused.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await refused.keyboard.press('Enter')
  await expect(refused.getByRole('heading', { name: 'Not allowed' })).toBeVisible()
  await expect(window.getByRole('dialog')).toBeHidden()

  const closed = await question(context, () => askToInstall(window, 'Clockwork'))
  await closed.close()
  const sheet = window.getByRole('dialog', { name: 'Waiting for your confirmation…' })
  const again = await question(context, () => sheet.getByRole('link', { name: 'Open the question' }).click())
  await expect(again.getByRole('button', { name: 'Only this once' })).toBeVisible()
  await expectAccessible(window)
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await again.reload()
  await expect(again.getByRole('heading', { name: 'This question is closed' })).toBeVisible()

  await expect(window.getByRole('button', { name: 'Install Clockwork', exact: true })).toBeVisible()
  await goTo(window, 'History')
  await expect(window.getByText('Generation 1')).toBeHidden()
})

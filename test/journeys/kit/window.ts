import { expect, type Locator, type Page } from '@playwright/test'

/** What a person does in the window, one thing each. Locators are the roles and names they would be told. */

export async function goTo(
  page: Page,
  place: 'Discover' | 'Installed' | 'Security' | 'History' | 'Repositories',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click()
  await expect(page.getByRole('heading', { name: place, level: 1 })).toBeVisible()
}

/** Finds an app by its title and opens its page. */
export async function openApp(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search apps' }).fill(title)
  await expect(page.getByRole('heading', { name: new RegExp(`for “${title}”$`) })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: title, exact: true }).click()
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
}

/** From its page: reads the plan, confirms it and waits for the message. */
export async function install(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Install ${title}`, exact: true }).click()
  await confirm(page, 'Install')
  await expect(toast(page, `${title} installed`)).toBeVisible()
}

export async function confirm(
  page: Page,
  act: 'Install' | 'Remove' | 'Update' | 'Go back' | 'Undo',
): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${act}`) })
    .click()
}

export function toast(page: Page, title: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Messages' }).getByRole('status').filter({ hasText: title })
}

/** Rows of the plan on the sheet, each as `sign name reason versions size`. */
export async function planRows(page: Page): Promise<readonly string[]> {
  const rows = page.getByRole('dialog').getByRole('list').first().getByRole('listitem')
  // A plan is worked out while its sheet stands there already.
  await expect(rows.first()).toBeVisible()
  return (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())
}

/** Adds the repository at `url` and says that its fingerprint was compared. */
export async function addRepository(page: Page, url: string, name: string): Promise<void> {
  await goTo(page, 'Repositories')
  await page.getByRole('button', { name: 'Add repository…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Add repository' })
  await sheet.getByLabel('Address').fill(url)
  await sheet.getByRole('button', { name: 'Show fingerprint' }).click()
  await sheet.getByLabel('Name on this device').fill(name)
  await sheet.getByRole('checkbox', { name: /compared/ }).check()
  await sheet.getByRole('button', { name: 'Add repository' }).click()
  await expect(toast(page, `${name} added`)).toBeVisible()
}

import type { Browser, Page } from '@playwright/test'
import { aRepository, release } from '../kit/a-repository.ts'
import { atTheEnd } from '../kit/at-the-end.ts'
import { serveFolder } from '../kit/static-server.ts'
import { expectAccessible, expectFits } from './kit/accessibility.ts'
import { startCenter } from './kit/center.ts'
import { agreeTo } from './kit/consent.ts'
import { expect, test } from './kit/journey.ts'
import { aManagedEtc, canManage, type ManagedEtc } from './kit/managed.ts'
import { addRepository, confirm, goTo, openApp, toast } from './kit/window.ts'

const [ada, root] = [65_534, 0]

test('what a rule keeps back is asked for, taken back, approved, installed and refused, each in its own window', async ({
  browser,
}) => {
  test.skip(!canManage(), 'root and namespaces are needed')
  test.slow()
  const repository = await aRepository(release('editor', '1.0.0'))
  const server = await serveFolder(repository.folder)
  const etc = aManagedEtc({ packages: [{ match: 'editor', decision: 'ask', note: 'Tell us why' }] })
  const person = await aWindow(browser, etc, ada)
  const administrator = await aWindow(browser, etc, root)

  await addRepository(person, server.url, 'main')
  await askFor(person, 'For the catalogue')
  const mine = person.getByRole('region', { name: 'What you asked for' })
  await goTo(person, 'Security')
  await expect(mine.getByRole('listitem')).toContainText('Not answered yet.')
  await expectAccessible(person)
  await expectFits(person)
  await mine.getByRole('button', { name: 'Take it back: editor 1.0.0' }).click()
  await expect(mine).toBeHidden()

  await goTo(administrator, 'Security')
  const asked = administrator.getByRole('region', { name: 'Asked of you' })
  await expect(asked).toBeHidden()
  await askFor(person, 'For the spring catalogue')
  await expect(asked.getByRole('listitem')).toHaveCount(1)
  await expect(asked).toContainText('For the spring catalogue')
  await expect(asked).toContainText(repository.publisher.key.keyId)
  await expect(asked).not.toContainText('Take it back')
  await asked.getByRole('button', { name: 'Answer the request for editor 1.0.0' }).click()
  await asked.getByLabel(/^Last day/).fill('2999-12-31')
  await expectAccessible(administrator)
  await expectFits(administrator)
  await asked.getByRole('button', { name: 'Approve' }).click()
  await expect(asked).toContainText('Approved until 31 Dec 2999')

  await openApp(person, 'editor')
  await person.getByRole('button', { name: 'Install editor', exact: true }).click()
  await confirm(person, 'Install')
  await expect(toast(person, 'editor installed')).toBeVisible()

  await asked.getByLabel(/is told$/).fill('Use words')
  await asked.getByRole('button', { name: 'Take it back' }).click()
  await expect(asked).toContainText('Refused by root: Use words')
  await goTo(person, 'Security')
  await expect(mine.getByRole('listitem')).toContainText('Refused by root: Use words')
})

async function askFor(page: Page, reason: string): Promise<void> {
  await openApp(page, 'editor')
  await page
    .getByRole('button', { name: /^editor is blocked by a rule/ })
    .first()
    .click()
  const sheet = page.getByRole('dialog', { name: 'editor is not allowed here' })
  await expect(sheet).toContainText('Tell us why')
  await sheet.getByLabel('Why you need it').fill(reason)
  await sheet.getByRole('button', { name: 'Ask for it' }).click()
  await expect(sheet).toContainText('Not answered yet.')
  await sheet.getByRole('button', { name: 'Close' }).click()
}

/** The window of somebody, who says yes to what the host asks. */
async function aWindow(browser: Browser, etc: ManagedEtc, user: number): Promise<Page> {
  const place = etc.homeOf(user)
  const center = await startCenter({ place, starter: false, before: etc.before(user) })
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } })
  atTheEnd(async () => {
    await context.close()
    await center.stop()
  })
  context.on('page', (popup) => void agreeTo(popup))
  const page = await context.newPage()
  await page.goto(center.address)
  await expect(page.getByRole('heading', { name: 'Discover', level: 1 })).toBeVisible()
  return page
}

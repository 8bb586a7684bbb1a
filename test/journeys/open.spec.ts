import { expect, test } from './kit/journey.ts'
import { goTo, install, openApp } from './kit/window.ts'

test('a terminal app without a terminal says the command that runs it', async ({ window }) => {
  await openApp(window, 'Tally')
  await install(window, 'Tally')

  await window.getByRole('button', { name: 'Open Tally', exact: true }).click()

  const sheet = window.getByRole('dialog', { name: 'Tally runs in a terminal' })
  await expect(sheet).toContainText('multios-pm run tally')
  await expect(sheet.getByRole('button', { name: 'Copy multios-pm run tally' })).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(window.getByRole('button', { name: 'Open Tally', exact: true })).toBeFocused()
})

test('a web app opens in a tab of its own, and works there', async ({ window, context }) => {
  await openApp(window, 'Lantern')
  await install(window, 'Lantern')
  await goTo(window, 'Installed')

  const opening = context.waitForEvent('page')
  await window
    .getByRole('complementary', { name: 'Lantern details' })
    .getByRole('button', { name: 'Open' })
    .click()
  const lantern = await opening
  const complaints: string[] = []
  lantern.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })

  await expect(lantern).toHaveTitle(/Lantern/)
  // What it begins with is there: it listens from now on.
  await expect(lantern.getByRole('article', { name: 'Preview' })).toContainText(/\w/)
  await lantern.getByRole('textbox').first().fill('# Tonight\n\nWrite by *your own* light.')
  await expect(lantern.getByRole('heading', { name: 'Tonight' })).toBeVisible()
  await expect(lantern.getByRole('emphasis')).toHaveText('your own')
  expect(complaints).toEqual([])
})

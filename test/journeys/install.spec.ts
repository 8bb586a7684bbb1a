import { expect, test } from './kit/journey.ts'
import { confirm, goTo, install, openApp, planRows, toast } from './kit/window.ts'

test('an app is read as a plan, installed, and taken back', async ({ window }) => {
  await openApp(window, 'Lantern')
  await window.getByRole('button', { name: 'Install Lantern', exact: true }).click()

  const sheet = window.getByRole('dialog', { name: 'Install Lantern 1.2.0' })
  await expect(sheet.getByRole('button', { name: /^Install/ })).toBeFocused()
  expect((await planRows(window)).map((row) => row.replace(/ [\d.]+ kB$/, ''))).toEqual([
    '+ Adds Lantern You asked for this 1.2.0',
    '+ Adds starter-fonts starter-theme needs 1.0.0 or later 1.0.0',
    '+ Adds starter-theme Lantern needs 1.1.0 or later 1.1.0',
  ])

  await window.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect(toast(window, 'Lantern installed')).toContainText('Generation 1')
  await expect(window.getByRole('button', { name: 'Open Lantern', exact: true })).toBeVisible()

  await toast(window, 'Lantern installed').getByRole('button', { name: 'Undo' }).click()
  await expect(toast(window, 'Undone')).toBeVisible()
  await expect(window.getByRole('button', { name: 'Install Lantern', exact: true })).toBeVisible()
  await goTo(window, 'Installed')
  await expect(window.getByRole('heading', { name: 'Nothing is installed yet' })).toBeVisible()
})

test('what was installed is removed through Installed, with what only it needed', async ({ window }) => {
  await openApp(window, 'Clockwork')
  await install(window, 'Clockwork')
  await goTo(window, 'Installed')
  await expect(window.getByRole('table', { name: 'Installed apps' }).getByRole('row')).toHaveCount(2)

  await window
    .getByRole('complementary', { name: 'Clockwork details' })
    .getByRole('button', { name: 'Remove' })
    .click()
  await expect(window.getByRole('dialog', { name: /^Remove Clockwork/ })).toBeVisible()
  expect((await planRows(window)).some((row) => row.includes('Clockwork needed it last'))).toBe(true)
  await confirm(window, 'Remove')

  await expect(toast(window, 'Clockwork removed')).toBeVisible()
  await expect(window.getByRole('heading', { name: 'Nothing is installed yet' })).toBeVisible()
})

test('an older version from the list is updated to the newest', async ({ window }) => {
  await openApp(window, 'Tally')
  await window.getByRole('button', { name: 'Install Tally 1.0.0' }).click()
  await expect(window.getByRole('dialog', { name: 'Install Tally 1.0.0' })).toBeVisible()
  await confirm(window, 'Install')
  await expect(toast(window, 'Tally installed')).toBeVisible()

  await window.getByRole('button', { name: 'Update Tally', exact: true }).click()
  await expect(window.getByRole('dialog', { name: 'Update Tally' })).toBeVisible()
  expect((await planRows(window))[0]).toMatch(/^~ Changes Tally .* 1\.0\.0 .*2\.0\.0/)
  await confirm(window, 'Update')

  await expect(toast(window, 'Tally updated')).toBeVisible()
  const versions = window.getByRole('table', { name: 'Versions of Tally' })
  await expect(versions.getByRole('row', { name: /2\.0\.0/ })).toContainText('Installed')
})

test('files on disk are compared with what was signed', async ({ window }) => {
  await openApp(window, 'Sundial')
  await install(window, 'Sundial')
  await goTo(window, 'Installed')

  await window.getByRole('button', { name: 'Verify all' }).click()

  await expect(window.getByText('Everything is as its publisher signed it')).toBeVisible()
})

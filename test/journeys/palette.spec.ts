import { expectAccessible, expectFits } from './kit/accessibility.ts'
import { expect, test } from './kit/journey.ts'
import { confirm, toast } from './kit/window.ts'

test('Ctrl+K finds an app and installs it, without a pointer', async ({ window }) => {
  await window.keyboard.press('Control+k')
  const palette = window.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  // Enter comes before the answer: it is meant for what the last letter finds.
  await window.keyboard.type('sundial')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Sundial', level: 1 })).toBeVisible()
  await expect(palette).toBeHidden()

  await window.keyboard.press('Control+k')
  await window.keyboard.type('sund')
  await expect(palette.getByRole('group', { name: 'Do' })).toContainText('Install Sundial…')
  await window.keyboard.press('ArrowDown')
  await expect(palette.getByRole('option', { selected: true })).toContainText('Install Sundial…')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('dialog', { name: /^Install Sundial/ })).toBeVisible()
  await confirm(window, 'Install')
  await expect(toast(window, 'Sundial installed')).toBeVisible()

  await window.keyboard.press('Control+k')
  await window.keyboard.type('>undo')
  await expect(palette.getByRole('option')).toHaveText([/Undo the last change…/])
  await window.keyboard.press('Enter')
  await confirm(window, 'Undo')
  await expect(toast(window, 'Undone')).toBeVisible()
})

test('the palette goes to places, changes the theme, and gives the focus back', async ({ window }) => {
  const palette = window.getByRole('dialog', { name: 'Command palette' })
  const back = window.getByRole('link', { name: 'Installed' })
  await back.focus()
  await window.keyboard.press('Control+k')
  await expect(palette.getByRole('option').first()).toContainText(/Undo|Check/)
  await window.keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(back).toBeFocused()

  await window.keyboard.press('Control+k')
  await window.keyboard.type('repos')
  await expect(palette.getByRole('option', { selected: true })).toHaveAttribute('id', /.+/)
  await expect(palette.getByRole('group', { name: 'Go to' })).toContainText('Repositories')
  await palette.getByRole('group', { name: 'Go to' }).getByRole('option', { name: 'Repositories' }).click()
  await expect(window.getByRole('heading', { name: 'Repositories', level: 1 })).toBeVisible()

  await window.keyboard.press('Control+k')
  await window.keyboard.type('> dark')
  await window.keyboard.press('Enter')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('every repository is asked for news from anywhere', async ({ window }) => {
  await window.keyboard.press('Control+k')
  await window.keyboard.type('> check')
  await window.keyboard.press('Enter')

  await expect(toast(window, 'Repositories checked')).toBeVisible()
})

test('the palette passes axe in both themes, and fits', async ({ window }) => {
  test.slow()
  await window.keyboard.press('Control+k')
  const palette = window.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await expectAccessible(window)
  await expectFits(window)
  await window.setViewportSize({ width: 900, height: 640 })
  await expect(palette.getByText('for commands only')).toBeInViewport({ ratio: 1 })
  await window.keyboard.type('lantern')
  await expect(palette.getByRole('group', { name: 'Apps' })).toContainText('Lantern')
  await expectAccessible(window)
  await expectFits(window)
  await window.keyboard.press('Control+a')
  await window.keyboard.type('> zeppelin')
  await expect(palette).toContainText('No command is called “zeppelin”.')
  await expectAccessible(window)
})

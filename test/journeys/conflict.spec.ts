import { expect, test } from './kit/journey.ts'
import { goTo, install, openApp, toast } from './kit/window.ts'

test('two apps that exclude each other are explained, and the way out is taken in one change', async ({
  window,
}) => {
  await openApp(window, 'Sundial')
  await install(window, 'Sundial')
  await openApp(window, 'Clockwork')

  await window.getByRole('button', { name: 'Install Clockwork', exact: true }).click()
  const sheet = window.getByRole('dialog', { name: 'Clockwork can’t be installed yet' })
  await expect(sheet.getByRole('heading', { level: 1 }).locator('+ p')).toHaveText(
    'You want Clockwork, but Clockwork 1.0.0 cannot be here together with Sundial 1.0.0. Nothing has been changed.',
  )
  await expect(sheet.getByRole('region', { name: 'Why' }).getByRole('listitem')).toHaveText([
    /You asked for Clockwork\./,
    /Clockwork 1\.0\.0 cannot be here together with Sundial 1\.0\.0\./,
    /Sundial 1\.0\.0 is installed\./,
  ])
  const fix = sheet.getByRole('radio', { name: /Remove Sundial and install Clockwork/ })
  const preview = sheet.getByRole('button', { name: 'Preview plan' })
  await expect(fix).not.toBeChecked()
  await expect(preview).toHaveAttribute('aria-disabled', 'true')

  await fix.check()
  await preview.click()
  const swap = window.getByRole('dialog', { name: 'Remove Sundial and install Clockwork' })
  await swap.getByRole('button', { name: 'Apply' }).click()

  await expect(toast(window, 'Clockwork installed')).toBeVisible()
  await goTo(window, 'Installed')
  await expect(window.getByRole('table', { name: 'Installed apps' })).toContainText('Clockwork')
  await expect(window.getByRole('table', { name: 'Installed apps' })).not.toContainText('Sundial')
})

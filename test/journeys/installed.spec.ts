import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './kit/journey.ts'
import { expectAccessible, expectFits } from './kit/accessibility.ts'
import { confirm, goTo, install, openApp, toast } from './kit/window.ts'

test('damage is found, told in words, repaired, and what a person edited is theirs', async ({
  window,
  place,
}) => {
  test.slow()
  await openApp(window, 'Clockwork')
  await install(window, 'Clockwork')
  const current = path.join(place, 'data/profile/current')
  const icon = path.join(current, 'share/clockwork/icon.svg')
  chmodSync(icon, 0o644)
  appendFileSync(icon, '<!-- damaged -->')
  rmSync(path.join(current, 'share/clockwork/screenshots/1.png'))
  appendFileSync(path.join(place, 'data/config/etc/clockwork/zones.conf'), '# mine\n')
  await goTo(window, 'Installed')

  await window.getByRole('button', { name: 'Verify all' }).click()
  await expect(window.getByText('1 package differs from what was signed')).toBeVisible()
  const details = window.getByRole('complementary', { name: 'Clockwork details' })
  await expect(details.getByRole('heading', { name: '2 of 16 files differ' })).toBeVisible()
  await expect(details.getByText('share/clockwork/icon.svg was changed')).toBeVisible()
  await expect(details.getByText('share/clockwork/screenshots/1.png is missing')).toBeVisible()
  await expect(details.getByRole('region', { name: 'Edited by you' })).toContainText(
    'etc/clockwork/zones.conf',
  )
  await expectAccessible(window)
  await expectFits(window)

  await details.getByRole('button', { name: 'Repair' }).click()
  await expect(toast(window, '2 files repaired')).toBeVisible()
  await expect(details.getByText('All 16 files are as signed')).toBeVisible()
  await expect(details.getByRole('region', { name: 'Edited by you' })).toBeVisible()
  await expect(window.getByText('Everything is as its publisher signed it')).toBeVisible()
})

test('what cleaning up frees is read first, and told afterwards', async ({ window }) => {
  await openApp(window, 'Clockwork')
  await install(window, 'Clockwork')
  await goTo(window, 'Installed')
  await window.getByRole('tab', { name: /^Not needed/ }).click()

  const space = window.getByRole('region', { name: 'Space that can be freed' })
  await expect(space.getByText(/^\d+ downloads?$/)).toBeVisible()
  await expectAccessible(window)
  await expectFits(window)
  await space.getByRole('button', { name: 'Clean up' }).click()

  await expect(toast(window, /kB freed$/)).toBeVisible()
  await expect(space.getByText('Nothing is left over.')).toBeVisible()
})

test('what nothing needs any more is told, and goes through a plan', async ({ window, place }) => {
  await openApp(window, 'Clockwork')
  await install(window, 'Clockwork')
  typed(place, 'uninstall', 'clockwork', '--keep-dependencies', '--yes')
  await goTo(window, 'Installed')

  await window.getByRole('tab', { name: /^Not needed 1/ }).click()
  const needless = window.getByRole('region', { name: 'Nothing you chose needs these' })
  await expect(needless.getByText('starter-text')).toBeVisible()
  await needless.getByRole('button', { name: 'Review and remove' }).click()
  await expect(window.getByRole('dialog', { name: 'Remove what nothing needs' })).toBeVisible()
  await confirm(window, 'Remove')

  await expect(toast(window, '1 package removed')).toContainText('Generation 3')
})

test('an app stays at its version by a switch, is found under Pinned, and can be let go elsewhere', async ({
  window,
  place,
}) => {
  await openApp(window, 'Clockwork')
  await install(window, 'Clockwork')
  await goTo(window, 'Installed')
  const stays = window.getByRole('switch', { name: 'Stay on 1.0.0' })
  await expect(window.getByRole('tab', { name: 'Pinned 0' })).toBeVisible()

  await stays.click()
  await window.getByRole('tab', { name: 'Pinned 1' }).click()
  await expect(window.getByRole('table', { name: 'Pinned packages' }).getByText('Clockwork')).toBeVisible()
  await expect(stays).toBeChecked()
  await expectAccessible(window)
  await expectFits(window)

  typed(place, 'unhold', 'clockwork')
  await expect(window.getByText('Nothing is pinned.')).toBeVisible()
  await window.getByRole('tab', { name: /^Apps/ }).click()
  await expect(stays).not.toBeChecked()
})

test('an app that was opened is told as used today, when its person comes back', async ({
  window,
  context,
}) => {
  await openApp(window, 'Lantern')
  await install(window, 'Lantern')
  await goTo(window, 'Installed')
  const row = window.getByRole('table', { name: 'Installed apps' }).getByRole('row', { name: /Lantern/ })
  const details = window.getByRole('complementary', { name: 'Lantern details' })
  await expect(details).toContainText('Last usedNot known')

  const opening = context.waitForEvent('page')
  await details.getByRole('button', { name: 'Open' }).click()
  await (await opening).close()
  await window.evaluate(() => globalThis.dispatchEvent(new Event('focus')))

  await expect(row.getByRole('cell', { name: 'Today' })).toBeVisible()
  await expect(details).toContainText('Last usedToday')
  await expectAccessible(window)
  await expectFits(window)
})

/** What another program does to the same machine. */
function typed(place: string, ...args: readonly string[]): void {
  const program = path.join(import.meta.dirname, '../../bin/multios-pm')
  execFileSync(program, [...args, '--data-dir', path.join(place, 'data')], {
    env: { ...process.env, HOME: place, MULTIOS_CONFIG: path.join(place, 'config.toml') },
  })
}

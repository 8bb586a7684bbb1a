import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { aDebianRepository, noDebian } from '../kit/a-debian-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { expectAccessible, expectFits } from './kit/accessibility.ts'
import { environmentOf } from './kit/center.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, confirm, goTo, toast } from './kit/window.ts'

test.use({ centerOptions: { starter: false } })

test('a catalog made of Debian’s packages is searched, browsed, installed from, run and taken back', async ({
  window,
  place,
}) => {
  const problem = await noDebian()
  test.skip(problem !== null, `no Debian to take packages from: ${String(problem)}`)
  test.slow()
  const look = async (): Promise<void> => {
    await expectAccessible(window)
    await expectFits(window)
  }
  const repository = await aDebianRepository()
  const server = await serveFolder(repository.folder)
  await addRepository(window, server.url, 'debian')
  await goTo(window, 'Discover')
  await expect(window.getByRole('region', { name: 'Recently updated' })).toContainText('Whisper')
  await look()

  // A command is found by what it does, a library behind it.
  await window.getByRole('searchbox', { name: 'Search apps' }).fill('stream editor')
  const first = window
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: window.getByRole('heading') })
    .first()
  await expect(first).toContainText('GNU stream editor')
  await expect(window.getByRole('group', { name: 'License' })).not.toContainText('LicenseRef')
  await look()
  await first.getByRole('link').click()
  await expect(window.getByRole('heading', { name: 'sed', level: 1 })).toBeVisible()
  await look()

  await goTo(window, 'Discover')
  await window.getByRole('main').getByRole('link', { name: 'Utilities' }).click()
  await window.getByRole('main').getByRole('link', { name: 'Whisper', exact: true }).click()
  await expect(window.getByRole('heading', { name: 'Whisper', level: 1 })).toBeVisible()
  await expect(window.getByRole('main')).toContainText('Nobody else will hear it.')
  await look()
  await window.getByRole('button', { name: 'Install Whisper', exact: true }).click()
  await expect(window.getByRole('dialog', { name: /^Install Whisper/ })).toContainText('multios-base')
  await look()
  await confirm(window, 'Install')
  await expect(toast(window, 'Whisper installed')).toBeVisible()

  await window.getByRole('button', { name: 'Open Whisper', exact: true }).click()
  await expect(window.getByRole('dialog', { name: 'Whisper runs in a terminal' })).toBeVisible()
  await window.keyboard.press('Escape')
  const text = path.join(place, 'TEXT')
  writeFileSync(text, 'A Secret\n')
  const program = path.resolve(import.meta.dirname, '../../bin/multios-pm')
  const words = ['run', 'whisper', '--', text]
  const env = environmentOf(place, false)
  expect(execFileSync(program, words, { env, encoding: 'utf8' })).toBe('a secret\n')

  await window.keyboard.press('Control+z')
  await expect(toast(window, 'Undone')).toBeVisible()
  await goTo(window, 'Installed')
  await expect(window.getByRole('heading', { name: 'Nothing is installed yet' })).toBeVisible()
})

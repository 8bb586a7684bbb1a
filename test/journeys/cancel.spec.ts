import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, confirm, goTo, openApp, toast } from './kit/window.ts'

test.use({ centerOptions: { starter: false } })

test('a slow download shows where it stands, and a cancelled one leaves everything as it was', async ({
  window,
}) => {
  // What cannot be compressed, so that half of it is worth showing.
  const content = randomBytes(300_000).toString('base64')
  const repository = await aRepository(release('atlas', '1.0.0').withFile('share/atlas/map', content))
  const server = await serveFolder(repository.folder)
  await addRepository(window, server.url, 'maps')
  await openApp(window, 'atlas')
  server.intercept = ({ url = '' }, response) => {
    if (!url.endsWith('.tar.xz')) return false
    const bytes = readFileSync(path.join(repository.folder, url))
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, bytes.length / 2))
    return true
  }

  await window.getByRole('button', { name: 'Install atlas', exact: true }).click()
  await confirm(window, 'Install')

  const progress = window.getByRole('group', { name: 'Downloading: atlas' })
  await expect(progress).toContainText(/of \d+ kB/)
  const dock = window.getByRole('button', { name: /^Transfers: atlas/ })
  await expect(dock).toContainText('50%')
  await dock.click()
  const queue = window.getByRole('dialog', { name: 'Transfers' })
  await expect(queue.getByRole('progressbar', { name: 'atlas' })).toHaveAttribute('aria-valuenow', '50')
  await window.keyboard.press('Escape')
  await expect(dock).toBeFocused()

  await progress.getByRole('button', { name: 'Cancel atlas' }).click()
  await expect(window.getByRole('button', { name: 'Install atlas', exact: true })).toBeVisible()
  await expect(dock).toBeHidden()
  await goTo(window, 'Installed')
  await expect(window.getByRole('heading', { name: 'Nothing is installed yet' })).toBeVisible()

  server.intercept = null
  await openApp(window, 'atlas')
  await window.getByRole('button', { name: 'Install atlas', exact: true }).click()
  await confirm(window, 'Install')
  await expect(toast(window, 'atlas installed')).toContainText('Generation 1')
})

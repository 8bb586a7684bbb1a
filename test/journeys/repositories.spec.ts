import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, goTo, toast } from './kit/window.ts'

test('a repository is added only after its fingerprint was compared', async ({ window }) => {
  const repository = await aRepository(release('editor', '1.0.0'), release('spell', '1.0.0'))
  const server = await serveFolder(repository.folder)
  await goTo(window, 'Repositories')
  const sources = window.getByRole('region', { name: 'Sources' }).getByRole('listitem')
  await expect(sources).toHaveCount(1)

  await window.getByRole('button', { name: 'Add repository…' }).click()
  const sheet = window.getByRole('dialog', { name: 'Add repository' })
  await expect(sheet.getByLabel('Address')).toBeFocused()
  await window.keyboard.type(server.url)
  await window.keyboard.press('Enter')

  const shown = sheet.getByRole('heading', { name: 'Fingerprint of its root' }).locator('..')
  await expect(shown).toContainText('signed by 1 of 1 key')
  const groups = (await shown.innerText()).replaceAll(/\s/g, '').toLowerCase()
  expect(groups).toContain(repository.fingerprint)
  const add = sheet.getByRole('button', { name: 'Add repository' })
  await sheet.getByLabel('Name on this device').fill('writers')
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await add.click({ force: true })
  await expect(sheet).toBeVisible()

  await sheet.getByRole('checkbox', { name: /compared/ }).check()
  await add.click()
  await expect(sheet).toBeHidden()
  await expect(toast(window, 'writers added')).toContainText('Offers 2 packages')
  await expect(sources).toHaveCount(2)
  await expect(window.getByRole('complementary', { name: 'writers details' })).toContainText(server.url)
})

test('an address that is no repository is told in words, and adds nothing', async ({ window }) => {
  const empty = await serveFolder(temporaryFolder())
  await goTo(window, 'Repositories')
  await window.getByRole('button', { name: 'Add repository…' }).click()
  const sheet = window.getByRole('dialog', { name: 'Add repository' })
  const look = async (address: string): Promise<void> => {
    await sheet.getByLabel('Address').fill(address)
    await sheet.getByRole('button', { name: 'Show fingerprint' }).click()
  }

  await look(empty.url)
  await expect(sheet.getByText('This address is not a repository')).toBeVisible()
  await expect(sheet).toContainText(/answers, but has no metadata/)

  empty.intercept = (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Hello') !== undefined
  await look(empty.url)
  await expect(sheet).toContainText('answers with a web page')

  await empty.stop()
  await look(empty.url)
  await expect(sheet).toContainText('cannot be reached')

  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.getByRole('button', { name: 'Add repository…' })).toBeFocused()
  await expect(window.getByRole('region', { name: 'Sources' }).getByRole('listitem')).toHaveCount(1)
})

test('a repository is put aside, taken up again, moved up and removed', async ({ window }) => {
  const repository = await aRepository(release('zither', '1.0.0'))
  const server = await serveFolder(repository.folder)
  await addRepository(window, server.url, 'music')
  await expect(toast(window, 'music added')).toContainText(/Offers 1 package$/)
  const sources = window.getByRole('region', { name: 'Sources' }).getByRole('listitem')
  const field = window.getByRole('searchbox', { name: 'Search apps' })
  const use = window.getByRole('switch', { name: 'Use music' })

  await use.click()
  await expect(use).not.toBeChecked()
  await field.fill('zither')
  await expect(window.getByRole('heading', { name: 'Nothing called “zither”' })).toBeVisible()

  await goTo(window, 'Repositories')
  await use.click()
  await expect(use).toBeChecked()
  await field.fill('zither')
  await expect(window.getByRole('main').getByRole('link', { name: 'zither' })).toBeVisible()

  await goTo(window, 'Repositories')
  const names = async (): Promise<readonly string[]> =>
    (await sources.getByRole('button', { name: /^(music|starter)$/ }).allInnerTexts()).map((name) =>
      name.trim(),
    )
  await expect(sources.getByRole('button', { name: /^(music|starter)$/ })).toHaveCount(2)
  const [first, second] = await names()
  await window.getByRole('button', { name: second!, exact: true }).focus()
  await window.keyboard.press('Alt+ArrowUp')
  await expect.poll(names).toEqual([second, first])

  await window.getByRole('button', { name: 'music', exact: true }).click()
  const details = window.getByRole('complementary', { name: 'music details' })
  await details.getByRole('button', { name: 'Remove…' }).click()
  const sheet = window.getByRole('dialog', { name: 'Remove music' })
  await expect(sheet.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await sheet.getByRole('button', { name: 'Remove' }).click()
  await expect(toast(window, 'music removed')).toBeVisible()
  await expect.poll(names).toEqual(['starter'])
})

import { readFileSync, writeFileSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import path from 'node:path'
import { anOpenPgpRepository } from '../kit/an-openpgp-repository.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { temporaryFolder } from '../kit/temporary.ts'
import { expectAccessible, expectFits } from './kit/accessibility.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, confirm, goTo, openApp, toast } from './kit/window.ts'

test.use({ centerOptions: { starter: false } })

test('what vouches for something installed is shown link by link, and what was changed is named', async ({
  window,
  place,
}) => {
  const repository = await aRepository(release('editor', '1.0.0'))
  const server = await serveFolder(repository.folder)
  await addRepository(window, server.url, 'main')
  await openApp(window, 'editor')
  const made = window.getByRole('complementary', { name: 'About this package' })
  await expect(made.getByText(/^Catalog, signed .+, valid until /)).toBeVisible()
  await expect(made.getByRole('link', { name: 'Details' })).toBeVisible()
  await window.getByRole('button', { name: 'Install editor', exact: true }).click()
  await confirm(window, 'Install')

  await made.getByRole('button', { name: 'Details' }).click()
  const sheet = window.getByRole('dialog', { name: 'Why editor is trusted' })
  await expect(sheet.getByRole('status')).toContainText('was checked just now, and holds')
  const links = sheet.getByRole('listitem')
  await expect(links.locator('.chain__name')).toHaveText([
    'Root of main 1',
    'Timestamp of main 1',
    'Snapshot of main 1',
    'Targets of main 1',
    'Delegation to Test Works',
    'Releases of main 1',
    'Index of main',
    'Manifest of editor 1.0.0',
    'Signature of Test Works',
    'Package file packages/editor-1.0.0-universal.tar.xz',
    'Installed: editor',
  ])
  await expect(links.first()).toContainText(repository.fingerprint)
  await expect(links.nth(8)).toContainText(repository.publisher.key.keyId)
  await expectAccessible(window)
  await expectFits(window)

  const program = path.join(place, 'data/profile/current/bin/editor')
  writeFileSync(program, `${readFileSync(program, 'utf8')}# more\n`)
  await sheet.getByRole('button', { name: 'Check again' }).click()
  await expect(sheet.getByRole('status')).toContainText('The chain is broken')
  await expect(links.last()).toContainText('Installed: bin/editor')
  await expect(links.last()).toContainText('Not valid')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(made.getByRole('button', { name: 'Details' })).toBeFocused()
})

test('a repository that signs with OpenPGP is added with the key whose fingerprint was compared', async ({
  window,
}) => {
  const repository = await anOpenPgpRepository(release('editor', '1.0.0'))
  const server = await serveFolder(repository.folder)
  await goTo(window, 'Repositories')
  await window.getByRole('button', { name: 'Add repository…' }).click()
  const sheet = window.getByRole('dialog', { name: 'Add repository' })
  await sheet.getByLabel('Address').fill(server.url)
  await sheet.getByRole('radio', { name: 'An OpenPGP key' }).check()
  const look = sheet.getByRole('button', { name: 'Show fingerprint' })
  await expect(look).toBeDisabled()

  await sheet.getByLabel('Its key').fill('not a key')
  await look.click()
  await expect(sheet.getByRole('alert')).toBeVisible()
  await sheet.getByLabel('File of the key').setInputFiles({
    name: 'owner.asc',
    mimeType: 'text/plain',
    buffer: Buffer.from(repository.key.publicKey.armor()),
  })
  await expect(sheet.getByLabel('Its key')).toHaveValue(/BEGIN PGP PUBLIC KEY BLOCK/)
  await expectAccessible(window)
  await look.click()

  const shown = sheet.getByRole('heading', { name: 'Fingerprint of its OpenPGP key' }).locator('..')
  await expect(shown).toContainText('Says it is of Test Works <test@example.org>')
  const groups = (await shown.innerText()).replaceAll(/\s/g, '').toLowerCase()
  expect(groups).toContain(repository.key.fingerprint)
  await expect(sheet).toContainText('It cannot tell how fresh its answers are')
  await sheet.getByLabel('Name on this device').fill('signed')
  const add = sheet.getByRole('button', { name: 'Add repository' })
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await sheet.getByRole('checkbox', { name: /compared/ }).check()
  await expectFits(window)
  await add.click()

  await expect(toast(window, 'signed added')).toContainText('Offers 1 package')
  const details = window.getByRole('complementary', { name: 'signed details' })
  await expect(details).toContainText('No guarantee: news could be held back')
  await expect(details).toContainText('Catalog signed')
})

test('mirrors are given, refused where they cannot be used, and serve when the address is gone', async ({
  window,
}) => {
  const repository = await aRepository(release('editor', '1.0.0'))
  const server = await serveFolder(repository.folder)
  const copy = temporaryFolder()
  await cp(repository.folder, copy, { recursive: true })
  const mirror = await serveFolder(copy)
  await addRepository(window, server.url, 'main')
  const details = window.getByRole('complementary', { name: 'main details' })
  await expect(details).toContainText('None. It is had from its own address only.')

  await details.getByRole('button', { name: 'Edit…' }).click()
  const sheet = window.getByRole('dialog', { name: 'Mirrors of main' })
  const addresses = sheet.getByLabel('Addresses')
  await expect(addresses).toBeFocused()
  await addresses.fill('nonsense')
  await expect(sheet).toContainText('“nonsense” is not an address.')
  await addresses.fill('http://example.org/')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await expect(sheet.getByRole('alert')).toBeVisible()
  await expectAccessible(window)
  await addresses.fill(`\n  ${mirror.url}\n`)
  await sheet.getByRole('button', { name: 'Save' }).click()
  await expect(sheet).toBeHidden()
  await expect(details.getByRole('listitem').first()).toContainText(mirror.url)

  await server.stop()
  await rm(repository.folder, { recursive: true })
  await openApp(window, 'editor')
  await window.getByRole('button', { name: 'Install editor', exact: true }).click()
  await confirm(window, 'Install')
  await expect(toast(window, 'editor installed')).toBeVisible()
})

test('the activity log is handed over as a file that can be checked elsewhere', async ({ window, place }) => {
  const repository = await aRepository(release('editor', '1.0.0'))
  const server = await serveFolder(repository.folder)
  await addRepository(window, server.url, 'main')
  await goTo(window, 'History')
  await window.getByRole('link', { name: /Activity log/ }).click()

  const given = window.waitForEvent('download')
  await window.getByRole('button', { name: 'Export' }).click()
  const download = await given
  await expect(toast(window, 'Activity log exported')).toContainText('audit verify --file')
  const file = path.join(temporaryFolder(), download.suggestedFilename())
  await download.saveAs(file)

  expect(path.basename(file)).toMatch(/^multios-audit-\d{4}-\d\d-\d\d\.jsonl$/)
  const written = readFileSync(path.join(place, 'data/audit/000001.jsonl'), 'utf8')
  expect(readFileSync(file, 'utf8')).toBe(written)
})

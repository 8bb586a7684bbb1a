import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { expect, test } from './kit/journey.ts'
import { addRepository, confirm, goTo, openApp } from './kit/window.ts'

test.use({ centerOptions: { starter: false } })

const artifact = 'packages/editor-1.0.0-universal.tar.xz'

const spoilt: readonly [string, (file: string) => void, RegExp][] = [
  ['a flipped byte', flip, /editor-1\.0\.0-universal\.tar\.xz is not the file that its repository lists/],
  [
    'a missing signature',
    (file) => rmSync(`${file}.sig`),
    /editor-1\.0\.0-universal\.tar\.xz\.sig carries no signature of its publisher/,
  ],
]

for (const [what, spoil, words] of spoilt) {
  test(`${what} is refused by the name of the file, and nothing is installed`, async ({ window }) => {
    const repository = await aRepository(release('editor', '1.0.0'))
    const server = await serveFolder(repository.folder)
    await addRepository(window, server.url, 'main')
    const file = path.join(repository.folder, artifact)
    const whole = { artifact: readFileSync(file), signature: readFileSync(`${file}.sig`) }
    spoil(file)
    await openApp(window, 'editor')

    await window.getByRole('button', { name: 'Install editor', exact: true }).click()
    await confirm(window, 'Install')
    await window.getByRole('button', { name: 'Why' }).first().click()
    const sheet = window.getByRole('dialog', { name: 'This download was refused' })
    await expect(sheet).toContainText(words)
    await expect(sheet).toContainText('Nothing was installed')

    await sheet.getByRole('button', { name: 'Close' }).click()
    await goTo(window, 'Installed')
    await expect(window.getByRole('heading', { name: 'Nothing is installed yet' })).toBeVisible()

    writeFileSync(file, whole.artifact)
    writeFileSync(`${file}.sig`, whole.signature)
    await openApp(window, 'editor')
    await window.getByRole('button', { name: 'Why' }).first().click()
    await sheet.getByRole('button', { name: 'Try again' }).click()
    await confirm(window, 'Install')
    await expect(window.getByRole('button', { name: 'Open editor', exact: true })).toBeVisible()
  })
}

function flip(file: string): void {
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = bytes[middle]! ^ 1
  writeFileSync(file, bytes)
}

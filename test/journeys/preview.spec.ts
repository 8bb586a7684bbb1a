import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible, expectFits } from './kit/accessibility.ts'
import { expect, test } from './kit/journey.ts'
import { goTo } from './kit/window.ts'

// What a publisher does before anything is published. The embedded repository has packages to look at.

const metainfo = `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>org.example.Lantern</id>
  <name>Lantern</name>
  <summary>Lights a whole room.</summary>
  <description><p>Lights any room in the house &amp; the garden, <script>alert(1)</script>as warm as you like.</p></description>
  <screenshots><screenshot><image>https://example.org/a.png</image></screenshot></screenshots>
</component>
`

/** As a person lets go of a file over the window. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, base64]) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))], file))
      return data
    },
    [name, bytes.toString('base64')] as const,
  )
  const body = page.locator('body')
  await body.dispatchEvent('dragover', { dataTransfer: transfer })
  await expect(page.getByText('Drop it to see how it would be shown')).toBeVisible()
  await body.dispatchEvent('drop', { dataTransfer: transfer })
}

test('a metainfo file that is dropped onto the window is shown with what is wrong with it', async ({
  window,
}) => {
  await drop(window, 'org.example.Lantern.metainfo.xml', Buffer.from(metainfo))

  await expect(
    window.getByRole('heading', { name: 'Preview of org.example.Lantern.metainfo.xml', level: 1 }),
  ).toBeVisible()
  const shown = window.getByRole('region', { name: 'The page as it would be shown' })
  await expect(shown.getByRole('heading', { name: 'Lantern', level: 2 })).toBeVisible()
  await expect(shown.getByText('https://example.org/a.png')).toBeVisible()
  const findings = window.getByRole('region', { name: 'What is missing or wrong' })
  await expect(findings.getByText('Markup has no meaning here')).toBeVisible()
  await findings.getByRole('button', { name: /^Show all/ }).click()
  await expect(findings.getByText('The summary ends with a full stop')).toBeVisible()
  await expect(findings.getByText('line 5')).toBeVisible()
  await expectFits(window)
  await expectAccessible(window)
})

test('a package is chosen from the palette, without a mouse, and nothing is installed', async ({
  window,
  started,
}) => {
  const file = path.join(started, 'data/starter/packages/clockwork-1.0.0-universal.tar.xz')
  await window.keyboard.press('Control+k')
  await window.keyboard.type('preview')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Preview of an app’s page', level: 1 })).toBeVisible()
  await expectAccessible(window)
  const chooser = window.waitForEvent('filechooser')
  await window.getByRole('button', { name: 'Choose a file…' }).press('Enter')
  await (await chooser).setFiles(file)

  const shown = window.getByRole('region', { name: 'The page as it would be shown' })
  await expect(shown.getByRole('heading', { level: 2 }).first()).toBeVisible()
  const picture = shown.locator('img').first()
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await expectFits(window)
  await expectAccessible(window)
  await goTo(window, 'Installed')
  await expect(window.getByText('Nothing is installed')).toBeVisible()
})

test('of a file that is none of both, and of one that is too big, it is said', async ({ window }) => {
  await drop(window, 'holiday.jpg', Buffer.from('a picture'))
  await expect(window.getByText('“holiday.jpg” is neither a metainfo file nor a package.')).toBeVisible()

  await drop(window, 'big.tar.zst', Buffer.alloc(9_000_000))
  await expect(window.getByText('big.tar.zst is bigger than 8 MB')).toBeVisible()
  await expectAccessible(window)
})

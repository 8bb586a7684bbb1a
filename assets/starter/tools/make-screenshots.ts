// Makes the pictures in packages/*/*/src/share/*/screenshots again, from the real programs:
//   node assets/starter/tools/make-screenshots.ts [PACKAGE…]
// Needs Chromium (CHROMIUM, or /usr/bin/chromium), tmux and python3.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { pagePictures, terminalPictures, type Picture } from './pictures.ts'
import { withPalette } from './png.ts'
import { mergeProfile, newestRelease } from './profile.ts'
import { runInTerminal } from './terminal.ts'
import { terminalPage } from './terminal-page.ts'

const wanted = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' })
try {
  for (const picture of [...pagePictures, ...terminalPictures]) {
    if (wanted.length > 0 && !wanted.includes(picture.package)) continue
    console.log(await make(picture))
  }
} finally {
  await browser.close()
}

async function make(picture: Picture): Promise<string> {
  const share = path.join(await newestRelease(picture.package), 'src/share', picture.package)
  const file = path.join(share, 'screenshots', `${picture.number}.png`)
  const profile = await mergeProfile(picture.package === 'sundial' ? 'clockwork' : 'sundial')
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: picture.scheme ?? 'light',
      timezoneId: 'Europe/Berlin',
    })
    const page = await context.newPage()
    if (picture.kind === 'page') {
      await page.clock.setFixedTime(new Date('2026-11-20T09:30:00+01:00'))
      if (picture.storage) await page.addInitScript(fillStorage, picture.storage)
      await page.goto(`file://${profile}/share/${picture.package}/index.html${picture.hash ?? ''}`)
      await page.evaluate(() => document.fonts.ready)
      await picture.act?.(page)
    } else {
      const cells = await runInTerminal(picture, profile)
      // A file beside the fonts: a page without an address may not load them.
      await writeFile(path.join(profile, 'share/terminal.html'), terminalPage(cells, picture))
      await page.goto(`file://${profile}/share/terminal.html`)
      await page.evaluate(() => document.fonts.ready)
    }
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' })))
    await context.close()
  } finally {
    await rm(profile, { recursive: true })
  }
  return path.relative(process.cwd(), file)
}

/** Runs in the page, before its own scripts. */
function fillStorage(entries: Record<string, string>): void {
  for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value)
}

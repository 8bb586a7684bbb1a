import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { aRepository, release } from '../test/kit/a-repository.ts'
import { endTestsWith } from '../test/kit/at-the-end.ts'
import { serveFolder } from '../test/kit/static-server.ts'
import { startCenter } from '../test/journeys/kit/center.ts'
import { agreeTo } from '../test/journeys/kit/consent.ts'
import { addRepository, confirm, goTo, install, openApp, toast } from '../test/journeys/kit/window.ts'
import { findChromium } from './find-chromium.ts'

// Pictures of the real window for the documentation, taken from a first start with a few apps installed.
const folder = path.join(import.meta.dirname, '..', 'docs', 'pictures')
/** Bytes that a reader of the documentation is asked to load for one picture. */
const largest = 300_000

const place = mkdtempSync(path.join(tmpdir(), 'multios-'))
const endings: (() => unknown)[] = []
endTestsWith((work) => endings.unshift(work))
const center = await startCenter({ place })
const browser = await chromium.launch({
  ...(findChromium(process.env) === null ? {} : { executablePath: findChromium(process.env)! }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  mkdirSync(folder, { recursive: true })
  const page = await browser.newPage({
    viewport: { width: 1_280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  page.context().on('page', (popup) => void agreeTo(popup))
  await page.goto(center.address)
  await page.getByRole('region', { name: 'Recently updated' }).waitFor()
  await takeAll(page)
} finally {
  await browser.close()
  await center.stop()
  for (const work of endings) await work()
  rmSync(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

async function takeAll(page: Page): Promise<void> {
  await openApp(page, 'Lantern')
  await page.getByRole('button', { name: 'Install Lantern', exact: true }).click()
  await page.getByRole('heading', { name: 'What will happen' }).waitFor()
  await take(page, 'plan')
  await page.keyboard.press('Escape')

  for (const title of ['Orrery', 'Streaks', 'Clockwork']) await installFound(page, title)
  await installOlder(page, 'Tally', '1.0.0')
  await openApp(page, 'Lantern')
  await take(page, 'app')
  await goTo(page, 'Installed')
  await page.getByRole('button', { name: 'Verify all' }).click()
  await page.getByText('Everything is as its publisher signed it').waitFor()
  await take(page, 'installed')
  await takeDiscover(page)
  await takeRepositories(page)
}

async function takeDiscover(page: Page): Promise<void> {
  await goTo(page, 'Discover')
  await page.getByRole('region', { name: 'Recently updated' }).waitFor()
  await take(page, 'discover')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'discover-dark')
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Last, because what a second repository offers would be on every page. */
async function takeRepositories(page: Page): Promise<void> {
  const repository = await aRepository(release('anvil', '1.4.0'), release('chisel', '0.9.2'))
  const server = await serveFolder(repository.folder)
  await addRepository(page, server.url, 'workshop')
  await dismiss(page, 'workshop added')
  await page.getByRole('button', { name: 'starter', exact: true }).click()
  await take(page, 'repositories')
}

async function installFound(page: Page, title: string): Promise<void> {
  await openApp(page, title)
  await install(page, title)
  await dismiss(page, `${title} installed`)
}

async function installOlder(page: Page, title: string, version: string): Promise<void> {
  await openApp(page, title)
  await page.getByRole('button', { name: `Install ${title} ${version}` }).click()
  await confirm(page, 'Install')
  await dismiss(page, `${title} installed`)
}

async function dismiss(page: Page, words: string): Promise<void> {
  const message = toast(page, words)
  await message.getByRole('button', { name: 'Dismiss' }).click()
  await message.waitFor({ state: 'hidden' })
}

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`)
  // The pointer rests where nothing answers to it.
  await page.mouse.move(640, 2)
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
  await page.screenshot({ path: file })
  const { size } = statSync(file)
  console.log(`${name}.png ${String(Math.round(size / 1_000))} kB`)
  if (size > largest) throw new Error(`${name}.png is larger than ${String(largest / 1_000)} kB`)
}

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Page, test as base } from '@playwright/test'
import { build } from 'vite'
import type { WorldName } from '../../renderer/features/pictures/worlds.ts'

/** One screen of the window on a world that is a few arrays: no host, no engine, the same every time. */
export interface Screen {
  readonly world: WorldName
  /** Behind the `#`. */
  readonly address: string
  /** What is pressed there first. */
  /** What every free text of the world ends in. */
  readonly tail?: string
  readonly act?: (page: Page) => Promise<void>
}

interface Worlds {
  /** The folder of the window that was built on them. */
  readonly built: string
}

const host = 'http://worlds.example/'

export const test = base.extend<{ readonly show: (screen: Screen) => Promise<void> }, Worlds>({
  built: [
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'multios-worlds-'))
      const pictures = path.join(import.meta.dirname, '../../renderer/features/pictures')
      await build({
        configFile: path.join(pictures, 'vite.config.ts'),
        logLevel: 'error',
        build: { outDir: folder, minify: false, reportCompressedSize: false },
      })
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  show: async ({ page, built }, use) => {
    // Chromium guards its caches and its fonts by origin: they come from one, which is this folder.
    await page.route(`${host}**`, async (route) => {
      const { pathname } = new URL(route.request().url())
      const file = path.join(built, pathname === '/' ? 'index.html' : path.normalize(pathname))
      const body = await readFile(file).catch(() => null)
      await route.fulfill(body === null ? { status: 404 } : { body, contentType: typeOf(file) })
    })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await use(async ({ world, address, tail, act }) => {
      const query = new URLSearchParams({ world, ...(tail === undefined ? {} : { tail }) })
      // Where only what is behind the # differs, the page would stay, with all that was opened on it.
      await page.goto('about:blank')
      await page.goto(`${host}?${query.toString()}#/${address}`)
      await page.locator('main :is(h1, h2)').first().waitFor()
      await act?.(page)
      await page.evaluate(() => document.fonts.ready)
    })
  },
})

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}

function typeOf(file: string): string {
  return types[path.extname(file)] ?? 'application/octet-stream'
}

import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findChromium } from '../../scripts/find-chromium.ts'
import { withArchive } from '../debian/archive.ts'
import type { Offer } from '../debian/package-lists.ts'
import { signedRepository } from '../debian/repository.ts'
import { costOf, quantile } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { ours, prepare, startServedHost, withDataDirectory } from '../world.ts'

/** Typed one after the other, each from an empty field: names, words of sentences, and what nothing matches. */
const queries = ['markdown', 'lantern', 'color', 'game', 'habit', 'json', 'units', 'zzz']
const opens = 5
const manyReleases = 50_000

/** A catalog to look at the window with. */
interface World {
  readonly name: string
  readonly prepare: (data: string) => Promise<unknown>
  /** What is typed to have a list so long that nobody sees its end. */
  readonly many: string | null
}

/** The window in Chromium: how long until there is something to look at, and until a key press shows. */
export async function benchWindow(): Promise<Measured[]> {
  const executablePath = findChromium(process.env)
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  const measureIn = (world: World) => withDataDirectory((data) => measureWindow(browser, world, data))
  try {
    const starter = await measureIn({ name: 'the starter', prepare, many: null })
    const large = await withArchive(async ({ main }) => {
      const offers = main.slice(0, manyReleases)
      const name = `${offers.length} releases`
      return measureIn({ name, prepare: (data) => prepareWith(offers, data), many: 'lib' })
    })
    return [...starter, ...large]
  } finally {
    await browser.close()
  }
}

/** A repository of its own beside the starter, as somebody has it who added one. */
async function prepareWith(offers: readonly Offer[], data: string): Promise<void> {
  await prepare(data)
  const { url, fingerprint } = await signedRepository(path.join(data, 'repository'), offers)
  const words = ['repository', 'add', 'debian', url, '--fingerprint', fingerprint, '--yes']
  await costOf(ours('multios-pm', data, ...words))
}

async function measureWindow(browser: Browser, { name, prepare, many }: World, data: string) {
  await prepare(data)
  const paints: number[] = []
  for (let open = 0; open < opens; open += 1) paints.push(await openOnce(browser, data))
  const presses = await withWindow(browser, data, pressKeys)
  const frames = many === null ? [] : await withWindow(browser, data, async (page) => scroll(page, many))
  const bench = 'window'
  const first = `${name}: host up to first cards painted`
  const keys = `${name}: key press to results painted, ${presses.length} presses`
  const scrolling = `${name}: scrolling, ${frames.length} frames`
  return [
    measured({ bench, case: first, metric: 'median ms', ours: quantile(paints, 0.5) }, 600),
    measured({ bench, case: keys, metric: 'median ms', ours: quantile(presses, 0.5) }, null),
    measured({ bench, case: keys, metric: 'p95 ms', ours: quantile(presses, 0.95) }, 60),
    ...(frames.length === 0
      ? []
      : [
          measured({ bench, case: scrolling, metric: 'mean ms', ours: mean(frames) }, 1_000 / 58),
          measured({ bench, case: scrolling, metric: 'p95 ms', ours: quantile(frames, 0.95) }, null),
        ]),
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Milliseconds from the host's address to the frame with the first cards, in a browser that knows nothing yet. */
async function openOnce(browser: Browser, data: string): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(watchForCards)
  const host = await startServedHost(data)
  try {
    await page.goto(host.url, { waitUntil: 'commit' })
    await page.waitForFunction(() => document.documentElement.dataset['cards'] !== undefined)
    const painted = await page.evaluate(() => Number(document.documentElement.dataset['cards']))
    return painted - (performance.timeOrigin + host.readyAt)
  } finally {
    await context.close()
    await host.stop()
  }
}

/** Runs in the page: writes down the time of the frame after the first card stood in the document. */
function watchForCards(): void {
  new MutationObserver((_records, observer) => {
    if (document.querySelector('main a[href*="#/app/"]') === null) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // A message sent from inside a frame is delivered after that frame was painted.
      port1.onmessage = () => {
        document.documentElement.dataset['cards'] = String(performance.timeOrigin + performance.now())
      }
      port2.postMessage(null)
    })
  }).observe(document, { childList: true, subtree: true })
}

async function withWindow<T>(browser: Browser, data: string, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext()
  const host = await startServedHost(data)
  try {
    const page = await context.newPage()
    await page.goto(host.url)
    await page.getByRole('searchbox').first().waitFor()
    return await use(page)
  } finally {
    await context.close()
    await host.stop()
  }
}

async function pressKeys(page: Page): Promise<number[]> {
  const field = page.getByRole('searchbox').first()
  const presses: number[] = []
  for (const query of queries) {
    await field.fill('')
    await field.focus()
    for (let length = 1; length <= query.length; length += 1) {
      presses.push(await pressOnce(page, query.slice(0, length)))
    }
  }
  return presses
}

/** Milliseconds between frames while a list of thousands goes by, rows being drawn and fetched as they come. */
async function scroll(page: Page, query: string): Promise<number[]> {
  await page.getByRole('searchbox').first().fill(query)
  await page.locator('.results__list .result').nth(10).waitFor()
  return page.evaluate(scrollThrough, 200)
}

/** Runs in the page: goes on by a row's half each frame, and writes down how long each took. */
function scrollThrough(count: number): Promise<number[]> {
  const list = document.querySelector('.results__list')
  let box = list?.parentElement ?? null
  while (box !== null && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement
  const frames: number[] = []
  return new Promise((resolve, reject) => {
    if (box === null) return reject(new Error('nothing scrolls'))
    let last = performance.now()
    const step = (now: number): void => {
      frames.push(now - last)
      last = now
      box.scrollTop += 46
      if (frames.length <= count) requestAnimationFrame(step)
      // The first began before the first frame.
      else resolve(frames.slice(1))
    }
    requestAnimationFrame(step)
  })
}

/** Milliseconds from the key press that completes `typed` to the frame whose heading speaks of it. */
async function pressOnce(page: Page, typed: string): Promise<number> {
  // Installed before the key goes down: the two travel to the page by different ways.
  await page.evaluate(watchForHeading, typed)
  await page.keyboard.press(typed.at(-1) ?? '')
  await page.waitForFunction(() => document.documentElement.dataset['painted'] !== undefined)
  return page.evaluate(() => Number(document.documentElement.dataset['painted']))
}

/** Runs in the page: writes down how long after the next key press the heading that speaks of it was painted. */
function watchForHeading(query: string): void {
  delete document.documentElement.dataset['painted']
  let pressed = 0
  const note = (event: KeyboardEvent): void => void (pressed = event.timeStamp)
  window.addEventListener('keydown', note, { capture: true, once: true })
  const observer = new MutationObserver(() => {
    if (document.querySelector('main h1')?.textContent?.includes(`“${query}”`) !== true) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // A message sent from inside a frame is delivered after that frame was painted.
      port1.onmessage = () => {
        document.documentElement.dataset['painted'] = String(performance.now() - pressed)
      }
      port2.postMessage(null)
    })
  })
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
}

import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'
import { quantile } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { prepare, startServedHost, withDataDirectory } from '../world.ts'

/** Typed one after the other, each from an empty field: names, words of sentences, and what nothing matches. */
const queries = ['markdown', 'lantern', 'color', 'game', 'habit', 'json', 'units', 'zzz']
const opens = 5
const systemChromium = '/usr/bin/chromium'

/** The window in Chromium: how long until there is something to look at, and until a key press shows. */
export async function benchWindow(): Promise<Measured[]> {
  const browser = await chromium.launch({
    ...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  try {
    return await withDataDirectory((data) => measureWindow(browser, data))
  } finally {
    await browser.close()
  }
}

async function measureWindow(browser: Browser, data: string): Promise<Measured[]> {
  await prepare(data)
  const paints: number[] = []
  for (let open = 0; open < opens; open += 1) paints.push(await openOnce(browser, data))
  const presses = await pressKeys(browser, data)
  const bench = 'window'
  const first = 'host up to first cards painted'
  const keys = `key press to results painted, ${presses.length} presses`
  return [
    measured({ bench, case: first, metric: 'median ms', ours: quantile(paints, 0.5) }, 600),
    measured({ bench, case: keys, metric: 'median ms', ours: quantile(presses, 0.5) }, null),
    measured({ bench, case: keys, metric: 'p95 ms', ours: quantile(presses, 0.95) }, 60),
  ]
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

async function pressKeys(browser: Browser, data: string): Promise<number[]> {
  const context = await browser.newContext()
  const host = await startServedHost(data)
  try {
    const page = await context.newPage()
    await page.goto(host.url)
    const field = page.getByRole('searchbox').first()
    await field.waitFor()
    const presses: number[] = []
    for (const query of queries) {
      await field.fill('')
      await field.focus()
      for (let length = 1; length <= query.length; length += 1) {
        presses.push(await pressOnce(page, query.slice(0, length)))
      }
    }
    return presses
  } finally {
    await context.close()
    await host.stop()
  }
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

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test as base } from '@playwright/test'
import { endTestsWith } from '../../kit/at-the-end.ts'
import { type Center, type CenterOptions, makeFirstStart, startCenter } from './center.ts'
import { agreeTo } from './consent.ts'

export { expect } from '@playwright/test'

/** What a page says about itself that no page should: errors, warnings, broken rules, strangers it asks. */
export interface Complaints {
  readonly all: () => readonly string[]
  /** Some journeys pull the plug on purpose. */
  readonly except: (pattern: RegExp) => void
}

interface Journey {
  /** A home as it is before the first start, or after it. Gone when the journey is. */
  readonly place: string
  /** The journey begins with nothing at all: it is about the first start itself. */
  readonly beginsEmpty: boolean
  readonly centerOptions: Omit<CenterOptions, 'place'>
  readonly center: Center
  readonly complaints: Complaints
  /** The person says yes to what the host asks. Journeys about that question answer it by themselves. */
  readonly agrees: boolean
  readonly person: void
  /** The window that the printed address opened. */
  readonly window: Page
}

/** What a worker's journeys share, and none of them changes. */
interface Shared {
  /** A home after a first start. Its embedded repository stays here, and is read from here. */
  readonly started: string
}

/** Journeys have a home each: nobody's state but their own. */
export const test = base.extend<Journey, Shared>({
  started: [
    async ({}, use) => {
      const home = await mkdtemp(path.join(tmpdir(), 'multios-started-'))
      await makeFirstStart(home)
      await use(home)
      await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
    { scope: 'worker' },
  ],

  centerOptions: [{}, { option: true }],

  beginsEmpty: [false, { option: true }],

  place: [
    async ({ started, beginsEmpty, centerOptions }, use) => {
      const place = await mkdtemp(path.join(tmpdir(), 'multios-journey-'))
      if (!beginsEmpty && centerOptions.starter !== false) await cp(started, place, { recursive: true })
      const endings: (() => unknown)[] = []
      endTestsWith((work) => endings.unshift(work))
      await use(place)
      for (const work of endings) await work()
      // A first opening that was interrupted tidies up in a process of its own.
      await rm(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
    // The kit's own works are done at the end of every journey.
    { auto: true },
  ],

  agrees: [true, { option: true }],

  person: [
    async ({ context, agrees }, use) => {
      if (agrees) context.on('page', (popup) => void agreeTo(popup))
      await use()
    },
    { auto: true },
  ],

  center: async ({ place, centerOptions }, use) => {
    const center = await startCenter({ ...centerOptions, place })
    await use(center)
    await center.stop()
  },

  complaints: async ({ page }, use) => {
    const heard: string[] = []
    const exceptions: RegExp[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) heard.push(message.text())
    })
    page.on('pageerror', (error) => heard.push(String(error)))
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') heard.push(`asked ${hostname}`)
    })
    const all = (): readonly string[] =>
      heard.filter((complaint) => !exceptions.some((pattern) => pattern.test(complaint)))
    await use({ all, except: (pattern) => exceptions.push(pattern) })
    expect(all()).toEqual([])
  },

  window: async ({ page, center, complaints }, use) => {
    await page.goto(center.address)
    await expect(page.getByRole('heading', { name: 'Discover', level: 1 })).toBeVisible()
    await use(page)
    // Heard before the center stops, which every open window would complain about.
    expect(complaints.all()).toEqual([])
    await page.close()
  },
})

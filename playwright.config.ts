import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/find-chromium.ts'

const isRoot = process.getuid?.() === 0
const chromium = findChromium(process.env)

// Journeys through the real window, in the machine's Chromium where it has one, else in Playwright's.
export default defineConfig({
  testDir: 'test/journeys',
  outputDir: 'test-results',
  // A journey waits for its window as long as it computes, and shares nothing with another one: not even a home.
  fullyParallel: true,
  workers: availableParallelism() + 1,
  timeout: 180_000,
  // A first start builds its repository first, on machines that build other things meanwhile.
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'line',
  use: {
    browserName: 'chromium',
    viewport: { width: 1_280, height: 800 },
    launchOptions: {
      ...(chromium === null ? {} : { executablePath: chromium }),
      args: [
        // As root Chromium has no sandbox. It opens pages of our own only.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
})

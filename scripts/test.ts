import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from './find-chromium.ts'
import {
  believing,
  closingLines,
  nothing,
  type Outcome,
  type PlaywrightReport,
  readPlaywright,
  together,
} from './test-outcome.ts'

// Every check and every test, cheap to dear; the last line has the counts. Words choose test files by name.
const root = path.join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-check': { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
})
const environment = { ...process.env, ...(values.full ? { MULTIOS_TEST_FULL: '1' } : {}) }
const scratch = mkdtempSync(path.join(tmpdir(), 'multios-test-'))

try {
  const outcome = together([
    values['no-check'] || positionals.length > 0 ? nothing : runChecks(),
    runVitest(),
    runJourneys(),
  ])
  console.log(`\n${closingLines(outcome).join('\n')}`)
  process.exitCode = outcome.failed.length === 0 ? 0 : 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function runChecks(): Outcome {
  const status = run(process.execPath, ['scripts/check.ts'])
  return status === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: ['./multios check'] }
}

function runVitest(): Outcome {
  const file = path.join(scratch, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=./scripts/vitest-outcome.ts']
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...reporters, ...positionals]
  const status = run(process.execPath, args, { MULTIOS_TEST_OUTCOME: file })
  return believing(status, read<Outcome>(file), 'vitest')
}

function runJourneys(): Outcome {
  if (!existsSync(path.join(root, 'test', 'journeys'))) return nothing
  const problem = bringChromium()
  if (problem !== null) return { ...nothing, skipped: [{ name: 'test/journeys', reason: problem }] }
  const file = path.join(scratch, 'playwright.json')
  const args = [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--reporter=line,json',
    '--pass-with-no-tests',
  ]
  const status = run(process.execPath, [...args, ...positionals], { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const report = read<PlaywrightReport>(file)
  return believing(status, report === null ? null : readPlaywright(report), 'playwright')
}

/** Null once there is a Chromium; else why there is none. */
function bringChromium(): string | null {
  if (findChromium(environment) !== null) return null
  console.log('No Chromium here: fetching one.')
  const install = ['node_modules/@playwright/test/cli.js', 'install', '--with-deps', 'chromium']
  if (run(process.execPath, install) === 0) return null
  if (process.getuid?.() === 0) {
    run('apt-get', ['update', '--quiet'])
    const apt = (name: string) =>
      run('apt-get', ['install', '--quiet', '--yes', '--no-install-recommends', name])
    if (apt('chromium-headless-shell') !== 0) apt('chromium')
  }
  return findChromium(environment) === null ? 'neither Playwright nor apt could bring a Chromium' : null
}

function run(command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): number {
  const env = { ...environment, ...more, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  return status ?? 1
}

function read<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
}

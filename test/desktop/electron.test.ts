import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// The real app: what a page may do is asked of the page. Runs where Electron's program is and may be run.
const root = path.join(import.meta.dirname, '..', '..')
const program = path.join(root, 'node_modules', 'electron', 'dist', 'electron')

describe('the app on a person’s machine', () => {
  const problem = whyNot()
  let folder: string
  let app: ElectronApplication
  let page: Page

  beforeAll(async () => {
    if (problem !== null) return
    folder = mkdtempSync(path.join(tmpdir(), 'multios-electron-'))
    execFileSync('sh', ['scripts/build.sh'], { cwd: root, stdio: 'pipe' })
    app = await _electron.launch({ executablePath: program, args: [root, `--data-dir=${folder}`] })
    page = await app.firstWindow()
  }, 120_000)

  afterAll(async () => {
    if (problem !== null) return
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('shows the store from the embedded repository', async (context) => {
    if (problem !== null) return context.skip(problem)

    await page.getByRole('heading', { name: 'Discover', level: 1 }).waitFor()
    await page.getByText('All sources verified').waitFor({ timeout: 60_000 })

    expect(page.url()).toMatch(/^app:\/\/ui\//)
  })

  test('its page has no Node, opens no window and reaches no network', async (context) => {
    if (problem !== null) return context.skip(problem)

    const powers = await page.evaluate(async () => ({
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { multios: object }).multios).sort(),
      opened: globalThis.open('https://example.org/') === null,
      fetched: await fetch('https://example.org/').then(
        () => true,
        () => false,
      ),
      evaluated: (() => {
        try {
          return globalThis.eval('true') as boolean
        } catch {
          return false
        }
      })(),
    }))

    expect(powers).toEqual({
      node: [],
      bridge: ['cancel', 'on', 'start'],
      opened: true,
      fetched: false,
      evaluated: false,
    })
  })

  test('its window is confined as it was asked to be', async (context) => {
    if (problem !== null) return context.skip(problem)

    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>
      }
      const { contextIsolation, sandbox, nodeIntegration, webSecurity } = contents.getLastWebPreferences()
      return { contextIsolation, sandbox, nodeIntegration, webSecurity }
    })

    expect(preferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    })
  })

  test('garbage over the bridge is answered with failures', async (context) => {
    if (problem !== null) return context.skip(problem)

    const kinds = await page.evaluate(async () => {
      const { multios } = globalThis as unknown as {
        multios: { start: (request: unknown, report: () => void) => Promise<{ kind: string }> }
      }
      const garbage = [
        {},
        { id: 1 },
        { id: 'a', name: '__proto__', input: {} },
        { id: 'b', name: 'plan.apply', input: 7 },
      ]
      const replies = await Promise.all(garbage.map((request) => multios.start(request, () => undefined)))
      return replies.map(({ kind }) => kind)
    })

    expect(kinds).toEqual(['failed', 'failed', 'failed', 'failed'])
  })
})

function whyNot(): string | null {
  if (!existsSync(program)) return 'Electron’s program is not here (npx install-electron fetches it)'
  if (process.getuid?.() === 0) return 'Electron runs as root only with its sandbox off'
  const hasDisplay = Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY'])
  return hasDisplay ? null : 'there is no display (xvfb-run gives one)'
}

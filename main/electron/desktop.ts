import path from 'node:path'
import type { BrowserWindow } from 'electron'
import type { HostedEngine } from '../ipc/hosted-engine.ts'
import { createHost } from '../ipc/host.ts'
import type { PageFile } from '../ipc/page-files.ts'
import { systemTimer } from '../ipc/pace.ts'
import { askInDialog } from './ask.ts'
import { bind } from './bind.ts'
import { guardPages, guardSession } from './guard.ts'
import { menuFor } from './menu.ts'
import { handleAppScheme, registerAppScheme } from './protocol.ts'
import type { Shell } from './shell.ts'
import { makeWindow, showPage } from './window.ts'

export interface DesktopOptions {
  readonly engine: HostedEngine
  readonly logIncident: (error: unknown) => string
  readonly pageFiles: ReadonlyMap<string, PageFile>
  /** The folder that the build fills. */
  readonly out: string
  readonly platform: NodeJS.Platform
  /** Where the browser part keeps its own files; null for the usual place. */
  readonly browserData: string | null
}

/** The order of start and stop. */
export async function startDesktop(shell: Shell, options: DesktopOptions): Promise<void> {
  const { app } = shell
  if (options.browserData !== null) app.setPath('userData', options.browserData)
  // Before the app is ready, or never.
  app.enableSandbox()
  registerAppScheme(shell.protocol)
  guardPages(app)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  let shown: BrowserWindow | null = null
  const ask = askInDialog(shell.dialog, () => shown)
  const host = createHost({ ...options, ask, now: () => performance.now() })
  stopInOrder(app, async () => {
    await host.close()
    await options.engine.close()
  })

  await app.whenReady()
  guardSession(shell.defaultSession(), app.isPackaged)
  handleAppScheme(shell.protocol, { pageFiles: options.pageFiles, media: options.engine.media })
  const binding = bind(shell.ipcMain, host, systemTimer)
  shell.setMenu(menuFor(options.platform, app.isPackaged))
  const preload = path.join(options.out, 'preload', 'preload.cjs')
  const window = makeWindow(shell, { preload, platform: options.platform })
  shown = window
  binding.admit(window.webContents)
  app.on('second-instance', () => bringForward(window))
  app.on('window-all-closed', () => app.quit())
  await showPage(window)
}

/** The first wish to quit is put off until the engine has ended; then it is repeated. */
function stopInOrder(app: Shell['app'], close: () => Promise<void>): void {
  let state: 'running' | 'closing' | 'closed' = 'running'
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void close().finally(() => {
      state = 'closed'
      app.quit()
    })
  })
}

function bringForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

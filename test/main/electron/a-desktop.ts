import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startDesktop } from '../../../main/electron/desktop.ts'
import { listPageFiles } from '../../../main/ipc/page-files.ts'
import { channels } from '../../../preload/contract.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import type { FakeEngine } from '../kit/fake-engine.ts'
import { type FakeElectron, fakeElectron, type FakeWindow, senderOf } from './fake-electron.ts'

/** The app, started over a fake of Electron. */
export interface Desktop {
  readonly electron: FakeElectron
  readonly window: FakeWindow
  readonly out: string
  readonly incidents: readonly unknown[]
  /** What the page's `start` sends. */
  readonly call: (name: string, input: unknown, id?: string) => Promise<unknown>
}

export async function aDesktop(engine: FakeEngine, electron = fakeElectron()): Promise<Desktop> {
  const incidents: unknown[] = []
  const out = temporaryFolder()
  mkdirSync(path.join(out, 'renderer', 'assets'), { recursive: true })
  writeFileSync(path.join(out, 'renderer', 'index.html'), '<!doctype html>')
  writeFileSync(path.join(out, 'renderer', 'assets', 'main-x1.js'), 'start()')
  await startDesktop(electron.shell, {
    engine,
    logIncident: (error) => String(incidents.push(error)),
    pageFiles: listPageFiles(path.join(out, 'renderer')),
    out,
    platform: 'linux',
    browserData: null,
  })
  const window = electron.windows[0] as FakeWindow
  return {
    electron,
    window,
    out,
    incidents,
    call: (name, input, id = '1') =>
      electron.invoke(senderOf(window.webContents), channels.start, { id, name, input }),
  }
}

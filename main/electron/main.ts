import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session } from 'electron'
import { randomInt } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { hostPlaces } from '../ipc/host-places.ts'
import { openedOnDemand } from '../ipc/hosted-engine.ts'
import { createIncidentLog } from '../ipc/incident-log.ts'
import { listPageFiles } from '../ipc/page-files.ts'
import { startDesktop } from './desktop.ts'

// The app on a person's machine.
const out = path.join(import.meta.dirname, '..')
const { values } = parseArgs({
  args: process.argv.slice(1),
  // Electron and Chromium have switches of their own.
  strict: false,
  options: { 'data-dir': { type: 'string' }, config: { type: 'string' } },
})
const dataDirectory = typeof values['data-dir'] === 'string' ? values['data-dir'] : undefined
const configFile = typeof values.config === 'string' ? values.config : undefined
const places = hostPlaces({ environment: process.env, user: process.getuid?.() ?? -1, dataDirectory })
const shell = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  nativeTheme,
  protocol,
  defaultSession: () => session.defaultSession,
  setMenu: (template: readonly Electron.MenuItemConstructorOptions[]) =>
    Menu.setApplicationMenu(Menu.buildFromTemplate([...template])),
}

startDesktop(shell, {
  engine: openedOnDemand(async () => {
    const { createEngine } = await import('../../engine/index.ts')
    return createEngine({
      ...{ dataDirectory, configFile, environment: process.env },
      ...{ command: 'multios-center', tidies: true },
    })
  }),
  logIncident: createIncidentLog({
    file: places.incidents,
    now: () => new Date(),
    number: () => randomInt(36 ** 5, 36 ** 6).toString(36),
    complain: (line) => console.error(line),
  }),
  pageFiles: listPageFiles(path.join(out, 'renderer')),
  out,
  platform: process.platform,
  browserData: dataDirectory === undefined ? null : path.join(path.resolve(dataDirectory), 'window'),
}).catch((error: unknown) => {
  console.error(error)
  app.exit(1)
})

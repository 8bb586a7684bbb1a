import type { BrowserWindow } from 'electron'
import { pageAddress } from './protocol.ts'
import type { Shell } from './shell.ts'

export interface WindowOptions {
  /** The preload script. */
  readonly preload: string
  readonly platform: NodeJS.Platform
}

/** Of the window before the page has painted, and of the buttons drawn over it: roles of renderer/styles/tokens.css. */
const colors = {
  light: { window: '#f2f1ed', symbol: '#4b4e55' },
  dark: { window: '#101114', symbol: '#b9bcc1' },
}
/** Pixels, as tall as the title bar that the page draws. */
const titleBarHeight = 48

/** Makes the window: the only place that does, so that no window is less confined than another. */
export function makeWindow(shell: Shell, { preload, platform }: WindowOptions): BrowserWindow {
  const theme = (): (typeof colors)['light'] =>
    colors[shell.nativeTheme.shouldUseDarkColors ? 'dark' : 'light']
  const overlay = () => ({ color: theme().window, symbolColor: theme().symbol, height: titleBarHeight })
  const window = new shell.BrowserWindow({
    title: 'Software Center',
    width: 1_280,
    height: 800,
    minWidth: 900,
    minHeight: 640,
    show: false,
    backgroundColor: theme().window,
    titleBarStyle: 'hidden',
    ...(platform === 'darwin' ? {} : { titleBarOverlay: overlay() }),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !shell.app.isPackaged,
    },
  })
  if (platform !== 'darwin') {
    const repaint = (): void => {
      if (!window.isDestroyed()) window.setTitleBarOverlay(overlay())
    }
    shell.nativeTheme.on('updated', repaint)
  }
  window.once('ready-to-show', () => window.show())
  return window
}

export function showPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(pageAddress)
}

import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  Menu,
  MenuItemConstructorOptions,
  NativeTheme,
  Protocol,
  Session,
} from 'electron'

/** What we use of Electron, and no more: the rest of main/electron is tested without it. */
export interface Shell {
  readonly app: Pick<
    App,
    'enableSandbox' | 'isPackaged' | 'on' | 'quit' | 'requestSingleInstanceLock' | 'setPath' | 'whenReady'
  >
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>
  readonly nativeTheme: Pick<NativeTheme, 'on' | 'shouldUseDarkColors'>
  readonly protocol: Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'>
  /** Asked for only when the app is ready: there is none before. */
  readonly defaultSession: () => Pick<
    Session,
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setPermissionRequestHandler'
    | 'webRequest'
  >
  readonly setMenu: (template: readonly MenuItemConstructorOptions[]) => Menu | void
}

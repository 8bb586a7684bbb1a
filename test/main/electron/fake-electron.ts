import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions, MessageBoxOptions, WebContents } from 'electron'
import type { Shell } from '../../../main/electron/shell.ts'

// What the real one does, as far as we use it: events are emitters, handlers are kept, windows have contents.

type Answer = (...args: never[]) => unknown

class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = []
  readonly mainFrame = { parent: null, url: 'app://ui/' }
  openHandler: Answer = () => ({ action: 'allow' })
  destroyed = false

  send(...words: unknown[]): void {
    this.sent.push(structuredClone(words))
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  setWindowOpenHandler(handler: Answer): void {
    this.openHandler = handler
  }
}

export class FakeWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions
  readonly webContents = new FakeContents()
  readonly loaded: string[] = []
  readonly overlays: unknown[] = []
  isShown = false
  isFocused = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    this.emit('ready-to-show')
  }
  show(): void {
    this.isShown = true
  }
  focus(): void {
    this.isFocused = true
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return this.webContents.destroyed
  }
  setTitleBarOverlay(overlay: unknown): void {
    this.overlays.push(overlay)
  }
  destroy(): void {
    this.webContents.destroyed = true
    this.webContents.emit('destroyed')
  }
}

/** A message as the main process gets it: `frame` and `sender` are what the sender cannot choose. */
export interface Sender {
  readonly sender: unknown
  readonly senderFrame: { readonly parent: unknown; readonly url: string } | null
}

class FakeApp extends EventEmitter {
  readonly calls: string[] = []
  isPackaged = true
  hasLock = true
  isGone = false

  enableSandbox(): void {
    this.calls.push('enableSandbox')
  }
  requestSingleInstanceLock(): boolean {
    this.calls.push('requestSingleInstanceLock')
    return this.hasLock
  }
  setPath(name: string, value: string): void {
    this.calls.push(`setPath ${name} ${value}`)
  }
  async whenReady(): Promise<void> {
    this.calls.push('whenReady')
  }
  quit(): void {
    let isPrevented = false
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    this.isGone = !isPrevented
  }
}

/** A dialog of the system, as it was asked for, and what the person then pressed. */
export interface FakeDialog {
  readonly options: MessageBoxOptions
  readonly press: (button: number) => void
}

export interface FakeElectron {
  readonly dialogs: readonly FakeDialog[]
  readonly shell: Shell
  readonly app: FakeApp
  readonly windows: readonly FakeWindow[]
  readonly theme: EventEmitter & { shouldUseDarkColors: boolean }
  readonly schemes: readonly unknown[]
  /** Handlers by what they were set for. */
  readonly session: Readonly<Record<string, Answer | null>>
  readonly fetch: (request: Request) => Promise<Response>
  readonly invoke: (from: Sender, channel: string, ...words: unknown[]) => Promise<unknown>
  readonly emit: (from: Sender, channel: string, ...words: unknown[]) => void
}

export function fakeElectron(): FakeElectron {
  const app = new FakeApp()
  const windows: FakeWindow[] = []
  const theme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false })
  const session: Record<string, Answer | null> = {}
  const schemes: unknown[] = []
  const dialogs: FakeDialog[] = []
  const protocols = new Map<string, (request: Request) => Promise<Response>>()
  const handlers = new Map<string, Answer>()
  const listeners = new EventEmitter()
  const setter = (name: string) => (handler: Answer | null) => (session[name] = handler)

  class Window extends FakeWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      super(options)
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
  }

  const shell = {
    app,
    BrowserWindow: Window,
    nativeTheme: theme,
    dialog: {
      // With a signal that aborts the real one closes, as if it had been cancelled.
      showMessageBox: (_window: unknown, options: MessageBoxOptions) =>
        new Promise((resolve) => {
          const press = (response: number): void => resolve({ response, checkboxChecked: false })
          options.signal?.addEventListener('abort', () => press(options.cancelId ?? 0))
          dialogs.push({ options, press })
        }),
    },
    ipcMain: {
      handle: (channel: string, handler: Answer) => handlers.set(channel, handler),
      on: (channel: string, listener: (...args: unknown[]) => void) => listeners.on(channel, listener),
    },
    protocol: {
      registerSchemesAsPrivileged: (list: unknown[]) => schemes.push(...list),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        protocols.set(scheme, handler),
    },
    defaultSession: () => ({
      setPermissionRequestHandler: setter('permission request'),
      setPermissionCheckHandler: setter('permission check'),
      setDevicePermissionHandler: setter('device permission'),
      setDisplayMediaRequestHandler: setter('display media'),
      webRequest: { onBeforeRequest: setter('request') },
    }),
    setMenu: () => undefined,
  } as unknown as Shell

  return {
    shell,
    dialogs,
    app,
    windows,
    theme,
    schemes,
    session,
    fetch: async (request) => {
      const handler = protocols.get('app')
      if (handler === undefined) throw new Error('ERR_UNKNOWN_URL_SCHEME')
      return handler(request)
    },
    // Structured cloning, as between two processes: what cannot cross fails here as it would there.
    invoke: async (from, channel, ...words) => {
      const handler = handlers.get(channel) as ((...args: unknown[]) => unknown) | undefined
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
      return structuredClone(await handler(from, ...structuredClone(words)))
    },
    emit: (from, channel, ...words) => listeners.emit(channel, from, ...structuredClone(words)),
  }
}

export function senderOf(contents: unknown): Sender {
  return { sender: contents, senderFrame: (contents as WebContents).mainFrame }
}

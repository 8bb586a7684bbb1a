import path from 'node:path'
import { expect, test } from 'vitest'
import { pagePolicy } from '../../../main/ipc/page-headers.ts'
import { fakeEngine, latch } from '../kit/fake-engine.ts'
import { aDesktop } from './a-desktop.ts'
import { fakeElectron } from './fake-electron.ts'

const digest = 'a'.repeat(64)

test('the sandbox and the scheme are there before the app is ready, and the window shows the page', async () => {
  const { electron, window } = await aDesktop(fakeEngine({}))

  expect(electron.app.calls).toEqual(['enableSandbox', 'requestSingleInstanceLock', 'whenReady'])
  expect(electron.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  expect({ loaded: window.loaded, shown: window.isShown }).toEqual({ loaded: ['app://ui/'], shown: true })
})

test('the window is as confined as a page can be', async () => {
  const { window, out } = await aDesktop(fakeEngine({}))

  expect(window.options.webPreferences).toEqual({
    preload: path.join(out, 'preload', 'preload.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  })
})

test('the buttons over the title bar follow the theme', async () => {
  const { electron, window } = await aDesktop(fakeEngine({}))

  electron.theme.shouldUseDarkColors = true
  electron.theme.emit('updated')

  expect(window.overlays).toEqual([{ color: '#101114', symbolColor: '#b9bcc1', height: 48 }])
})

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
  'a page is stopped at %s',
  async (event) => {
    const { window } = await aDesktop(fakeEngine({}))
    let isPrevented = false

    window.webContents.emit(event, { preventDefault: () => (isPrevented = true) })

    expect(isPrevented).toBe(true)
  },
)

test('a page opens no window, gets no permission and no device', async () => {
  const { electron, window } = await aDesktop(fakeEngine({}))
  const { session } = electron
  const asked: unknown[] = []

  ;(session['permission request'] as (...args: unknown[]) => void)({}, 'geolocation', (yes: boolean) =>
    asked.push(yes),
  )

  expect({
    asked,
    opens: window.webContents.openHandler(),
    checks: session['permission check']?.(),
    devices: session['device permission']?.(),
    screens: session['display media'],
  }).toEqual({ asked: [false], opens: { action: 'deny' }, checks: false, devices: false, screens: null })
})

test.each([
  ['app://ui/assets/main-x1.js', false],
  ['blob:app://ui/7d2b', false],
  ['blob:app://other/7d2b', true],
  ['app://ui.evil.example/', true],
  ['app://other/', true],
  ['https://example.org/', true],
  ['http://127.0.0.1:80/', true],
  ['file:///etc/passwd', true],
  ['data:text/html,x', true],
  ['devtools://devtools/bundled/x.js', true],
  ['ws://127.0.0.1/', true],
])('a request for %s is cancelled: %s', async (url, cancel) => {
  const { electron } = await aDesktop(fakeEngine({}))
  const decided: unknown[] = []

  ;(electron.session['request'] as (...args: unknown[]) => void)({ url }, (word: unknown) =>
    decided.push(word),
  )

  expect(decided).toEqual([{ cancel }])
})

test('the page comes with its policy', async () => {
  const { electron } = await aDesktop(fakeEngine({}))

  const response = await electron.fetch(new Request('app://ui/'))

  expect(await response.text()).toBe('<!doctype html>')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  })
})

test.each([
  'app://ui/../../secret',
  'app://ui/%2e%2e/%2e%2e/secret',
  'app://ui/assets',
  'app://other/index.html',
  'app://ui/media/state.db',
  `app://ui/media/${digest}.svg`,
])('%s does not exist', async (url) => {
  const { electron } = await aDesktop(
    fakeEngine({}, { [`${digest}.svg`]: { type: 'text/html', bytes: Buffer.of() } }),
  )

  expect(await electron.fetch(new Request(url))).toMatchObject({ status: 404 })
})

test('pictures come from the engine, and stay pictures', async () => {
  const picture = { type: 'image/png', bytes: Buffer.from('png') }
  const { electron } = await aDesktop(fakeEngine({}, { [`${digest}.png`]: picture }))

  const response = await electron.fetch(new Request(`app://ui/media/${digest}.png`))

  expect(await response.text()).toBe('png')
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
})

test('quitting waits until the engine has ended', async () => {
  const cleaned = latch<[]>()
  const engine = fakeEngine({ 'repository.sync': () => cleaned.promise })
  const { call, electron } = await aDesktop(engine)
  const reply = call('repository.sync', {})

  electron.app.emit('window-all-closed')
  const atFirst = [electron.app.isGone, engine.isClosed()]
  cleaned.open([])
  await reply
  await expect.poll(() => electron.app.isGone).toBe(true)

  expect({ atFirst, closed: engine.isClosed() }).toEqual({ atFirst: [false, false], closed: true })
})

test('a second start brings the first one’s window forward, and goes', async () => {
  const { electron, window } = await aDesktop(fakeEngine({}))
  const second = fakeElectron()
  second.app.hasLock = false

  await aDesktop(fakeEngine({}), second)
  electron.app.emit('second-instance')

  expect({ windows: second.windows, gone: second.app.isGone, focused: window.isFocused }).toEqual({
    windows: [],
    gone: true,
    focused: true,
  })
})

test('a window that was closed hears nothing more', async () => {
  const engine = fakeEngine({})
  const { window } = await aDesktop(engine)

  window.destroy()
  engine.announce({ kind: 'catalog-changed' })

  expect(window.webContents.sent).toEqual([])
})

import { expect, test } from 'vitest'
import { channels } from '../../../preload/contract.ts'
import { fakeEngine, untilCancelled } from '../kit/fake-engine.ts'
import { aDesktop } from './a-desktop.ts'
import { type FakeWindow, senderOf } from './fake-electron.ts'

test('the page calls, hears progress under its id, and gets the reply', async () => {
  const progress = { kind: 'step', step: 'sync', index: 1, count: 1 } as const
  const engine = fakeEngine({ 'repository.sync': (_input, { report }) => (report?.(progress), []) })
  const { call, window } = await aDesktop(engine)

  const reply = await call('repository.sync', {})

  expect({ reply, sent: window.webContents.sent }).toEqual({
    reply: { kind: 'done', value: [] },
    sent: [[channels.progress, '1', progress]],
  })
})

test('the page cancels its call', async () => {
  const { call, electron, window } = await aDesktop(fakeEngine({ 'catalog.search': untilCancelled }))

  const reply = call('catalog.search', { query: '' })
  electron.emit(senderOf(window.webContents), channels.cancel, '1')

  expect(await reply).toEqual({ kind: 'cancelled' })
})

test('the page hears events', async () => {
  const engine = fakeEngine({})
  const { window } = await aDesktop(engine)

  engine.announce({ kind: 'catalog-changed' })

  expect(window.webContents.sent).toEqual([[channels.event, { kind: 'catalog-changed' }]])
})

test.each<[string, (window: FakeWindow) => { sender: unknown; senderFrame: unknown }]>([
  [
    'a frame inside the page',
    ({ webContents }) => ({ sender: webContents, senderFrame: { parent: {}, url: 'app://ui/' } }),
  ],
  ['a frame that is gone', ({ webContents }) => ({ sender: webContents, senderFrame: null })],
  [
    'a page of another origin',
    ({ webContents }) => ({ sender: webContents, senderFrame: { parent: null, url: 'https://app.ui/' } }),
  ],
  [
    'a page whose name begins alike',
    ({ webContents }) => ({ sender: webContents, senderFrame: { parent: null, url: 'app://ui.evil/' } }),
  ],
  [
    'a window that was never admitted',
    () => ({ sender: {}, senderFrame: { parent: null, url: 'app://ui/' } }),
  ],
])('%s gets nothing from the host', async (_who, from) => {
  const engine = fakeEngine({ 'package.installed': () => [], 'catalog.search': untilCancelled })
  const { electron, window, call } = await aDesktop(engine)
  const sender = from(window) as ReturnType<typeof senderOf>
  const mine = call('catalog.search', { query: '' }, 'mine')

  const reply = await electron.invoke(sender, channels.start, {
    id: 'x',
    name: 'package.installed',
    input: {},
  })
  electron.emit(sender, channels.cancel, 'mine')
  const wasCancelled = await Promise.race([mine.then(() => true), Promise.resolve(false)])

  expect(reply).toMatchObject({ kind: 'failed', failure: { facts: { what: 'sender' } } })
  expect({ ran: engine.ran, wasCancelled }).toEqual({ ran: ['catalog.search'], wasCancelled: false })
})

test.each([undefined, null, 7, 'text', {}, { id: '1' }, { id: '1', name: '__proto__', input: {} }])(
  'the garbage %j is answered with a failure',
  async (words) => {
    const { electron, window, incidents } = await aDesktop(fakeEngine({}))

    const reply = await electron.invoke(senderOf(window.webContents), channels.start, words)

    expect(reply).toMatchObject({ kind: 'failed', failure: { code: 'request/invalid' } })
    expect(incidents).toEqual([])
  },
)

test('after a reload the old page’s reads are cancelled, and the new one is heard', async () => {
  const engine = fakeEngine({ 'catalog.search': untilCancelled, 'package.installed': () => [] })
  const { call, window } = await aDesktop(engine)
  const old = call('catalog.search', { query: '' })

  window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  const fresh = call('package.installed', {})

  expect(await Promise.all([old, fresh])).toEqual([{ kind: 'cancelled' }, { kind: 'done', value: [] }])
})

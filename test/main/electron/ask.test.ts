import { expect, test } from 'vitest'
import { channels } from '../../../preload/contract.ts'
import { fakeEngine } from '../kit/fake-engine.ts'
import { aDesktop } from './a-desktop.ts'
import { senderOf } from './fake-electron.ts'

const view = { packages: 0 } as never
const anEngine = () => fakeEngine({ 'system.cleanup': () => view, 'policy.remove': () => view })
const rules = [{ kind: 'hold', name: 'jq' }]

test('a change is asked about in a dialog of the system, whose first button refuses', async () => {
  const { call, electron, window } = await aDesktop(anEngine())

  const reply = call('policy.remove', { rules })
  await expect.poll(() => electron.dialogs.length).toBe(1)
  const { signal, ...shown } = electron.dialogs[0]!.options
  electron.dialogs[0]!.press(1)

  expect(signal?.aborted).toBe(false)
  expect(shown).toEqual({
    type: 'question',
    title: 'MultiOS Software Center',
    message: 'Allow this?',
    detail: 'Drops rules; of a pin, its name says which.\n\nRule: [{"kind":"hold","name":"jq"}]',
    buttons: ['Cancel', 'Allow'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  expect(await reply).toEqual({ kind: 'done', value: view })
  expect(window.webContents.sent).toEqual([
    [channels.progress, '1', { kind: 'asking', page: null }],
    [channels.progress, '1', { kind: 'asked' }],
  ])
})

test('an answer for now holds for the next change of the window, until it is reloaded', async () => {
  const engine = anEngine()
  const { call, electron, window } = await aDesktop(engine)

  const first = call('system.cleanup', {}, '1')
  await expect.poll(() => electron.dialogs.length).toBe(1)
  electron.dialogs[0]!.press(2)
  await first
  await call('system.cleanup', {}, '2')
  const askedBefore = electron.dialogs.length
  window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  const third = call('system.cleanup', {}, '3')
  await expect.poll(() => electron.dialogs.length).toBe(2)
  electron.dialogs[1]!.press(0)

  expect({ askedBefore, ran: engine.ran.length }).toEqual({ askedBefore: 1, ran: 2 })
  expect(await third).toMatchObject({ failure: { code: 'consent/refused' } })
})

test('a request that the page takes back closes its dialog', async () => {
  const engine = anEngine()
  const { call, electron, window } = await aDesktop(engine)

  const reply = call('system.cleanup', {})
  await expect.poll(() => electron.dialogs.length).toBe(1)
  electron.emit(senderOf(window.webContents), channels.cancel, '1')

  expect(await reply).toEqual({ kind: 'cancelled' })
  expect(engine.ran).toEqual([])
})

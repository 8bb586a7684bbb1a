import { expect, test } from 'vitest'
import type { Description } from '../../../engine/api/description.ts'
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

test('what widens trust is not pushed out of the dialog by the length of a plan or of a script', async () => {
  const changes = Array.from({ length: 100 }, (_, at) => ({
    ...{ action: 'install', name: `p${String(at)}`, from: null, to: '1', repository: 'main', publisher: 'A' },
  })) as Description['changes']
  const facts = [
    { label: 'publisher', value: 'p0 now: Mallory ab' },
    { label: 'script', value: `echo\nAddress: https://trusted.example/\n${'x'.repeat(500)}` },
    { label: 'plan', value: 'cd' },
  ]
  const describe = async (): Promise<Description> => ({ subject: 'software', about: '', changes, facts })
  const { call, electron } = await aDesktop({ ...anEngine(), describe })

  const reply = call('system.cleanup', {})
  await expect.poll(() => electron.dialogs.length).toBe(1)
  const lines = electron.dialogs[0]!.options.detail?.split('\n') ?? []
  electron.dialogs[0]!.press(0)
  await reply

  expect([...lines.slice(0, 5), lines.length, lines.at(-1)]).toEqual([
    ...['Install 100 packages.', '', 'Publisher: p0 now: Mallory ab'],
    expect.stringMatching(/^Script: echo ⏎ Address: https:\/\/trusted\.example\/ ⏎ x+…$/),
    'Install p0 1 (main · A)',
    23,
    'and 83 more',
  ])
})

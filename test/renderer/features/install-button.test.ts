import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import InstallButton from '../../../renderer/features/package/InstallButton.vue'
import type { Transfer } from '../../../renderer/stores/transfer.ts'
import type { AppActionState } from '../../../renderer/ui/app-action.ts'
import { detailsOf } from '../kit/fake-answers.ts'
import { summaries } from '../kit/fake-catalog.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { mountWith } from './mount.ts'
import { largePlan } from './pictures/rich-plans.ts'

const details = detailsOf(summaries, 'lumenfold')
let shown: VueWrapper

// happy-dom has no popovers yet.
HTMLElement.prototype.hidePopover ??= () => undefined

function transferAt(phase: Transfer['phase'], received = 0): Transfer {
  return {
    id: 1,
    request: largePlan.request,
    plan: { ...largePlan, download: 84_200_000 },
    lines: largePlan.install,
    title: 'Lumenfold',
    icon: null,
    phase,
    files: new Map([['lumenfold', { received, total: 84_200_000 }]]),
    samples: [],
  }
}

async function show(action: AppActionState, transfer?: Transfer, name = 'lumenfold'): Promise<VueWrapper> {
  const props = { details: name === 'lumenfold' ? details : detailsOf(summaries, name), action, transfer }
  shown = await mountWith(InstallButton, props, createFakeClient())
  return shown
}

const words = (): string => shown.text().replaceAll(/\s+/g, ' ')

afterEach(() => shown.unmount())

test.each([
  [{ state: 'absent' }, 'Install', 'install'],
  [{ state: 'update' }, 'Update', 'update'],
  [{ state: 'installed', opens: true }, 'Open', 'open'],
  [{ state: 'failed' }, 'Retry', 'retry'],
  [{ state: 'refused' }, 'Refused', 'why'],
] as const)('at %o it offers to %s', async (action, text, act) => {
  await show(action)

  await shown.get('button').trigger('click')

  expect({ text: words().startsWith(text), acts: shown.emitted('act') }).toEqual({
    text: true,
    acts: [[act]],
  })
})

test('what a rule keeps away says whose rule it is, and leads to asking for it', async () => {
  const blocked = {
    ...{ decision: 'ask' as const, owner: 'administrator' as const, file: '/etc/policy.json' },
    ...{ rule: 'packages[0]', reason: 'package' as const, note: 'Tell us why' },
  }
  const props = { details: { ...details, blocked }, action: { state: 'blocked' }, transfer: undefined }
  shown = await mountWith(InstallButton, props, createFakeClient())

  await shown.get('button').trigger('click')

  expect([words(), shown.emitted('act'), shown.find('button[disabled]').exists()]).toEqual([
    'Blocked by your administrator: rule packages[0]Ask for it',
    [['why']],
    false,
  ])
})

test('a component that is installed can only be removed', async () => {
  await show({ state: 'installed', opens: false }, undefined, 'starter-runtime')

  expect(shown.findAll('button').length).toBeGreaterThan(0)
  expect(words()).toContain('Remove')
})

test('what is installed can be removed from behind the arrow', async () => {
  await show({ state: 'installed', opens: true }, undefined, 'quillbay')

  await shown
    .findAll('.menu__item')
    .find((each) => each.text() === 'Remove')
    ?.trigger('click')

  expect(shown.emitted('remove')).toHaveLength(1)
})

test('while it waits it can be cancelled', async () => {
  await show({ state: 'queued' }, transferAt({ kind: 'waiting' }))

  await shown.get('button').trigger('click')

  expect({ text: words(), acts: shown.emitted('act') }).toEqual({
    text: 'Waiting Waiting',
    acts: [['cancel']],
  })
})

test('while it downloads it tells bytes, and never an invented time', async () => {
  const running = transferAt({ kind: 'running', step: 'download', canCancel: true }, 35_400_000)

  await show({ state: 'downloading', share: 0.42 }, running)

  expect({ text: words(), fill: shown.get('.split--progress').attributes('style') }).toEqual({
    text: 'Downloading 35.4 of 84.2 MB, Working out how long',
    fill: '--p: 0.42;',
  })
})

test('past the point of no return there is nothing to cancel', async () => {
  await show({ state: 'installing' }, transferAt({ kind: 'running', step: 'commit', canCancel: false }))

  expect({ buttons: shown.findAll('button').length, text: words() }).toEqual({
    buttons: 0,
    text: 'Installing Finishing; it can be undone afterwards',
  })
})

test('checking is told as such', async () => {
  await show({ state: 'checking' }, transferAt({ kind: 'running', step: 'verify', canCancel: true }))

  expect(words()).toBe('Checking Checking signatures and files')
})

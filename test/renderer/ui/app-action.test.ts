import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { lookOf, type AppActionState } from '../../../renderer/ui/app-action.ts'
import UiAppAction from '../../../renderer/ui/UiAppAction.vue'

const shown: readonly [AppActionState, text: string, name: string, act: string | null][] = [
  [{ state: 'absent' }, 'Install', 'Install Lumenfold', 'install'],
  [{ state: 'queued' }, '', 'Cancel Lumenfold, waiting', 'cancel'],
  [{ state: 'downloading', share: 0.42 }, '42%', 'Cancel Lumenfold, 42 percent', 'cancel'],
  [{ state: 'downloading', share: null }, '', 'Cancel Lumenfold', 'cancel'],
  [{ state: 'checking' }, '', 'Checking Lumenfold', null],
  [{ state: 'installing' }, '', 'Installing Lumenfold', null],
  [{ state: 'removing' }, '', 'Removing Lumenfold', null],
  [{ state: 'installed', opens: true }, 'Open', 'Open Lumenfold', 'open'],
  [{ state: 'update' }, 'Update', 'Update Lumenfold', 'update'],
  [{ state: 'failed' }, 'Retry', 'Retry installing Lumenfold', 'retry'],
  [{ state: 'refused' }, 'Why', 'Why Lumenfold was refused', 'why'],
]

describe('the button of an app', () => {
  test.each(shown)('shows %j as “%s”, named “%s”', async (action, text, name, act) => {
    const button = mount(UiAppAction, { props: { action, name: 'Lumenfold' } })
    const named = button.find(`[aria-label="${name}"]`)
    await named.trigger('click')

    expect(button.text()).toBe(text)
    expect(button.emitted('act')?.[0] ?? [null]).toEqual([act])
  })

  test('says Installed of what cannot be opened', () => {
    expect(lookOf({ state: 'installed', opens: false }, 'libfoo')).toEqual({
      kind: 'words',
      text: 'Installed',
    })
  })
})

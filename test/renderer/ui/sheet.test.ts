import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { defineComponent, nextTick, ref } from 'vue'
import UiSheet from '../../../renderer/ui/UiSheet.vue'

enableAutoUnmount(afterEach)

/** A page with a button that opens a sheet, which asks before it closes. */
function aPage() {
  const Page = defineComponent({
    components: { UiSheet },
    setup: () => ({ open: ref(false), busy: ref(false), gone: ref(false) }),
    template: `
      <main id="main" tabindex="-1">
        <button v-if="!gone" id="opener" @click="open = true">Open</button>
        <UiSheet :open="open" :busy="busy" label="A plan" @cancel="open = false">
          <template #foot><button id="confirm" data-autofocus>Confirm</button></template>
        </UiSheet>
      </main>`,
  })
  const page = mount(Page, { attachTo: document.body })
  const openIt = async (): Promise<void> => {
    page.get<HTMLElement>('#opener').element.focus()
    await page.get('#opener').trigger('click')
    await nextTick()
    await nextTick()
  }
  const focused = (): string | undefined => document.activeElement?.id
  return { page, openIt, focused }
}

describe('a sheet', () => {
  test('starts with the focus where the plan says', async () => {
    const { openIt, focused } = aPage()
    await openIt()

    expect(focused()).toBe('confirm')
  })

  test('gives the focus back to what opened it', async () => {
    const { page, openIt, focused } = aPage()
    await openIt()
    await page.get('dialog').trigger('keydown', { key: 'Escape' })
    await nextTick()

    expect(focused()).toBe('opener')
  })

  test('gives the focus to the page where what opened it is gone', async () => {
    const { page, openIt, focused } = aPage()
    await openIt()
    await page.setData({ gone: true })
    await page.setData({ open: false })
    await nextTick()

    expect(focused()).toBe('main')
  })

  test('does not close while something must not be left half-way', async () => {
    const { page, openIt } = aPage()
    await openIt()
    await page.setData({ busy: true })
    await page.get('dialog').trigger('keydown', { key: 'Escape' })

    expect(page.get('dialog').attributes()).toHaveProperty('open')
  })

  test('confirms with Ctrl and Enter', async () => {
    const { page, openIt } = aPage()
    await openIt()
    await page.get('dialog').trigger('keydown', { key: 'Enter', ctrlKey: true })

    expect(page.getComponent(UiSheet).emitted('confirm')).toHaveLength(1)
  })
})

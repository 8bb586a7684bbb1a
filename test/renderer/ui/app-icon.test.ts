import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { providePictureRound } from '../../../renderer/ui/picture-round.ts'
import UiAppIcon from '../../../renderer/ui/UiAppIcon.vue'

enableAutoUnmount(afterEach)

test('an icon that did not come is asked for again when the catalog has changed', async () => {
  const Page = defineComponent({
    components: { UiAppIcon },
    setup: () => ({ change: providePictureRound() }),
    template: `<div><button @click="change()">Changed</button><UiAppIcon src="media/a" /></div>`,
  })
  const page = mount(Page)
  const shown = (): string | undefined => page.get('img').attributes('src')

  await page.get('img').trigger('error')
  const without = shown()
  await page.get('button').trigger('click')

  expect({ isBox: without !== 'media/a', after: shown() }).toEqual({ isBox: true, after: 'media/a' })
})

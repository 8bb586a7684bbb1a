import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import App from '../../../renderer/app/App.vue'
import SideNav from '../../../renderer/app/SideNav.vue'
import TitleBar from '../../../renderer/app/TitleBar.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import { mounted } from '../kit/mounted.ts'

enableAutoUnmount(afterEach)

describe('the side navigation', () => {
  test('shows only places that have a page, with what is known of them', async () => {
    const { view } = await mounted(SideNav)
    await flushPromises()

    expect(view.findAll('.navitem').map((item) => item.text())).toEqual([
      'Discover',
      'Installed',
      'History',
      'Repositories',
    ])
  })
})

describe('the title bar', () => {
  test('searches as a person types, in one step of the history', async () => {
    const { view, router } = await mounted(TitleBar)
    const field = view.get<HTMLInputElement>('input[type=search]')
    field.element.focus()
    for (const text of ['p', 'ph', 'pho']) {
      await field.setValue(text)
      await flushPromises()
    }
    expect(router.currentRoute.value.fullPath).toBe('/search?q=pho')

    router.back()
    await flushPromises()
    expect(router.currentRoute.value.name).toBe('discover')
  })

  test('keeps the filters of a search while its words change', async () => {
    const { view, router } = await mounted(TitleBar)
    await router.push('/search?q=a&category=Office')
    await view.get('input[type=search]').setValue('ab')
    await flushPromises()

    expect(router.currentRoute.value.query).toEqual({ q: 'ab', category: 'Office' })
  })
})

describe('the window', () => {
  test('goes to a place with Ctrl and its number, and says where it is', async () => {
    const { view, router } = await mounted(App)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '3', ctrlKey: true, cancelable: true }))
    await flushPromises()

    expect(router.currentRoute.value.name).toBe('installed')
    expect(document.activeElement).toBe(view.get('#main').element)
  })

  test('puts the focus into the search field with a slash, but not while a person types', async () => {
    await mounted(App)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '/', cancelable: true }))
    const field = document.activeElement
    const typed = new KeyboardEvent('keydown', { key: '/', cancelable: true, bubbles: true })
    field?.dispatchEvent(typed)

    expect(field?.getAttribute('type')).toBe('search')
    expect(typed.defaultPrevented).toBe(false)
  })

  test('follows the machine: an app that another program installs is counted, and what came along is not', async () => {
    const client = createFakeClient()
    const { view } = await mounted(App, client)
    await flushPromises()
    expect(view.get('.navitem__count').text()).toBe('6')

    const request = { kind: 'install' as const, packages: [{ name: 'pinemark' }] }
    await client.run('plan.apply', { request, digest: 'ab' }, { signal: new AbortController().signal })
    await flushPromises()
    expect(view.get('.navitem__count').text()).toBe('7')
  })
})

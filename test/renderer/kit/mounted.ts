import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { clientKey } from '../../../renderer/client/provide-client.ts'
import { createFakeClient, type FakeClient } from './fake-client.ts'

const nowhere = defineComponent({ render: () => null })
const pages = ['discover', 'search', 'installed', 'history', 'repositories']

/** Mounts a part of the window on a fake machine, with pages that lead nowhere. */
export async function mounted(
  part: Component,
  client: FakeClient = createFakeClient(),
  props: Record<string, unknown> = {},
): Promise<{ readonly view: VueWrapper; readonly client: FakeClient; readonly router: Router }> {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      ...pages.map((name) => ({ path: `/${name}`, name, component: nowhere })),
      { path: '/category/:id', name: 'category', component: nowhere },
      { path: '/collection/:id', name: 'collection', component: nowhere },
      { path: '/app/:name', name: 'app', component: nowhere },
    ],
  })
  await router.push('/discover')
  const view = mount(part, {
    props,
    attachTo: document.body,
    global: { plugins: [createPinia(), router], provide: { [clientKey as symbol]: client } },
  })
  return { view, client, router }
}

/** Calls a composable where stores and the client can be found, and gives back what it returns. */
export async function composed<T>(use: () => T, client: FakeClient = createFakeClient()): Promise<T> {
  let made: T | undefined
  const Part = defineComponent({
    setup() {
      made = use()
      return () => h('div')
    },
  })
  await mounted(Part, client)
  return made as T
}

import { mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { Component } from 'vue'
import { createRouter, createMemoryHistory } from 'vue-router'
import type { Client } from '../../../engine/api/client.ts'
import { clientKey } from '../../../renderer/client/provide-client.ts'

const nowhere = { render: () => null }

/** Mounts one component in the document, with the client that it would get from the window. */
export async function mountWith(
  component: Component,
  props: object,
  client: Client,
  address = '/discover',
): Promise<VueWrapper> {
  const names = [
    'discover',
    'search',
    'app',
    'category',
    'installed',
    'history',
    'activity',
    'repositories',
    'security',
  ]
  const router = createRouter({
    history: createMemoryHistory(),
    routes: names.map((name) => ({
      name,
      path: name === 'app' ? '/app/:name' : `/${name}/:id?`,
      component: nowhere,
    })),
  })
  await router.push(address)
  return mount(component, {
    props: { ...props },
    attachTo: document.body,
    global: { plugins: [createPinia(), router], provide: { [clientKey as symbol]: client } },
  })
}

/** Whatever was asked and answered at once is on the screen after this. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
  await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
}

/** The button with these words, wherever it is in the document. */
export function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(
    (each) => each.textContent.trim().startsWith(words) || each.getAttribute('aria-label') === words,
  )
  if (!found) throw new Error(`no button says ${words}`)
  return found
}

import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import type { Client } from '../../../engine/api/client.ts'
import SearchPage from '../../../renderer/features/search/SearchPage.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import type { FakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

let page: VueWrapper
let client: FakeClient
let field: HTMLInputElement

async function open(address: string, given = createFakeClient()): Promise<void> {
  document.body.replaceChildren()
  const bar = document.createElement('form')
  bar.className = 'titlebar__search'
  field = document.createElement('input')
  bar.append(field)
  document.body.append(bar)
  client = given
  page = await mountWith(SearchPage, {}, client, address)
  await settle()
}

const titles = (): string[] => page.findAll('.result .rowlink').map((each) => each.text())
const searched = (): unknown => client.calls.findLast(({ name }) => name === 'catalog.search')?.input

function press(key: string): void {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  )
}

afterEach(() => page.unmount())

test('Down leads from the field through the results, and Up back to the field', async () => {
  await open('/search?q=photo')
  const visited: (string | undefined)[] = []

  field.focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
    press(key)
    visited.push(document.activeElement === field ? 'field' : document.activeElement?.textContent.trim())
  }

  expect(visited).toEqual(['Lumenfold', 'Fernkey', 'Fernkey', 'Lumenfold', 'field'])
})

test('filters come from the address, and a chip takes its filter back', async () => {
  await open('/search?category=Video&role=app')
  const before = titles()

  button('Apps').click()
  await settle()

  expect({ before, searched: searched(), chips: page.findAll('.chip').length }).toEqual({
    before: ['Lumenfold', 'Mothlamp', 'Cutterbird'],
    searched: expect.objectContaining({ categories: ['Video'], roles: [] }) as unknown,
    chips: 1,
  })
})

test('where nothing matches, the page says so and offers ways on', async () => {
  await open('/search?q=harpsicord')

  expect({
    title: page.get('.empty h2').text(),
    links: page.findAll('.empty a').map((each) => each.text()),
  }).toEqual({
    title: 'Nothing called “harpsicord”',
    links: ['Back to Discover', 'Everything there is', 'Add a repository'],
  })
})

test('matched words are marked as text, never as markup', async () => {
  await open('/search?q=photo')

  expect(page.findAll('mark').map((each) => each.text())).toEqual(['photo', 'photo'])
})

test('where all that matches is hidden, the empty page says why and shows it on demand', async () => {
  const fake = createFakeClient()
  const hidden = [{ reason: 'architecture', repository: 'main', count: 1 }]
  const run = (async (...asked: Parameters<FakeClient['run']>) => {
    const answer: unknown = await fake.run(...asked)
    return asked[0] === 'catalog.search' ? { ...(answer as object), total: 0, packages: [], hidden } : answer
  }) as FakeClient['run']
  await open('/search?q=armtool', { ...fake, run })
  const said = page.get('.empty').text()

  button('Show what is hidden').click()
  await settle()

  expect(said).toContain('1 match hidden: 1 not for this machine.')
  expect(fake.calls.findLast(({ name }) => name === 'catalog.search')?.input).toMatchObject({ hidden: true })
})

test.each([
  [
    { partial: true as const, meant: 'virtual photo' },
    'Nothing has all words of “virtul photo”. These have some of them.',
  ],
  [
    { meant: 'virtual photo' },
    'Nothing has “virtul photo”. These have “virtual photo”, or words near to it.',
  ],
])('where nothing has what was typed, the page says what is shown instead', async (told, note) => {
  const fake = createFakeClient()
  const run = (async (...asked: Parameters<Client['run']>) => {
    if (asked[0] !== 'catalog.search') return fake.run(...asked)
    const answer = await fake.run('catalog.search', { query: 'photo' }, asked[2])
    return { ...answer, ...told }
  }) as Client['run']

  await open('/search?q=virtul+photo', { ...fake, run })

  expect(page.get('.results__note').text()).toBe(note)
})

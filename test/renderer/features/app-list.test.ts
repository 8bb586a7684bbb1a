import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { Client } from '../../../engine/api/client.ts'
import type { SearchAnswer } from '../../../engine/api/catalog-operations.ts'
import AppList from '../../../renderer/features/discover/AppList.vue'
import { createFakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

enableAutoUnmount(afterEach)

/** As a catalog of `total` apps answers; their names are numbers. */
function manyApps(total: number): Client {
  const client = createFakeClient()
  const run = (async (...asked: Parameters<Client['run']>) => {
    const answer: unknown = await client.run(...asked)
    if (asked[0] !== 'catalog.search') return answer
    const [any] = await client.run('package.installed', {}, { signal: new AbortController().signal })
    const { limit = 50 } = asked[1] as { limit?: number }
    const rows = Array.from({ length: Math.min(total, limit) }, (_, at) => ({
      ...any!,
      name: `a${at}`,
    }))
    return { ...(answer as SearchAnswer), packages: rows, total }
  }) as Client['run']
  return { ...client, run }
}

const links = () =>
  [...document.querySelectorAll('a.link, a.btn')].map((each) => [
    each.textContent.trim(),
    each.getAttribute('href'),
  ])
const wish = { roles: ['app', 'command'], order: 'name' } as const

test('what is no app is one click away, in this category or in all', async () => {
  await mountWith(AppList, { title: 'Games', wish: { ...wish, categories: ['games'] } }, manyApps(3))
  await settle()

  expect(links()).toEqual([['Show everything', '/search?category=games&order=name']])
})

test('a long list goes on until it is better looked at on the search page', async () => {
  const view = await mountWith(AppList, { title: 'All apps', wish }, manyApps(5_000))
  const shown: number[] = []
  for (let step = 0; step < 5; step += 1) {
    await settle()
    shown.push(view.findAll('article').length)
    if (step < 4) button('Show more').click()
  }

  expect(shown).toEqual([60, 120, 180, 240, 300])
  expect(links()).toEqual([
    ['Show all 5000 in a list', '/search?role=app&role=command&order=name'],
    ['Show everything', '/search?order=name'],
  ])
})

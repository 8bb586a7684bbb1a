import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import type { Client } from '../../../engine/api/client.ts'
import type { DiscoverAnswer } from '../../../engine/api/catalog-operations.ts'
import DiscoverPage from '../../../renderer/features/discover/DiscoverPage.vue'
import { luminance } from '../../../renderer/features/discover/hero-art.ts'
import { takenBack } from '../kit/fake-catalog.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import { mounted } from '../kit/mounted.ts'

enableAutoUnmount(afterEach)

describe('the front page', () => {
  test('asks for nothing but itself before its first cards', async () => {
    const { client } = await mounted(DiscoverPage)

    expect(client.calls.map(({ name }) => name)).toEqual(['catalog.discover'])
  })

  test('shows boxes where its parts will be until it knows them', async () => {
    const { view } = await mounted(DiscoverPage)

    expect(view.get('[role=status]').text()).toBe('Loading the catalog')
    expect(view.get('.page').attributes('aria-busy')).toBe('true')
  })

  test('shows picks, categories, collections and what is recent', async () => {
    const { view } = await mounted(DiscoverPage)
    await flushPromises()

    expect(view.findAll('h2').map((heading) => heading.text())).toEqual([
      'Develop raw photographs the way you remember the light',
      'Ferrowave 4 records every track at once',
      'Tonight’s sky, from your own garden',
      'Collections',
      'Recently updated',
    ])
  })

  test('a pick without a picture shows its icon on a ground of its own', async () => {
    const client = createFakeClient()
    const { run } = client
    const bare = (async (...asked: Parameters<Client['run']>) => {
      const answer: unknown = await run(...asked)
      if (asked[0] !== 'catalog.discover') return answer
      const { featured, ...rest } = answer as DiscoverAnswer
      return { ...rest, featured: featured.map((pick) => ({ ...pick, art: null })) }
    }) as Client['run']
    const { view } = await mounted(DiscoverPage, { ...client, run: bare })
    await flushPromises()

    expect(view.findAll('.hero').map((hero) => hero.findAll('.hero__face, .hero__art').length)).toEqual([
      1, 1, 1,
    ])
    expect(view.findAll('.hero__face')).toHaveLength(3)
  })

  test('a collection shows the pictures that its apps have before a box', async () => {
    const client = createFakeClient()
    const { run } = client
    const plain = (async (...asked: Parameters<Client['run']>) => {
      const answer: unknown = await run(...asked)
      if (asked[0] !== 'catalog.discover') return answer
      const { collections, ...rest } = answer as DiscoverAnswer
      const members = collections.flatMap(({ packages }) => packages).slice(0, 5)
      const packages = members.map((one, at) => (at < 2 ? { ...one, icon: null } : one))
      return { ...rest, collections: [{ ...collections[0]!, packages }] }
    }) as Client['run']
    const { view } = await mounted(DiscoverPage, { ...client, run: plain })
    await flushPromises()

    const shown = view.findAll('.collection .appicon').map((icon) => icon.attributes('src'))
    expect(shown.filter((address) => address?.startsWith('media/'))).toHaveLength(3)
  })

  test('says on a small card and on a large one what was taken back', async () => {
    const packages = takenBack('starwicket')
    const marked = async (shown: typeof packages, place: string): Promise<string[]> => {
      const { view } = await mounted(DiscoverPage, createFakeClient({ packages: shown }))
      await flushPromises()
      return view.findAll(`.hero:has(.badge--danger) ${place}`).map((each) => each.text())
    }

    const small = await marked(packages, '.hero__app')
    const alone = packages.filter(({ name }) => name === 'starwicket')
    const large = await marked(alone, '.approw__name')

    expect({ small, large }).toEqual({ small: ['OpenTaken back'], large: ['StarwicketTaken back'] })
  })

  test('where nobody has picked anything, more of what is recent is shown; the newest are a list of all', async () => {
    const client = createFakeClient()
    const { run } = client
    let told = 0
    const plain = (async (...asked: Parameters<Client['run']>) => {
      const answer: unknown = await run(...asked)
      if (asked[0] !== 'catalog.discover') return answer
      told = (answer as DiscoverAnswer).recent.length
      return { ...(answer as DiscoverAnswer), featured: [], collections: [] }
    }) as Client['run']
    const { view, router } = await mounted(DiscoverPage, { ...client, run: plain })
    await flushPromises()
    const recent = view.findAll('article').length
    await router.push({ name: 'discover', query: { view: 'new' } })
    await flushPromises()

    expect([recent, told > 9]).toEqual([told, true])
    expect(client.calls.at(-1)).toMatchObject({
      name: 'catalog.search',
      input: { query: '', order: 'newest', roles: ['app', 'command'] },
    })
  })

  test('leaves out what the engine says nothing of', async () => {
    const all = createFakeClient()
    const packages = (
      await all.run('package.installed', {}, { signal: new AbortController().signal })
    ).filter(({ name }) => name === 'quillbay')
    const { view } = await mounted(DiscoverPage, createFakeClient({ packages }))
    await flushPromises()

    expect(view.find('.herogrid').exists()).toBe(false)
    expect(view.find('.collection').exists()).toBe(false)
  })

  test('leads to the repositories where it has nothing to show', async () => {
    const { view } = await mounted(DiscoverPage, createFakeClient({ packages: [] }))
    await flushPromises()

    expect(view.get('.empty').text()).toContain('The catalog is empty')
    expect(view.get('.empty a').attributes('href')).toBe('/repositories')
  })

  test('says why it cannot be read, and reads again when asked', async () => {
    const client = createFakeClient({
      failing: { 'catalog.discover': { code: 'network/timeout', facts: { url: 'https://a/', seconds: 30 } } },
    })
    const { view } = await mounted(DiscoverPage, client)
    await flushPromises()
    expect(view.get('.empty h2').text()).toBe('The catalog could not be read')

    delete client.failing['catalog.discover']
    await view.get('.empty button').trigger('click')
    await flushPromises()
    expect(view.find('.herogrid').exists()).toBe(true)
  })

  test('reads itself again after a change', async () => {
    const { client } = await mounted(DiscoverPage)
    await flushPromises()
    client.tell({ kind: 'catalog-changed' })

    expect(client.calls.filter(({ name }) => name === 'catalog.discover')).toHaveLength(2)
  })
})

describe('the light of a picture', () => {
  test('goes from none to all', () => {
    expect([luminance([0, 0, 0]), luminance([255, 255, 255])]).toEqual([0, 1])
  })
})

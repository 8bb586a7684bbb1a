import { effectScope } from 'vue'
import { expect, test } from 'vitest'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { SearchAnswer } from '../../../engine/api/catalog-operations.ts'
import { readWish } from '../../../renderer/features/search/search-wish.ts'
import type { Wish } from '../../../renderer/features/search/search-wish.ts'
import { leadingResult, useSearch } from '../../../renderer/features/search/use-search.ts'
import { searchIn } from '../kit/fake-answers.ts'
import { summaries } from '../kit/fake-catalog.ts'

interface Asked {
  readonly query: string
  readonly signal: AbortSignal
  readonly answer: (answer: SearchAnswer) => void
  readonly fail: (error: unknown) => void
}

/** A client whose answers come when the test says so. */
function slowClient() {
  const asked: Asked[] = []
  const client: Client = {
    on: () => () => undefined,
    run: (_, input, { signal }) =>
      new Promise((resolve, reject) => {
        const { query } = input as { query: string }
        asked.push({ query, signal, answer: (answer) => resolve(answer), fail: reject })
      }),
  }
  return { client, asked }
}

const wish = (query: string): Wish => readWish({ q: query })
const settled = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()))

test('every key press asks at once, and ends the call of the one before', () => {
  const { client, asked } = slowClient()
  const { find } = effectScope().run(() => useSearch(client))!

  for (const query of ['p', 'ph', 'pho']) void find(wish(query))

  expect(asked.map(({ query, signal }) => [query, signal.aborted])).toEqual([
    ['p', true],
    ['ph', true],
    ['pho', false],
  ])
})

test('an older answer that comes late never replaces a newer one', async () => {
  const { client, asked } = slowClient()
  const { search, find } = effectScope().run(() => useSearch(client))!
  void find(wish('video'))
  void find(wish('photo'))

  asked[1]?.answer(searchIn(summaries, { query: 'photo' }))
  await settled()
  asked[0]?.answer(searchIn(summaries, { query: 'video' }))
  await settled()

  expect(search.value.shown?.wish.query).toBe('photo')
})

test('the last results stay on screen while the next are searched', async () => {
  const { client, asked } = slowClient()
  const { search, find } = effectScope().run(() => useSearch(client))!
  void find(wish('photo'))
  asked[0]?.answer(searchIn(summaries, { query: 'photo' }))
  await settled()

  void find(wish('photos'))

  expect({ state: search.value.state, shown: search.value.shown?.wish.query }).toEqual({
    state: 'searching',
    shown: 'photo',
  })
})

test('a failure is told, and the results before it are kept', async () => {
  const { client, asked } = slowClient()
  const { search, find } = effectScope().run(() => useSearch(client))!
  const failure = { code: 'state/damaged', facts: { file: 'state.db', detail: 'no database' } } as const
  void find(wish('photo'))
  asked[0]?.fail(new OperationFailed(failure))
  await settled()

  expect(search.value).toEqual({ state: 'failed', shown: null, failure })
})

test('the time from a key press to painted results is measured', async () => {
  // The two frames of the searches before.
  await settled()
  await settled()
  performance.clearMeasures('search')
  const { client, asked } = slowClient()
  const { find } = effectScope().run(() => useSearch(client))!
  performance.mark('search:key', { startTime: performance.now() })
  const found = find(wish('photo'))

  asked[0]?.answer(searchIn(summaries, { query: 'photo' }))
  await found

  expect(performance.getEntriesByName('search', 'measure')).toHaveLength(1)
})

test('only what was typed letter for letter leads the results', () => {
  const leaderOf = (query: string): string | undefined =>
    leadingResult({ wish: wish(query), answer: searchIn(summaries, { query }) })?.name

  expect(['Lumenfold', 'lumen', 'photo', ''].map(leaderOf)).toEqual([
    'lumenfold',
    undefined,
    undefined,
    undefined,
  ])
})

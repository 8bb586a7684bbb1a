import { expect, test } from 'vitest'
import { asked } from './an-index.ts'
import { judgedQueries } from './judged-queries.ts'
import { universe } from './universe.ts'

test('of all judged queries, 95 in 100 have a wanted package among the first three', () => {
  const { names } = asked(universe())
  const queries = judgedQueries()

  const missed = queries.flatMap(({ query, wanted }) => {
    const first = names(query).slice(0, 3)
    return first.some((name) => wanted.includes(name)) ? [] : [`${query}: ${first.join(', ')}`]
  })

  expect(queries.length).toBeGreaterThanOrEqual(200)
  expect(missed.length / queries.length, missed.join('\n')).toBeLessThanOrEqual(0.05)
})

test('whatever is called exactly what was typed comes first, every package by its name', () => {
  const documents = universe()
  const { names } = asked(documents)

  expect(documents.filter(({ name }) => names(name, { limit: 1 })[0] !== name)).toEqual([])
})

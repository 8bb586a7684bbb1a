import { expect, test } from 'vitest'
import { openIndex } from '../../../engine/search/search-index.ts'
import { anIndexFile } from './an-index.ts'
import { aDocument, universe } from './universe.ts'

test('the same packages make the same bytes, in whatever order they come', () => {
  const documents = universe().slice(0, 400)

  const [one, other] = [documents, documents.toReversed()].map((list) => anIndexFile(list))

  expect(Buffer.compare(one!, other!)).toBe(0)
})

test('a file that was cut off, grew, was changed anywhere or is of another format is no index', () => {
  const file = anIndexFile([aDocument({ name: 'jq' }), aDocument({ name: 'vim', categories: ['Editors'] })])
  const changed = (at: number): Uint8Array => {
    const copy = file.slice()
    copy[at]! ^= 1
    return copy
  }
  const damaged = [
    new Uint8Array(),
    file.slice(0, 16),
    file.slice(0, -8),
    Uint8Array.from([...file, ...new Uint8Array(8)]),
    new TextEncoder().encode('SQLite format 3\0'.repeat(100)),
    ...Array.from(file.keys(), changed),
  ]

  expect(openIndex(file)?.packageCount).toBe(2)
  expect(damaged.filter((bytes) => openIndex(bytes) !== null)).toEqual([])
})

test('an index of nothing answers', () => {
  expect(openIndex(anIndexFile([]))?.packageCount).toBe(0)
})

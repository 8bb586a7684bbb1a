import { expect, test } from 'vitest'
import { highlight } from '../../../renderer/features/search/highlight.ts'
import {
  facetValueWords,
  readWish,
  withoutValue,
  withValues,
  writeWish,
} from '../../../renderer/features/search/search-wish.ts'
import { typedQuery } from '../../../renderer/features/search/typed-query.ts'

test('a wish survives its way through the address', () => {
  const address = {
    q: 'record',
    category: ['Audio', 'Video'],
    role: 'app',
    age: 'week',
    is: 'verified',
    hidden: 'yes',
    order: 'newest',
  }

  const wish = readWish(address)

  expect({ wish, back: writeWish(wish) }).toEqual({
    wish: {
      query: 'record',
      categories: ['Audio', 'Video'],
      repositories: [],
      licenses: [],
      roles: ['app'],
      sizes: [],
      ages: ['week'],
      traits: ['verified'],
      hidden: true,
      order: 'newest',
    },
    back: {
      q: 'record',
      category: ['Audio', 'Video'],
      role: ['app'],
      age: ['week'],
      is: ['verified'],
      hidden: 'yes',
      order: 'newest',
    },
  })
})

test('what an address makes up is left out', () => {
  const wish = readWish({
    q: 'a'.repeat(400),
    role: ['app', 'virus'],
    size: 'huge',
    is: 'good',
    order: 'random',
    category: [null, ''],
  })

  expect({ ...wish, query: wish.query.length }).toEqual({
    query: 256,
    categories: [],
    repositories: [],
    licenses: [],
    roles: ['app'],
    sizes: [],
    ages: [],
    traits: [],
    hidden: false,
    order: 'best',
  })
})

test('a filter is set and taken back without touching the others', () => {
  const wish = withValues(readWish({ category: 'Audio' }), 'licenses', ['MIT', 'GPL-3.0'])

  expect(writeWish(withoutValue(wish, 'licenses', 'MIT'))).toEqual({
    category: ['Audio'],
    license: ['GPL-3.0'],
  })
})

test('matched words are marked from their beginning, whatever signs they hold', () => {
  const marked = (text: string, query: string): readonly string[] =>
    highlight(text, query).map(({ text, match }) => (match ? `[${text}]` : text))

  expect([
    marked('Record and recorder, unrecorded', 'rec recorder'),
    marked('C++ tools (x)', 'c++ (x)'),
  ]).toEqual([
    ['[Rec]', 'ord and ', '[recorder]', ', unrecorded'],
    ['[C++]', ' tools ', '[(x)]'],
  ])
})

test('an address that hides characters, or never ends, is a search for what can be seen of it', () => {
  const query = `\u202Egnp.exe\u200B ${'a'.repeat(3_000)}`

  expect(readWish({ q: query }).query).toBe(`gnp.exe ${'a'.repeat(248)}`)
})

test('what hides in a filter of an address is spelled out', () => {
  const hiding = 'main\u{202e}'

  expect(
    (['categories', 'licenses', 'repositories'] as const).map((facet) => facetValueWords(facet, hiding)),
  ).toEqual([String.raw`Main\u{202e}`, String.raw`main\u{202e}`, String.raw`main\u{202e}`])
})

test('who begins to type among everything there is gets what fits best; an order that was chosen stays', () => {
  expect([
    typedQuery({ order: 'name', role: 'app' }, 'v'),
    typedQuery({ order: 'newest' }, 'v'),
    typedQuery({ order: 'name', q: 'v' }, 'vi'),
    typedQuery({ order: 'name', q: 'v' }, ''),
    typedQuery({}, 'v'),
  ]).toEqual([
    { role: 'app', q: 'v' },
    { order: 'newest', q: 'v' },
    { order: 'name', q: 'vi' },
    { order: 'name', q: '' },
    { q: 'v' },
  ])
})

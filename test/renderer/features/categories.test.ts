import { expect, test } from 'vitest'
import { categoryLook, categoryTitle } from '../../../renderer/features/discover/categories.ts'

test('a category has the word that people use, whichever of its names a package gives it', () => {
  expect(
    ['utilities', 'Utility', 'game', 'Games', 'Network', 'development', 'productivity', 'Office'].map(
      categoryTitle,
    ),
  ).toEqual(['Utilities', 'Utilities', 'Games', 'Games', 'Internet', 'Developer', 'Office', 'Office'])
})

test('a category that nobody has named keeps its own name and gets the general icon', () => {
  expect([categoryTitle('gardening'), categoryLook('gardening').icon]).toEqual(['Gardening', 'grid'])
})

test('each category of the front page has a look of its own', () => {
  const front = ['utilities', 'science', 'development', 'education', 'games', 'graphics', 'office']

  expect(new Set(front.map((name) => categoryLook(name).icon)).size).toBe(front.length)
  expect(new Set(front.map((name) => categoryLook(name).pigment)).size).toBe(front.length)
})

test('a category is text, whatever a repository or an address calls it', () => {
  const names = ['constructor', '__proto__', 'to\u202eys']

  expect(names.map((name) => [categoryTitle(name), categoryLook(name).icon])).toEqual([
    ['Constructor', 'grid'],
    ['__proto__', 'grid'],
    ['To\\u{202e}ys', 'grid'],
  ])
})

import { expect, test } from 'vitest'
import { whyFound, wordsToMark } from '../../../renderer/features/search/found-words.ts'

const quill = { name: 'quill', title: 'Quill' }

test('a name that found a package and stands nowhere on its card is told', () => {
  const why = (name: string, title: string) =>
    whyFound({ name, title, matched: [{ field: 'name', text: null }] })

  expect([
    why('gimp', 'GNU Image Manipulation Program'),
    why('gnome-calculator', 'Calculator'),
    why('gnome-mines', 'GNOME Mines'),
    why('jq', 'jq'),
  ]).toEqual(['The package is called gimp', 'The package is called gnome-calculator', null, null])
})

test('why a package is found is told in words, without the groups of tags', () => {
  const texts = ['works-with::image', 'image/svg+xml', 'minesweeper', 'std::', 'c++']

  expect(texts.map((text) => whyFound({ ...quill, matched: [{ field: 'label', text }] }))).toEqual([
    'Found by image',
    'Opens image/svg+xml',
    'Found by minesweeper',
    'Found by std::',
    'Found by c++',
  ])
})

test('the group of a tag is told where it is what was typed', () => {
  const why = (query: string) =>
    whyFound({ ...quill, matched: [{ field: 'label', text: 'game::toys' }] }, query)

  expect([why('Game'), why('toys'), why('a game')]).toEqual([
    'Found by game: toys',
    'Found by toys',
    'Found by game: toys',
  ])
})

test('the word that stands for a typed one is marked with it', () => {
  const matched = [
    { field: 'summary', text: 'SHell' },
    { field: 'label', text: 'role::program' },
    { field: 'name', text: null },
  ] as const

  expect(wordsToMark({ matched: [...matched] }, 'terminal')).toBe('terminal SHell')
})

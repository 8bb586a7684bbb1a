import { expect, test } from 'vitest'
import { whyFound, wordsToMark } from '../../../renderer/features/search/found-words.ts'

test('why a package is found is told in words, without the groups of tags', () => {
  const texts = ['works-with::image', 'image/svg+xml', 'minesweeper', 'std::', 'c++']

  expect(texts.map((text) => whyFound({ matched: [{ field: 'label', text }] }))).toEqual([
    'Found by image',
    'Opens image/svg+xml',
    'Found by minesweeper',
    'Found by std::',
    'Found by c++',
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

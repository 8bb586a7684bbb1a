import { expect, test } from 'vitest'
import { aboutText } from '../../../renderer/features/package/package-facts.ts'

test('a description that begins with the summary is not told twice', () => {
  const about = (description: string) => aboutText({ summary: 'Edits streams', description })

  expect([
    about('Edits streams\n\nLine by line.\n\n- fast'),
    about('Edits streams'),
    about('Edits streams quickly.\n\nLine by line.'),
  ]).toEqual(['Line by line.\n\n- fast', 'Edits streams', 'Edits streams quickly.\n\nLine by line.'])
})

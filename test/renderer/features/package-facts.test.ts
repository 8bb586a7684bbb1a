import { expect, test } from 'vitest'
import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import {
  aboutText,
  dependencyRows,
  dependencyWords,
} from '../../../renderer/features/package/package-facts.ts'
import { informationRows } from '../../../renderer/features/package/information-rows.ts'
import { plainApp } from '../../kit/plain-app.ts'

test('a description that begins with the summary is not told twice', () => {
  const about = (description: string) => aboutText({ summary: 'Edits streams', description })

  expect([
    about('Edits streams\n\nLine by line.\n\n- fast'),
    about('Edits streams'),
    about('Edits streams quickly.\n\nLine by line.'),
  ]).toEqual(['Line by line.\n\n- fast', 'Edits streams', 'Edits streams quickly.\n\nLine by line.'])
})

test('files that an app opens are told by their kind, each once', () => {
  const mediaTypes = [
    'text/plain',
    'image/x-portable-anymap',
    'application/vnd.oasis.opendocument.text',
    'application/vnd.ms-excel',
    'audio/mpeg',
    'video/mpeg',
    'x-scheme-handler/https',
  ]
  const none = { installed: null, repository: null, homepage: null, sourceUrl: null }
  const details = { ...plainApp('a'), ...none, mediaTypes, provides: [], conflicts: [], neededBy: [] }
  const rows = informationRows(details as unknown as PackageDetails)

  expect(rows.find(({ label }) => label === 'Opens')?.value).toBe(
    'plain text, portable-anymap, opendocument.text, ms-excel, mpeg and https',
  )
})

test('what comes with a package is told once, however many clauses ask for it', () => {
  const ink = { name: 'ink', version: '2', installed: false }
  const details = {
    dependencies: [
      { clause: 'ink >= 1', satisfiedBy: ink },
      { clause: 'paper', satisfiedBy: { name: 'paper', version: '1', installed: true } },
      { clause: 'ink <= 3', satisfiedBy: ink },
      { clause: 'dye | ink', satisfiedBy: ink },
      { clause: 'quill', satisfiedBy: null },
      { clause: 'feather', satisfiedBy: null },
    ],
  } as unknown as PackageDetails

  expect(dependencyRows(details).map(({ clause }) => clause)).toEqual([
    'ink >= 1, <= 3, dye | ink',
    'paper',
    'quill',
    'feather',
  ])
  expect(dependencyWords(details)).toBe('1 new, 1 already installed, 2 parts not offered')
})

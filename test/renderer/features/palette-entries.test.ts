import { expect, test } from 'vitest'
import {
  actEntries,
  appEntries,
  matching,
  type PaletteEntry,
  readQuery,
} from '../../../renderer/features/palette/palette-entries.ts'
import { asFound } from '../../kit/search-answer.ts'
import { summaries } from '../kit/fake-catalog.ts'

/** Names of the acts that were carried out, with what they were carried out on. */
function acts() {
  const done: string[] = []
  const note =
    (act: string) =>
    (name: string): void =>
      void done.push(`${act} ${name}`)
  const all = { show: note('show'), open: note('open'), install: note('install') }
  return { done, acts: { ...all, update: note('update'), remove: note('remove') } }
}

const app = asFound(summaries[0]!)
const absent = { ...app, name: 'lamp', title: 'Lamp', installed: null, update: null, version: '2.0' }
const present = { ...absent, installed: { version: '1.0', chosen: true, at: '2026-01-01' } }

function carriedOut(entries: readonly PaletteEntry[]): readonly string[] {
  for (const { run } of entries) run()
  return entries.map(({ title, detail }) => `${title} ${detail}`.trim())
}

test('what can be done depends on what is installed', () => {
  const { done, acts: all } = acts()
  const outdated = { ...present, update: '2.0' }

  const lines = [absent, present, outdated, { ...present, role: 'component' as const }].map((one) =>
    carriedOut(actEntries(one, all)),
  )

  expect(lines).toEqual([
    ['Install Lamp… 2.0'],
    ['Open Lamp', 'Remove Lamp… 1.0'],
    ['Open Lamp', 'Update Lamp… 2.0', 'Remove Lamp… 1.0'],
    ['Remove Lamp… 1.0'],
  ])
  expect(done).toEqual(
    ['install', 'open', 'remove', 'open', 'update', 'remove', 'remove'].map((act) => `${act} lamp`),
  )
})

test('what is hidden or refused has no acts, and neither has nothing', () => {
  const { acts: all } = acts()
  const hidden = { ...absent, hidden: { reason: 'owner' as const, by: 'main' } }

  expect([actEntries(hidden, all), actEntries(undefined, all)]).toEqual([[], []])
})

test('an app tells its size, or that it is here, or that there is news', () => {
  const { done, acts: all } = acts()

  const entries = appEntries([absent, present, { ...present, update: '2.0' }], all)

  expect(entries.map(({ end }) => end)).toEqual([
    { text: expect.stringMatching(/B$/) as string },
    { badge: 'Installed' },
    { badge: 'Update' },
  ])
  carriedOut(entries)
  expect(done).toEqual(['show lamp', 'show lamp', 'show lamp'])
})

test('a line matches where every word begins a word of it, or of its other names', () => {
  const line = (title: string, words = ''): PaletteEntry => {
    return {
      id: title,
      group: 'do',
      title,
      words,
      detail: '',
      face: { icon: 'undo' },
      end: null,
      run: () => {},
    }
  }
  const all = [line('Undo the last change…'), line('Check all repositories', 'sync'), line('Über alles')]
  const titles = (query: string) => matching(all, query).map(({ title }) => title)

  expect([
    titles(''),
    titles('ch'),
    titles('LAST und'),
    titles('syn'),
    titles('hange'),
    titles('üb'),
  ]).toEqual([
    all.map(({ title }) => title),
    ['Undo the last change…', 'Check all repositories'],
    ['Undo the last change…'],
    ['Check all repositories'],
    [],
    ['Über alles'],
  ])
})

test('a greater-than sign in front asks for commands alone', () => {
  expect([readQuery('> undo '), readQuery('  >'), readQuery(' a > b ')]).toEqual([
    { query: 'undo', commandsOnly: true },
    { query: '', commandsOnly: true },
    { query: 'a > b', commandsOnly: false },
  ])
})

import { expect, test } from 'vitest'
import { looksOf } from '../../../engine/search/looks.ts'
import { Users } from '../../../engine/search/users.ts'
import { headOf } from '../../../engine/search/summary-head.ts'

test.each([
  ['browser for the web that is quick', 'browser', 'browser'],
  ['otter: light web browser for old machines', 'light web browser', 'browser'],
  ['otter - light web browser', 'light web browser', 'browser'],
  ['generic font library - support binaries', 'generic font library', 'library'],
  ['small and quick json processor', 'small and quick json processor', 'processor'],
  [
    'desktop application for managing virtual machines',
    'desktop application for managing virtual machines',
    'application',
  ],
  ['program to draw with ink', 'program to draw', 'program'],
  ['maps (gis) of the world; with layers', 'maps (gis) of the world', 'world'],
  ['mail server (old name)', 'mail server', 'server'],
  ['', '', ''],
  ['— : (', '(', ''],
])('of “%s” the head is “%s”', (summary, head, noun) => {
  const found = headOf(summary)

  expect({ head: summary.slice(found.start, found.end).trim(), noun: found.noun }).toEqual({ head, noun })
})

interface Different {
  readonly name?: string
  readonly summary?: string
  readonly categories?: string[]
  readonly tags?: string[]
  readonly uses?: string[]
}

const plain = { name: 'otter', summary: 'Otter', categories: ['net'], tags: [] }

test.each([
  ['what needs a toolkit', { uses: ['libc6', 'libgtk-3-0'] }, 'windows'],
  ['what its archive calls graphical', { tags: ['interface::graphical'] }, 'windows'],
  ['what calls itself a program', { summary: 'Quick web browser' }, 'program'],
  ['a tool in a section of libraries', { summary: 'Statistics system', categories: ['gnu-r'] }, 'program'],
  ['what says nothing of itself', {}, 'plain'],
  ['what tells what it does to files', { summary: 'Retrieves files from the web' }, 'plain'],
  ['what is filed with libraries', { categories: ['main/libs'], summary: 'Web browser' }, 'part'],
  ['what is filed nowhere', { categories: [] }, 'part'],
  ['what calls itself a plugin', { summary: 'Otter plugin for maps', uses: ['libgtk-3-0'] }, 'part'],
  ['what is called after what it needs', { name: 'otter-maps', uses: ['otter', 'libgtk-3-0'] }, 'part'],
  ['what needs something of no name', { name: '-maps', uses: [''] }, 'plain'],
])('%s looks so', (_, { uses = [], ...more }: Different, looks) => {
  const users = new Users()
  users.begin()
  for (const name of uses) users.use(users.numberOf(name))

  expect(looksOf({ ...plain, ...more }, users)).toBe(looks)
})

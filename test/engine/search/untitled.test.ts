import { expect, test } from 'vitest'
import { asked } from './an-index.ts'
import { aDocument } from './universe.ts'

/** Packages as an archive lists them: no title, no command, nothing that says what is an app. */
function listed(name: string, summary: string, more: Partial<Parameters<typeof aDocument>[0]> = {}) {
  return aDocument({ name, summary, categories: ['utils'], ...more })
}

test('one word for two is found where it is written as two, and the other way round', () => {
  const { names } = asked([
    listed('leitner', 'Learn with flash cards', { uses: ['libgtk-3-0'] }),
    listed('pauk', 'Flashcard program'),
    listed('rom-burner', 'Programmer for cards of controllers with flash memory'),
    listed('memory-flash', 'Copies to flash memory'),
  ])

  expect(names('flashcards')).toEqual(['pauk', 'leitner', 'rom-burner'])
  expect(names('flash cards')).toEqual(['pauk', 'leitner', 'rom-burner'])
  expect(names('flashmemory')).toEqual(['memory-flash', 'rom-burner'])
})

test('what shows windows comes before what is for others, where both say the same', () => {
  const { names } = asked([
    listed('virt-what', 'Tells whether this is a virtual machine'),
    listed('cockpit-machines', 'Virtual machines in Cockpit', { uses: ['cockpit'] }),
    listed('otter-vm', 'Desktop application for managing virtual machines', { uses: ['libgtk-3-0'] }),
    listed('libvm', 'Virtual machine library', { categories: ['libs'] }),
  ])

  expect(names('virtual machine')).toEqual(['otter-vm', 'virt-what', 'cockpit-machines', 'libvm'])
})

test('what says that it is so comes before what is for that, and before what is only called like it', () => {
  const common = Array.from({ length: 30 }, (_, at) =>
    listed(`other${at}`, 'Log of a chat', { categories: ['libs'] }),
  )
  const { names } = asked([
    listed('chatterbox', 'Speaks nonsense'),
    listed('hexa', 'Graphical chat client'),
    listed('weather', 'Tells the weather to a chat'),
    ...common,
  ])

  expect(names('chat')[0]).toBe('hexa')
})

test('who does something is found by what is done', () => {
  const { names } = asked([listed('city', 'City simulator'), listed('opera', 'Operas of the world')])

  expect([names('city simulation'), names('operation')]).toEqual([['city'], []])
})

test('a field of knowledge is found by what belongs to it', () => {
  const { names } = asked([
    listed('ancestors', 'Genealogical research program'),
    listed('sums', 'Statistics program'),
    listed('genes', 'Genetics program'),
  ])

  expect(['genealogy', 'statistical', 'genealogics'].map((query) => names(query))).toEqual([
    ['ancestors'],
    ['sums'],
    ['ancestors'],
  ])
})

test('what runs programs is no part of one', () => {
  const { names } = asked([
    listed('moor-mate', 'Shows moor in a panel', { categories: ['libs'] }),
    listed('moor.io', 'Container runtime for moor'),
    listed('moor-clean', 'Cleans moor up'),
    listed('reed', 'Needs it', { uses: ['moor.io'] }),
  ])

  expect(names('moor')[0]).toBe('moor.io')
})

test('of two that say the same, what others need is first', () => {
  const { names } = asked([
    listed('aaa', 'Web server'),
    listed('zzz', 'Web server'),
    ...['one', 'two', 'three'].map((name) => listed(name, 'Something else', { uses: ['zzz'] })),
  ])

  expect(names('web server')).toEqual(['zzz', 'aaa'])
})

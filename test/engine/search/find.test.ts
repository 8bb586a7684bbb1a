import { expect, test } from 'vitest'
import { explain } from '../../../engine/search/explain.ts'
import { asked } from './an-index.ts'
import { aDocument, universe } from './universe.ts'

const everything = asked(universe())

test.each([
  ['nothing but signs', '?!… — *** "" ()'],
  ['a lone surrogate', '\uD800'],
  ['control characters', '\0\u0007\u001B[31m'],
  ['ten thousand letters', 'z'.repeat(10_000)],
  ['a thousand words', 'qqq '.repeat(1_000)],
  ['a word that nothing has', 'qzxvkjw'],
])('%s: nothing is found, and nothing breaks', (_, query) => {
  const { ask } = everything

  expect(ask(query)).toMatchObject({ total: 0, page: [], meant: null })
})

test.each([
  ['signs of FTS5', 'name:gimp* AND "edit" NOT (x)', 'edit'],
  ['signs of patterns', '^gimp.*$', 'gimp'],
  ['a name in quotes', '"gimp"', 'gimp'],
  ['a surrogate beside a word', 'gimp \uDC00', 'gimp'],
  ['a word in a long line of blanks', `${' '.repeat(200)}gimp`, 'gimp'],
])('%s are no commands: words are looked for', (_, query, word) => {
  const { names } = everything

  expect(names(query)[0]).toBe(names(word === 'edit' ? 'name gimp and edit not x' : word)[0])
})

test('where nothing has all words, what has most of them is found', () => {
  const { ask, names } = asked([
    aDocument({ name: 'alpha', summary: 'Paints walls red' }),
    aDocument({ name: 'beta', summary: 'Paints fences' }),
    aDocument({ name: 'gamma', summary: 'Sings' }),
  ])

  expect(names('paints red fences quickly')).toEqual(['beta', 'alpha'])
  expect(
    ['paints red fences quickly', 'paints red', 'paimts', 'qqq zzz'].map((query) => ask(query).partial),
  ).toEqual([true, false, false, false])
})

test('where nothing has all words, the word that few have counts for more than one that half of all have', () => {
  const { names } = asked([
    ...['one', 'two', 'three', 'four'].map((name) => aDocument({ name, summary: 'Part of the system' })),
    aDocument({ name: 'broom', summary: 'Disk cleaner', role: 'component' }),
  ])

  expect(names('system cleaner')[0]).toBe('broom')
})

test.each([
  ['libGL.so.1', 'libgl1'],
  ['libpng16.so.16.39.0', 'libpng16-16'],
  ['libstdc++.so.6', 'libstdc++6'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libgl.so', 'libgl1'],
  ['lib_odd.so.2', 'lib-odd2'],
])('%s is in %s, as an archive calls packages of shared libraries', (file, name) => {
  const names = ['libgl1', 'libpng16-16', 'libstdc++6', 'libgtk-3-0', 'lib-odd2', 'solo1', 'so']
  const { ask, names: found } = asked(names.map((each) => aDocument({ name: each, role: 'component' })))

  expect({ first: found(file)[0], partial: ask(file).partial }).toEqual({ first: name, partial: false })
})

test('small words of other languages say nothing beside others, and are words by themselves', () => {
  const { names } = asked([
    aDocument({ name: 'pad', tags: ['Éditeur texte'] }),
    aDocument({ name: 'photo', tags: ['Bildbearbeitung Fotos'] }),
    aDocument({ name: 'de', summary: 'Something else' }),
  ])

  expect(['éditeur de texte', 'Bildbearbeitung für Fotos', 'de'].map((query) => names(query))).toEqual([
    ['pad'],
    ['photo'],
    ['de'],
  ])
})

test('the beginning of a title comes before that of some command, the whole command before it', () => {
  const { names } = asked([
    aDocument({ name: 'graphs', summary: 'Draws graphs', role: 'command', commands: ['mingle', 'dot'] }),
    aDocument({ name: 'gnome-mines', title: 'GNOME Mines', summary: 'Clear the field', role: 'app' }),
  ])

  expect([names('mi'), names('mingle')]).toEqual([['gnome-mines', 'graphs'], ['graphs']])
})

test('a package that is called like the file of a library is that', () => {
  const { names } = asked(['libgl1', 'libgl.so.1'].map((name) => aDocument({ name, role: 'component' })))

  expect(names('libGL.so.1')).toEqual(['libgl.so.1'])
})

test('an app comes before a command, and both before what is made for other packages', () => {
  const summary = 'Shows the weather'
  const { names } = asked([
    aDocument({ name: 'libsky', summary }),
    aDocument({ name: 'weather-cli', summary, role: 'command', commands: ['sky'] }),
    aDocument({ name: 'skyview', summary, role: 'app' }),
    aDocument({ name: 'skyview-data', summary }),
  ])

  expect(names('weather')).toEqual(['weather-cli', 'skyview', 'skyview-data', 'libsky'])
  expect(names('shows')).toEqual(['skyview', 'weather-cli', 'skyview-data', 'libsky'])
})

test('facets count what matches, each as if its own filter were not there', () => {
  const app = { role: 'app', verified: true } as const
  const { ask } = asked(
    [
      aDocument({ name: 'a', ...app, categories: ['Game', 'Math'], size: 5_000_000 }),
      aDocument({ name: 'b', ...app, categories: ['Game'], license: 'GPL-3.0-only' }),
      aDocument({ name: 'c', categories: ['Math'], published: '2020-01-01T00:00:00.000Z' }),
      aDocument({ name: 'd', categories: ['Game'], standing: 'architecture' }),
    ],
    { installed: ['b'] },
  )

  const { total, facets } = ask('', { filters: { categories: ['game'] } })

  expect({ total, facets }).toEqual({
    total: 2,
    facets: {
      categories: [
        { value: 'Game', count: 2 },
        { value: 'Math', count: 2 },
      ],
      repositories: [{ value: 'main', count: 2 }],
      licenses: [
        { value: 'GPL-3.0-only', count: 1 },
        { value: 'MIT', count: 1 },
      ],
      roles: [{ value: 'app', count: 2 }],
      sizes: [
        { value: '1-mb', count: 1 },
        { value: '10-mb', count: 1 },
      ],
      ages: [{ value: 'week', count: 2 }],
      verified: [{ value: 'yes', count: 2 }],
      installed: [
        { value: 'no', count: 1 },
        { value: 'yes', count: 1 },
      ],
      updates: [{ value: 'no', count: 2 }],
      fits: [
        { value: 'yes', count: 2 },
        { value: 'no', count: 1 },
      ],
    },
  })
})

test('of one name the first repository counts, and what is hidden is told with its reason', () => {
  const documents = [
    aDocument({ name: 'tool', repository: 'main' }),
    aDocument({ name: 'tool', repository: 'extra' }),
    aDocument({ name: 'gone', standing: 'revoked' }),
    aDocument({ name: 'arm', standing: 'architecture' }),
    aDocument({ name: 'acme-x', repository: 'extra', standing: 'stranger' }),
    aDocument({ name: 'corp-x', repository: 'extra' }),
    aDocument({ name: 'off', repository: 'unused' }),
  ]
  const { ask, names } = asked(documents, {
    repositories: ['main', 'extra'],
    ownerOf: (name) => (name.startsWith('corp-') ? 'main' : null),
  })

  const { total, hidden } = ask('package')
  const all = ask('package', { hidden: true, order: 'name' })

  expect({ total, hidden, names: names('package', { hidden: true, order: 'name' }) }).toEqual({
    total: 1,
    hidden: [
      { reason: 'architecture', repository: 'main', count: 1 },
      { reason: 'revoked', repository: 'main', count: 1 },
      { reason: 'stranger', repository: 'extra', count: 1 },
      { reason: 'owner', repository: 'extra', count: 1 },
      { reason: 'priority', repository: 'extra', count: 1 },
      { reason: 'disabled', repository: 'unused', count: 1 },
    ],
    names: ['acme-x', 'arm', 'corp-x', 'gone', 'off', 'tool', 'tool'],
  })
  expect(all.page.map((each) => each.hidden)).toEqual([
    'stranger',
    'architecture',
    'owner',
    'revoked',
    'disabled',
    'priority',
    null,
  ])
  expect(names('arm', { filters: { fits: ['no'] } })).toEqual(['arm'])
})

test('an answer says where words stand, and what an unknown word was taken for', () => {
  const { ask } = everything
  const [tool] = ask('convert').page
  const [guessed] = ask('frefox').page

  expect({ tool, guessed, meant: ask('frefox brwser').meant }).toMatchObject({
    tool: { matched: ['command'], similar: false },
    guessed: { matched: ['name'], similar: true },
    meant: 'firefox browser',
  })
  expect(
    explain(
      ['command', 'label'],
      {
        command: ['identify', 'convert'],
        label: ['Graphics'],
        shown: { name: 'im', title: 'im', summary: '' },
      },
      'Convert',
    ),
  ).toEqual([
    { field: 'command', text: 'convert' },
    { field: 'label', text: null },
  ])
})

test('an answer says which word stands for a typed one that is not shown', () => {
  const shown = { name: 'bash', title: 'Bash', summary: 'GNU Bourne Again SHell' }
  const texts = { command: [], label: [], shown }
  const of = (query: string, ...fields: ('summary' | 'name' | 'description')[]) =>
    explain(fields, texts, query).map(({ text }) => text)

  expect([
    of('terminal', 'summary', 'description'),
    of('bourne terminal', 'summary'),
    of('shell', 'summary'),
    of('bash', 'name', 'summary'),
    of('bournes', 'summary'),
  ]).toEqual([['SHell', null], ['SHell'], [null], [null, null], ['Bourne']])
})

test('an answer says which word is of the same field, and which package a file of a library is in', () => {
  const of = (query: string, name: string, summary: string) =>
    explain(['name', 'summary'], { command: [], label: [], shown: { name, title: name, summary } }, query)

  expect([
    of('genealogy', 'ancestors', 'Genealogical research'),
    of('libGL.so.1', 'libgl1', 'Vendor neutral GL dispatch'),
  ]).toEqual([
    [
      { field: 'name', text: null },
      { field: 'summary', text: 'Genealogical' },
    ],
    [
      { field: 'name', text: 'libgl1' },
      { field: 'summary', text: null },
    ],
  ])
})

test('every order is whole, and pages of it are the order cut in pieces', () => {
  const documents = universe()
  const { names } = asked(documents)

  for (const order of ['best', 'name', 'newest', 'size'] as const) {
    const whole = names('', { order, limit: 5_000 })
    const pieces = [0, 700, 1_400, 2_100].flatMap((offset) => names('', { order, offset, limit: 700 }))
    expect(pieces).toEqual(whole.slice(0, 2_800))
    expect(new Set(whole).size).toBe(documents.length)
  }
})

test('the same question has the same answer, whatever was asked in between', () => {
  const { ask } = everything
  const first = JSON.stringify(ask('edit photos'))

  for (const query of ['l', 'frefox', '', 'lib', 'qq zz photos']) ask(query)

  expect(JSON.stringify(ask('edit photos'))).toBe(first)
})

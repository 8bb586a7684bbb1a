import { expect, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { asFound, searchAnswer } from '../kit/search-answer.ts'
import { aPackage, type Summary } from './kit/a-package.ts'
import { aRepositoryView } from './kit/a-repository-view.ts'
import { aRun } from './kit/a-run.ts'

function found(packages: Summary[], total = packages.length): Output<'catalog.search'> {
  return searchAnswer(packages, { total })
}

const added = { 'repository.list': () => [aRepositoryView] }
const installed = { version: '0.9.0', chosen: true, at: '2026-02-03T00:00:00' }

test('search lists matches with what is installed of them, and says how many more there are', async () => {
  const packages = [
    aPackage('hello-world'),
    aPackage('hello', { installed, update: '1.0.0' }),
    aPackage('held', { installed: { ...installed, version: '1.0.0' } }),
  ]
  const result = await aRun(['search', 'hel', '--limit', '3', '--tags'], {
    answers: { 'catalog.search': () => found(packages, 7) },
  })

  expect(result.asked).toEqual([
    ['catalog.search', { query: 'hel', description: false, tags: true, limit: 3, locales: [] }],
  ])
  expect(result.out).toBe(`Package      Version                   About
hello-world  1.0.0                     What hello-world is for
hello        1.0.0    0.9.0 installed  What hello is for
held         1.0.0    installed        What held is for

4 more matches: use --limit to see them.
`)
})

test('several words are looked for together, quoted or not', async () => {
  const answers = { ...added, 'catalog.search': () => found([]) }
  const bare = await aRun(['search', 'disk', 'usage', '--tags'], { answers })
  const quoted = await aRun(['search', '--tags', 'disk usage'], { answers })

  expect(bare).toEqual(quoted)
  expect(bare.asked[0]).toMatchObject(['catalog.search', { query: 'disk usage' }])
})

test('search says what matched where neither name nor summary shows it, what was meant, and what is hidden', async () => {
  const matched = (field: 'command' | 'label' | 'summary', text: string | null) => ({
    matched: [{ field, text }],
  })
  const packages = [
    { ...asFound(aPackage('imagemagick')), ...matched('command', 'convert') },
    { ...asFound(aPackage('inkscape')), ...matched('label', 'image/svg+xml') },
    { ...asFound(aPackage('gone')), hidden: { reason: 'revoked' as const, by: 'main' } },
    { ...asFound(aPackage('plain')), ...matched('summary', null) },
  ]
  const answer = {
    ...searchAnswer(),
    total: 4,
    packages,
    meant: 'convert',
    hidden: [
      { reason: 'architecture' as const, repository: 'main', count: 2 },
      { reason: 'priority' as const, repository: 'side', count: 9 },
    ],
  }
  const answers = { 'catalog.search': () => answer }
  const result = await aRun(['search', 'covnert', '--category', 'Graphics', '--all'], { answers })
  const { out: usual } = await aRun(['search', 'covnert'], { answers })

  expect(result.asked[0]?.[1]).toMatchObject({ categories: ['Graphics'], hidden: true })
  const note = '\n2 matches are hidden: 2 not for this machine (main). See them with --all.\n'
  expect(usual).toBe(result.out + note)
  expect(result.out).toBe(`Nothing has "covnert". These have "convert", or words near to it.

Package      Version  Found by             About
imagemagick  1.0.0    gives convert        What imagemagick is for
inkscape     1.0.0    opens image/svg+xml  What inkscape is for
gone         1.0.0    taken back by main   What gone is for
plain        1.0.0                         What plain is for
`)
})

test('search says where nothing has all words', async () => {
  const answer = searchAnswer([aPackage('host')], { partial: true, meant: 'virtual machine' })
  const { out } = await aRun(['search', 'virtual', 'machines'], {
    answers: { ...added, 'catalog.search': () => answer },
  })

  expect(out.split('\n')[0]).toBe('Nothing has all words of "virtual machines". These have some of them.')
})

test('search in JSON is the list of packages, as the API gives it', async () => {
  const packages = [aPackage('hello-world')]
  const result = await aRun(['search', 'hel', '--json'], {
    answers: { 'catalog.search': () => found(packages) },
  })

  expect(JSON.parse(result.out)).toEqual(packages.map(asFound))
})

test('a search without a match succeeds and offers to look further', async () => {
  const answers = { ...added, 'catalog.search': () => found([]) }
  const narrow = await aRun(['search', 'web browser'], { answers })
  const wide = await aRun(['search', 'web browser', '--tags', '--description'], { answers })
  const lost = await aRun(['search', 'web browser'], { answers: { ...answers, 'repository.list': () => [] } })
  const dashed = await aRun(['search', '--', '--json'], { answers })

  expect([narrow.status, narrow.out, wide.out, dashed.out, lost.out]).toEqual([
    0,
    `Nothing found for "web browser". Look further: multios-pm search --description --tags 'web browser'\n`,
    'Nothing found for "web browser".\n',
    'Nothing found for "--json". Look further: multios-pm search --description --tags -- --json\n',
    'No repository offers anything yet. Add one: multios-pm repository add NAME URL\n',
  ])
})

test('a category that nothing is of is told, with those near to it', async () => {
  const { facets } = searchAnswer()
  const games = { facets: { ...facets, categories: [{ value: 'games', count: 9 }] } }
  const answers = { ...added, 'catalog.search': () => searchAnswer([], games) }
  const unknown = await aRun(['search', 'chess', '--category', 'Gaems'], { answers })
  const known = await aRun(['search', 'chess', '--category', 'Games'], { answers })

  const err = 'error: There is no category called "Gaems".\n  Did you mean games?\n'
  expect(unknown).toMatchObject({ status: 8, out: '', err })
  expect([known.status, known.out]).toEqual([
    0,
    'Nothing found for "chess". Look further: multios-pm search --category Games --description --tags chess\n',
  ])
})

test('list --available reads the catalog to its end', async () => {
  const all = Array.from({ length: 2_500 }, (_, index) => aPackage(`p${9_999 - index}`))
  const result = await aRun(['list', '--available', '--json'], {
    answers: {
      'catalog.search': ({ offset = 0, limit = 50 }) => found(all.slice(offset, offset + limit), all.length),
    },
  })

  const names = (JSON.parse(result.out) as Summary[]).map(({ name }) => name)
  expect([names, result.asked.length]).toEqual([all.map(({ name }) => name).toReversed(), 3])
})

type Update = Output<'updates.list'>[number]

test('list shows what was chosen, what came along, and what is out', async () => {
  const packages = [
    aPackage('hello', { installed, update: '1.0.0' }),
    aPackage('libgreet', { installed: { ...installed, chosen: false } }),
  ]
  const result = await aRun(['list'], { answers: { 'package.installed': () => packages } })

  expect(result.out).toBe(`Package   Version   Size  Since
hello     0.9.0    40 kB  2026-02-03                    1.0.0 is out
libgreet  0.9.0    40 kB  2026-02-03  needed by others
`)
})

test('what its repository took back says so wherever it is listed', async () => {
  const revoked = { reason: 'Loses files', at: '2026-02-04T00:00:00Z' }
  const packages = [
    aPackage('hello', { installed: { ...installed, revoked }, update: '1.0.0' }),
    aPackage('libgreet', { installed: { ...installed, version: '1.0.0', chosen: false, revoked } }),
    aPackage('plain', { installed: { ...installed, version: '1.0.0' } }),
  ]
  const here = await aRun(['list'], { answers: { 'package.installed': () => packages } })
  const offered = await aRun(['list', '--available'], {
    answers: { 'catalog.search': () => found(packages) },
  })

  expect(here.out).toBe(`Package   Version   Size  Since
hello     0.9.0    40 kB  2026-02-03                    taken back  1.0.0 is out
libgreet  1.0.0    40 kB  2026-02-03  needed by others  taken back
plain     1.0.0    40 kB  2026-02-03
`)
  expect(offered.out).toBe(`Package   Version                         About
hello     1.0.0    installed, taken back  What hello is for
libgreet  1.0.0    installed, taken back  What libgreet is for
plain     1.0.0    installed              What plain is for
`)
})

test('updates name what they repair, and why one comes before another', async () => {
  const update = (name: string, more: Partial<Update>): Update => ({
    ...{ name, title: name, icon: null },
    current: '0.9.0',
    available: '1.0.0',
    repository: 'main',
    size: 1_000,
    security: true,
    fixes: ['MSA-1'],
    urgency: null,
    notes: null,
    ...more,
  })
  const result = await aRun(['check-updates'], {
    answers: {
      'package.installed': () => [],
      'repository.list': () => [],
      'updates.list': () => [
        update('a', {
          fixes: ['MSA-1', 'MSA-2'],
          urgency: { kind: 'exploited', advisory: 'MSA-2', due: '2026-03-04' },
        }),
        update('b', { urgency: { kind: 'exploited', advisory: 'MSA-1', due: null } }),
        update('c', { urgency: { kind: 'likely', advisory: 'MSA-1', epss: 0.976 } }),
        update('d', { urgency: { kind: 'score', advisory: 'MSA-1', score: 9 } }),
        update('e', { urgency: { kind: 'percentile', advisory: 'MSA-1', percentile: 0.9995 } }),
        update('f', { urgency: { kind: 'severity', advisory: 'MSA-1', severity: 'high' } }),
        update('g', { urgency: { kind: 'severity', advisory: 'MSA-1', severity: 'unknown' } }),
        update('h', { security: false, fixes: [] }),
        update('i', {
          ...{ security: false, fixes: [] },
          held: {
            kind: 'held',
            reason: 'editor 2.0: i < 2',
            facts: [{ kind: 'depends', release: 'editor 2.0', clause: 'i < 2', repository: 'main' }],
          },
        }),
      ],
    },
  })

  await expect(result.out).toMatchFileSnapshot('golden/updates.txt')
})

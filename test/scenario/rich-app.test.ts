import { expect, test } from 'vitest'
import { aMachine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200"/></svg>'

const app = {
  id: 'org.example.Lantern',
  name: 'Lantern',
  summary: 'Lights a room',
  description: 'Lights any room.\n\n- warm\n- cold',
  icon: 'share/lantern/icon.svg',
  screenshots: [{ path: 'share/lantern/icon.svg', caption: 'A room' }, { path: 'share/lantern/icon.svg' }],
  developer: 'Ada',
  developer_id: 'org.example',
  content_rating: { type: 'oars-1.1', attributes: { 'social-chat': 'moderate', 'drugs-alcohol': 'none' } },
  releases: [
    { version: '1.0.0', date: '2026-03-01', urgency: 'high', issues: [{ id: 'CVE-2026-1' }] },
    ...Array.from({ length: 120 }, (_, at) => ({
      version: `0.${at}`,
      date: '2025-01-01',
      notes: 'x'.repeat(900),
    })),
  ],
  urls: { donation: 'https://example.org/give', homepage: 'https://example.org/' },
  requires: { display_length: ['>= 768'], memory: '>= 512' },
  media_types: ['image/png'],
  date_eol: '2030-01-01',
  translations: { de: { name: 'Laterne', summary: 'Macht Licht', captions: ['Ein Zimmer'] } },
}

test('what an app tells of itself arrives whole, in the language of who asks, with what adds to it', async () => {
  const lantern = release('lantern', '1.0.0').with({ app }).withFile('share/lantern/icon.svg', drawing)
  const shades = release('shades', '1.0.0').with({
    app: { name: 'Shades', summary: 'Dims it', extends: ['org.example.Lantern'], content_rating: 'none' },
  })
  const machine = await aMachine()
  await machine.use(await aRepository(lantern, shades))
  const info = async (name: string, ...locales: string[]) =>
    machine.engine.run('package.info', { name, locales }, { signal: never })
  const german = await info('lantern', 'de-AT', 'en')
  const original = await info('lantern', 'en-GB', 'de')
  const { releases, screenshots } = german

  expect(german).toMatchObject({
    title: 'Laterne',
    summary: 'Macht Licht',
    description: 'Lights any room.\n\n- warm\n- cold',
    appId: 'org.example.Lantern',
    developer: 'Ada',
    developerId: 'org.example',
    contentRating: { age: 10, attributes: [{ id: 'social-chat', level: 'moderate' }] },
    licenseKind: 'permissive',
    urls: [
      { kind: 'homepage', url: 'https://example.org/' },
      { kind: 'donation', url: 'https://example.org/give' },
    ],
    requires: { display_length: ['>= 768'], memory: '>= 512' },
    mediaTypes: ['image/png'],
    endOfLife: '2030-01-01',
    addOns: [{ name: 'shades', title: 'Shades', summary: 'Dims it', icon: null, installed: false }],
  })
  expect(screenshots.map(({ caption, width, height }) => [caption, width, height])).toEqual([
    ['Ein Zimmer', 320, 200],
    ['', 320, 200],
  ])
  expect(releases[0]).toEqual({
    version: '1.0.0',
    date: '2026-03-01',
    notes: '',
    urgency: 'high',
    url: null,
    issues: [{ id: 'CVE-2026-1', url: null }],
  })
  // An index has room for so many words of what was new.
  expect(releases).toHaveLength(67)
  expect([original.title, original.screenshots[0]?.caption]).toEqual(['Lantern', 'A room'])
  // What recipes said before there was a table is nobody's rating.
  expect(await info('shades')).toMatchObject({ contentRating: null, extends: ['org.example.Lantern'] })
})

test('cards, rows and updates are in the language of who asks, and in that of the app for everybody else', async () => {
  const translated = {
    name: 'Lantern',
    summary: 'Lights a room',
    translations: { de: { name: 'Laterne', summary: 'Macht Licht' }, fr: { summary: 'Éclaire' } },
  }
  const lantern = (version: string) => release('lantern', version).with({ app: translated })
  const repository = await aRepository(lantern('1.0.0'))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('lantern')
  await repository.publish(lantern('2.0.0'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  const shown = async (locales: string[]) => {
    const call = { signal: never }
    const { packages } = await machine.engine.run('catalog.search', { query: 'lantern', locales }, call)
    const { recent } = await machine.engine.run('catalog.discover', { locales }, call)
    const installed = await machine.engine.run('package.installed', { locales }, call)
    const [update] = await machine.engine.run('updates.list', { locales }, call)
    const cards = [packages[0], recent[0], installed[0]]
    return [...cards.map((card) => `${card?.title}: ${card?.summary}`), update?.title]
  }

  expect([await shown([]), await shown(['de-AT', 'fr']), await shown(['fr'])]).toEqual([
    [...Array<string>(3).fill('Lantern: Lights a room'), 'Lantern'],
    [...Array<string>(3).fill('Laterne: Macht Licht'), 'Laterne'],
    [...Array<string>(3).fill('Lantern: Éclaire'), 'Lantern'],
  ])
})

test('a plan, what was done and history are in the language of who asks', async () => {
  const lantern = release('lantern', '1.0.0').with({
    app: { name: 'Lantern', summary: 'Lights a room', translations: { de: { name: 'Laterne' } } },
  })
  const machine = await aMachine()
  await machine.use(await aRepository(lantern))
  const call = { signal: never }
  const request = { kind: 'install' as const, packages: [{ name: 'lantern' }] }
  const locales = ['de-AT']
  const planned = async (languages: string[]) => {
    const answer = await machine.engine.run('plan.make', { request, locales: languages }, call)
    return answer.kind === 'plan' ? answer.plan : expect.unreachable(answer.kind)
  }
  const { digest, install } = await planned(locales)
  const english = await planned([])
  const receipt = await machine.engine.run('plan.apply', { request, digest, locales }, call)
  const diff = await machine.engine.run('history.diff', { from: 0, to: receipt.generation, locales }, call)

  // What it is called decides nothing: it is the same plan in every language.
  expect(english).toMatchObject({ digest, install: [{ title: 'Lantern' }] })
  expect([install, receipt.lines, diff.packages].flat().map(({ title }) => title)).toEqual(
    Array<string>(3).fill('Laterne'),
  )
})

test('whichever name of a shelf a package gives, it stands on that shelf, counts there and is found by its own word', async () => {
  const about = (name: string, ...categories: string[]) => release(name, '1.0').with({ categories })
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      about('chess', 'Game'),
      about('dice', 'games', 'Game'),
      about('ledger', 'productivity'),
      about('sheets', 'Office'),
      about('garden', 'Gardening'),
    ),
  )
  const searched = async (query: string, ...categories: string[]) => {
    const { packages, facets } = await machine.engine.run(
      'catalog.search',
      { query, categories, order: 'name', tags: true },
      { signal: never },
    )
    return { names: packages.map(({ name }) => name), shelves: facets.categories }
  }
  const shelves = [
    { value: 'games', count: 2 },
    { value: 'office', count: 2 },
    { value: 'Gardening', count: 1 },
  ]

  expect([
    await searched('', 'Game'),
    await searched('', 'productivity'),
    await searched('productivity'),
    await searched(''),
  ]).toEqual([
    { names: ['chess', 'dice'], shelves },
    { names: ['ledger', 'sheets'], shelves },
    { names: ['ledger'], shelves: [{ value: 'office', count: 1 }] },
    { names: ['chess', 'dice', 'garden', 'ledger', 'sheets'], shelves },
  ])
})

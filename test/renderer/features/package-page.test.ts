import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import type { Client } from '../../../engine/api/client.ts'
import type { Output } from '../../../engine/api/operations.ts'
import type { AdvisorySummary, PackageDetails } from '../../../engine/api/package-operations.ts'
import PackagePage from '../../../renderer/features/package/PackagePage.vue'
import { trustSteps } from '../../../renderer/features/package/trust-steps.ts'
import { detailsOf } from '../kit/fake-answers.ts'
import { summaries } from '../kit/fake-catalog.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import type { FakeClient } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

const advisory: AdvisorySummary = {
  id: 'MSA-2026-0342',
  aliases: [],
  summary: 'A crafted file can write outside its folder',
  details: '',
  severity: 'high',
  score: null,
  vector: null,
  epss: null,
  kev: null,
  published: null,
  state: 'fixed',
  fixedIn: '1.9.0',
}
let page: VueWrapper

async function open(
  name: string,
  answer: (details: PackageDetails, version?: string) => PackageDetails,
  fake = createFakeClient(),
) {
  const client: Client = {
    on: fake.on,
    run: async (operation, input, call) => {
      const given = await fake.run(operation, input, call)
      const asked = input as { version?: string }
      return operation === 'package.info' ? answer(given as PackageDetails, asked.version) : given
    },
  }
  page = await mountWith(PackagePage, { name }, client)
  await settle()
}

const same = (details: PackageDetails): PackageDetails => details
const withState = (details: PackageDetails, version?: string): PackageDetails => ({
  ...details,
  version: version ?? details.version,
  security: {
    ...details.security,
    advisories: [{ ...advisory, state: version === undefined ? 'fixed' : 'affected' }],
  },
})

afterEach(() => page.unmount())

test('the security of what is installed is told, not of what an update would bring', async () => {
  await open('querystone', withState)

  expect({
    fact: page.findAll('.facts dd')[3]?.text(),
    words: page.findAll('.advisories__item p').at(-1)?.text(),
  }).toEqual({ fact: '1 open', words: 'Your 1.8.0 is affected; fixed in 1.9.0.' })
})

test('a release of which nothing is told is no news', async () => {
  const silent = { date: '2026-01-01', notes: '', urgency: null, url: null, issues: [] }
  const releases = [
    { ...silent, version: '3' },
    { ...silent, version: '2', notes: 'Brighter.' },
  ]
  await open('querystone', (details) => ({ ...details, releases }))

  expect(page.get('[aria-labelledby=package-news]').text()).toMatch(/^What’s new2, .*Brighter\.$/)
})

test('a package that does not exist offers the near names as links', async () => {
  await open('lumenfild', same)

  expect({
    title: page.get('[role=alert] h2').text(),
    links: page.findAll('[role=alert] a').map((each) => each.attributes('href')),
  }).toEqual({ title: 'No package is called “lumenfild”', links: ['/app/lumenfold', '/app/quillbay'] })
})

test('the page follows the machine without being asked', async () => {
  const fake: FakeClient = createFakeClient()
  let version = '4.2.0'
  await open('lumenfold', (details) => ({ ...details, version }), fake)

  version = '4.3.0'
  fake.tell({ kind: 'catalog-changed' })
  await settle()

  expect(page.get('.facts dd').text()).toBe('4.3.0')
})

test('an older version is asked for as a plan of its own', async () => {
  const fake = createFakeClient()
  const older = {
    version: '3.8',
    repository: 'main',
    published: '2026-01-01T00:00:00Z',
    size: 1,
    installed: false,
  }
  await open('lumenfold', (details) => ({ ...details, versions: [...details.versions, older] }), fake)

  button('Install Lumenfold 3.8').click()
  await settle()

  expect(fake.calls.filter(({ name }) => name === 'plan.make').map(({ input }) => input)).toEqual([
    {
      request: { kind: 'install', packages: [{ name: 'lumenfold', version: '3.8' }], force: false },
      locales: ['en-US', 'en'],
    },
  ])
})

test('a version of another repository is asked for from there', async () => {
  const fake = createFakeClient()
  await open(
    'lumenfold',
    (details) => {
      const [newest] = details.versions
      return { ...details, versions: [newest!, { ...newest!, installed: false, repository: 'community' }] }
    },
    fake,
  )

  await page.findAll('tbody tr').at(-1)!.get('button').trigger('click')
  await settle()

  expect(fake.calls.filter(({ name }) => name === 'plan.make')).toMatchObject([
    { input: { request: { kind: 'install', repository: 'community', packages: [{ name: 'lumenfold' }] } } },
  ])
})

test('only an address of the web becomes a link', async () => {
  await open('lumenfold', (details) => ({
    ...details,
    homepage: 'javascript:alert(1)',
    sourceUrl: 'https://example.org/src',
  }))

  expect(page.findAll('.kv a').map((each) => each.attributes('href'))).toEqual(['https://example.org/src'])
})

test('a link of the chain that ran out is as broken as one that is missing', () => {
  const [root, repository, publisher, release] = detailsOf(summaries, 'lumenfold').security.chain

  const steps = trustSteps([
    root!,
    { ...repository!, state: 'expired' },
    { ...publisher!, state: 'missing', fingerprint: '' },
    release!,
  ])

  expect(steps.map(({ state, meta, fingerprint }) => [state, meta, fingerprint === null])).toEqual([
    ['valid', 'Root key, expires 1 Mar 2028', false],
    ['broken', 'Catalog, expired 1 Dec 2026', false],
    ['broken', 'Publisher key, missing', true],
    ['valid', 'Signed release', true],
  ])
})

test('an app tells what it needs, what a release mends, what adds to it, and where to go', async () => {
  await open('lumenfold', (details) => ({
    ...details,
    licenseKind: 'copyleft',
    contentRating: { age: 13, attributes: [{ id: 'social-chat', level: 'intense' }] },
    requires: { display_length: ['>= 768'], controls: ['keyboard'], memory: '>= 2048', internet: 'always' },
    urls: [
      { kind: 'homepage', url: 'https://example.org/' },
      { kind: 'donation', url: 'https://give.example.org/x' },
    ],
    addOns: [{ name: 'film-stocks', title: 'Film stocks', summary: 'Forty', icon: null, installed: true }],
    endOfLife: '2027-01-01',
    description: 'Words.\n\n- one\n- two\n\n1. first\n2. second',
    screenshots: [{ source: 'media/a.png', caption: '', width: 800, height: 600 }],
    releases: [
      {
        version: '4.2.0',
        date: '2026-11-12',
        notes: '',
        urgency: 'critical',
        url: null,
        issues: [{ id: 'CVE-2026-1', url: 'https://example.org/cve' }],
      },
    ],
  }))

  const rows = page.findAll('.apprail .kv dt').map((dt) => dt.text())
  const values = page.findAll('.apprail .kv dd').map((dd) => dd.text())
  expect({
    facts: page
      .findAll('.facts dd')
      .map((dd) => dd.text())
      .filter((text) => /years/.test(text)),
    license: values[rows.indexOf('License')],
    needs: values[rows.indexOf('Needs')],
    content: values[rows.indexOf('Content')],
    links: page.findAll('.applinks a').map((a) => `${a.text()} ${a.attributes('href') ?? ''}`),
    addOns: page.findAll('[aria-labelledby=package-addons] a').map((a) => a.attributes('href')),
    mends: page.get('.issues').text(),
    banner: page.get('.banner--warn strong').text(),
    lists: page
      .findAll('[aria-labelledby=package-about] :is(ul, ol)')
      .map((list) => `${list.element.tagName} ${list.findAll('li').length}`),
    picture: page.get('.shots img').attributes('alt'),
  }).toEqual({
    facts: ['From 13 years'],
    license: 'Free; what is made from it stays free',
    needs: 'A screen of at least 768 pixels, a keyboard, at least 2.1 GB of memory and the internet',
    content: 'Intense chat with others',
    links: ['Homepage https://example.org/', 'Donate https://give.example.org/x'],
    addOns: ['/app/film-stocks'],
    mends: 'CriticalMendsCVE-2026-1',
    banner: 'Nobody mends it after 1 Jan 2027',
    lists: ['UL 2', 'OL 2'],
    picture: 'Screenshot 1 of 1',
  })
})

test('a version that was taken back stays listed with the reason, and is not offered', async () => {
  await open('lumenfold', (details) => {
    const [newest] = details.versions
    const revoked = { reason: 'Loses <b>pictures', at: '2026-11-20T00:00:00Z' }
    return { ...details, versions: [newest!, { ...newest!, version: '9.9', installed: false, revoked }] }
  })

  const row = page.findAll('tbody tr').at(-1)!
  expect([row.get('td').text().replaceAll(/\s+/g, ' '), row.find('button').exists()]).toEqual([
    '9.9Taken back on 20 Nov 2026: Loses <b>pictures',
    false,
  ])
})

test('what it costs is told with all that would come along, and of what is installed for itself', async () => {
  const fake = createFakeClient()
  const needed = { clause: 'base', satisfiedBy: { name: 'base', version: '1', installed: false } }
  const line = (name: string) => ({
    ...{
      action: 'install' as const,
      name,
      from: null,
      to: '1',
      repository: 'main',
      size: 1,
      installedSize: 1,
    },
    because: { kind: 'requested' as const },
  })
  const whole: Output<'dependency.solve'> = {
    ...{ kind: 'solved', unmet: [], size: 82_600_000, installedSize: 221_000_000 },
    lines: [line('lumenfold'), line('base'), line('libc6')],
  }
  const told = async (installed: PackageDetails['installed']): Promise<string> => {
    const own = { dependencies: [needed], size: 1_000, installedSize: 2_000, installed }
    const client: Client = {
      on: fake.on,
      run: async (operation, input, call) => {
        const given = await fake.run(operation, input, call)
        if (operation === 'dependency.solve') return whole
        return operation === 'package.info' ? { ...given, ...own } : given
      },
    }
    page = await mountWith(PackagePage, { name: 'lumenfold' }, client)
    await settle()
    return page.get('.apphead__action > p').text().replaceAll(/\s+/g, ' ')
  }

  const absent = await told(null)
  page.unmount()
  const present = await told({ version: '4.2.0', chosen: true, at: '2026-01-01T00:00:00Z' })

  expect([absent, present]).toEqual([
    '82.6 MB download, 221 MB on disk with 2 packages that it needs',
    '2.0 kB on disk',
  ])
})

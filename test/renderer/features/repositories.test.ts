import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import RepositoriesPage from '../../../renderer/features/repositories/RepositoriesPage.vue'
import { moved } from '../../../renderer/features/repositories/priorities.ts'
import { suggestedName } from '../../../renderer/features/repositories/use-new-repository.ts'
import { repositories, root } from '../kit/fake-catalog.ts'
import { createFakeClient } from '../kit/fake-client.ts'
import type { FakeClient, FakeOptions } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

const url = 'https://packages.example.org/community/'
let page: VueWrapper
let client: FakeClient

async function open(options: FakeOptions = {}): Promise<void> {
  client = createFakeClient(options)
  page = await mountWith(RepositoriesPage, {}, client)
  await settle()
}

const changes = (): unknown[] =>
  client.calls
    .filter(({ name }) => /add|remove|configure|sync/.test(name))
    .map(({ name, input }) => ({ name, input }))

const names = (): string[] => page.findAll('.repo .rowlink').map((each) => each.text())

afterEach(() => page.unmount())

async function lookAt(address: string): Promise<void> {
  button('Add repository').click()
  await settle()
  await page.get('.sheet input').setValue(address)
  button('Show fingerprint').click()
  await settle()
}

test('a repository is added with exactly the fingerprint that was on screen, once it was compared', async () => {
  await open()
  await lookAt(url)
  const shown = page.get('.rootoffer .print').text().replaceAll(/\s/g, '').toLowerCase()

  document
    .querySelector<HTMLButtonElement>('.sheet__foot .btn--primary, .sheet__foot [aria-disabled]')
    ?.click()
  const early = changes()
  await page.get('.rootoffer input').setValue(true)
  await settle()
  document.querySelector<HTMLButtonElement>('.sheet__foot .btn--primary')?.click()
  await settle()

  expect({ shown, early, changes: changes(), names: names() }).toEqual({
    shown: root,
    early: [],
    changes: [
      {
        name: 'repository.add',
        input: { name: 'community', description: '', priority: 0, url, fingerprint: root },
      },
    ],
    names: ['main', 'starter', 'community'],
  })
})

test('an address that is no repository says so and stays to be corrected', async () => {
  await open({
    failing: {
      'repository.inspect': {
        code: 'repository/not-a-repository',
        facts: { url, reason: 'web-page', file: 'metadata/root.json' },
      },
    },
  })
  await lookAt(url)

  expect({
    words: page.get('.sheet .banner strong').text(),
    address: page.get<HTMLInputElement>('.sheet input').element.value,
    changes: changes(),
  }).toEqual({ words: 'This address is not a repository', address: url, changes: [] })
})

test('a switch asks the engine and shows what the engine says', async () => {
  await open()

  await page.get('.repo .switch input').trigger('click')
  await settle()

  expect({
    changes: changes(),
    on: page.findAll<HTMLInputElement>('.repo .switch input').map(({ element }) => element.checked),
  }).toEqual({
    changes: [{ name: 'repository.configure', input: { name: 'main', enabled: false } }],
    on: [false, true],
  })
})

test('a switch that the engine refuses goes back to where it was', async () => {
  await open({ failing: { 'repository.configure': { code: 'disk/read-only', facts: { path: '/data' } } } })

  await page.get('.repo .switch input').trigger('click')
  await settle()

  expect({
    on: page.get<HTMLInputElement>('.repo .switch input').element.checked,
    words: page.get('[role=alert] h2').text(),
  }).toEqual({ on: true, words: 'This place cannot be written to' })
})

test('Alt and an arrow move a repository, and the selection goes along', async () => {
  await open()
  const first = page.get<HTMLElement>('.repo .rowlink')

  await first.trigger('keydown', { key: 'ArrowDown', altKey: true })
  await settle()

  expect({ names: names(), current: page.get('.repo[aria-current] .rowlink').text() }).toEqual({
    names: ['starter', 'main'],
    current: 'main',
  })
})

test('removing says what stays, and happens only after it was confirmed', async () => {
  await open()
  button('Remove…').click()
  await settle()
  const words = page.get('.sheet__head p').text()
  const early = changes()

  button('Remove').click()
  document.querySelector<HTMLButtonElement>('.sheet .btn--danger')?.click()
  await settle()

  expect({ words, early, changes: changes(), names: names() }).toEqual({
    words: 'Its 21 packages are no longer offered. Nothing that is installed came from it.',
    early: [],
    changes: [{ name: 'repository.remove', input: { name: 'main' } }],
    names: ['starter'],
  })
})

test('a repository with a problem tells it on its own row and can be tried again alone', async () => {
  const problem = { code: 'network/timeout', facts: { url, seconds: 30 } } as const
  await open({ repositories: repositories.map((one) => (one.name === 'main' ? { ...one, problem } : one)) })

  const row = page.get('.repo').text().replaceAll(/\s+/g, ' ')
  await page.get('.repo .btn--sm').trigger('click')
  await settle()

  expect({ row, changes: changes() }).toEqual({
    row: expect.stringContaining('packages.example.org does not answer') as string,
    changes: [{ name: 'repository.sync', input: { names: ['main'] } }],
  })
})

test('moving changes as few priorities as it can and never leaves two equal', () => {
  const list = [
    { name: 'a', priority: 10 },
    { name: 'b', priority: 5 },
    { name: 'c', priority: 0 },
  ]
  const equal = list.map(({ name }) => ({ name, priority: 1_000 }))

  expect([moved(list, 'c', -1), moved(list, 'a', -1), moved(equal, 'b', -1)]).toEqual([
    [
      { name: 'c', priority: 5 },
      { name: 'b', priority: 0 },
    ],
    [],
    [
      { name: 'a', priority: 999 },
      { name: 'c', priority: 998 },
    ],
  ])
})

test('a name is suggested from the speaking part of an address', () => {
  const addresses = [
    url,
    'https://repo.example.org/',
    'file:///srv/repo/',
    'http://127.0.0.1:8080/',
    'nonsense',
  ]

  expect(addresses.map(suggestedName)).toEqual(['community', 'example', 'srv', '', ''])
})

test('the addresses of a repository are told, with what happened at one while another served', async () => {
  const mirror = 'https://mirror.example.org/main/'
  const failure = { code: 'network/timeout', facts: { url: mirror, seconds: 30 } } as const
  const troubles = [{ url: mirror, at: '2026-02-03T04:00:00Z', failure }]
  await open({
    repositories: repositories.map((one) =>
      one.name === 'main' ? { ...one, mirrors: [mirror], troubles } : one,
    ),
  })

  expect(page.findAll('.mirrors li').map((each) => each.text().replaceAll(/\s+/g, ' '))).toEqual([
    `${mirror}mirror.example.org does not answer`,
    repositories.find(({ name }) => name === 'main')!.url,
    expect.stringContaining('MultiOS Project'),
  ])
})

test('a repository that signs with OpenPGP shows its key, and that nothing guarantees its freshness', async () => {
  const openPgp = {
    users: ['Works <works@example.org>'],
    algorithm: 'ed25519',
    expires: null,
    signedAt: '2026-02-03T04:00:00Z',
    state: 'valid',
  } as const
  const fingerprint = '0123456789abcdef0123456789abcdef01234567'
  await open({
    repositories: repositories.map((one) =>
      one.name === 'main'
        ? { ...one, fingerprint, trust: null, openPgp: { ...openPgp, users: [...openPgp.users] } }
        : one,
    ),
  })

  const details = page.get('.repodetail').text().replaceAll(/\s+/g, ' ')

  expect(details).toContain('Fingerprint of its OpenPGP key')
  expect(details).toContain('Trusted byOne OpenPGP key')
  expect(details).toContain('No guarantee: news could be held back')
})

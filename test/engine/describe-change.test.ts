import { expect, test } from 'vitest'
import { OperationFailed } from '../../engine/index.ts'
import { aMachine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

test('a plan is told as the engine plans it now, with its digest', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '2.0').needs('spell >= 1'), release('spell', '1.4')))
  const request = wanting('editor')
  const answer = await machine.plan(request)
  const digest = answer.kind === 'plan' ? answer.plan.digest : ''

  const { subject, changes, facts } = await machine.engine.describe(
    'plan.apply',
    { request, digest, locales: [] },
    never,
  )

  expect({ subject, facts }).toEqual({ subject: 'software', facts: [{ label: 'plan', value: digest }] })
  expect(
    changes.map(({ action, name, from, to, repository }) => [action, name, from, to, repository]),
  ).toEqual([
    ['install', 'editor', null, '2.0', 'main'],
    ['install', 'spell', null, '1.4', 'main'],
  ])
})

test('a plan with another digest is refused before anybody is asked', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '2.0')))
  const input = { request: wanting('editor'), digest: 'a'.repeat(64), locales: [] }

  const failed = machine.engine.describe('plan.apply', input, never)

  await expect(failed).rejects.toMatchObject({ failure: { code: 'plan/stale' } })
  await expect(failed).rejects.toBeInstanceOf(OperationFailed)
})

test('an address is told as it will be asked: normalized, and in plain letters', async () => {
  const { engine } = await aMachine()
  const input = {
    ...{ name: 'acme', description: '', priority: 5, fingerprint: 'ab'.repeat(32) },
    url: 'HTTPS://\u0430pple.example:443/a/../main',
    mirrors: ['https://Mirror.example/a/../main'],
  }

  expect(await engine.describe('repository.add', input, never)).toEqual({
    subject: 'repository-add',
    about: 'Pins the root, or the OpenPGP key, with this fingerprint and synchronizes.',
    changes: [],
    facts: [
      { label: 'name', value: 'acme' },
      { label: 'priority', value: '5' },
      { label: 'fingerprint', value: 'ab'.repeat(32) },
      { label: 'url', value: 'https://xn--pple-43d.example/main/' },
      { label: 'mirrors', value: 'https://mirror.example/main/' },
    ],
  })
})

test('rules and repositories are told by what they are here', async () => {
  const machine = await aMachine()
  const { folder, fingerprint } = await aRepository(release('editor', '2.0'))
  await machine.use({ folder, fingerprint })
  const rules = [
    { kind: 'hold', name: 'editor' } as const,
    { kind: 'owner', pattern: 'acme-*', repository: 'main' } as const,
  ]

  const told = await Promise.all([
    machine.engine.describe('policy.add', { rules }, never),
    machine.engine.describe('repository.remove', { name: 'main' }, never),
    machine.engine.describe('repository.configure', { name: 'main', enabled: false }, never),
  ])

  const url = `file://${folder}/`
  expect(told.map(({ facts }) => facts.map(({ label, value }) => `${label} ${value}`))).toEqual([
    ['rules hold editor', 'rules owner acme-* main'],
    ['name main', `url ${url}`],
    ['name main', `url ${url}`, 'enabled false'],
  ])
})

test('whatever has no words of its own is told by its sentence and its fields', async () => {
  const { engine } = await aMachine()

  expect(await engine.describe('history.pin', { generation: 3, pinned: true }, never)).toEqual({
    subject: 'other',
    about: 'Keeps a generation whatever is cleaned up, or no longer.',
    changes: [],
    facts: [
      { label: 'generation', value: '3' },
      { label: 'pinned', value: 'true' },
    ],
  })
})

test('a key is trusted by its fingerprint, and told with whose it is; a name can become another one meanwhile', async () => {
  const machine = await aMachine()
  const repository = await aRepository(release('editor', '2.0'))
  await machine.use(repository)
  const who = repository.publisher.key.keyId
  const told = async (input: { who: string }) =>
    (await machine.engine.describe('publisher.trust', input, never)).facts

  const known = await told({ who })
  const unknown = await told({ who: 'ab'.repeat(32) })

  expect([known, unknown]).toEqual([
    [
      { label: 'fingerprint', value: who },
      { label: 'publisher', value: 'Test Works' },
    ],
    [
      { label: 'fingerprint', value: 'ab'.repeat(32) },
      { label: 'publisher', value: 'nobody that a repository here names' },
    ],
  ])
  await expect(told({ who: 'Test Works' })).rejects.toMatchObject({
    failure: { code: 'request/invalid', facts: { problem: 'say which key, by its fingerprint' } },
  })
})

import { expect, test } from 'vitest'
import { readRecord } from '../../../engine/builder/repository-record.ts'
import { setPublisher, yankRelease } from '../../../engine/publishing.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { aRepository, release } from '../../kit/a-repository.ts'
import { failureIn } from './kit.ts'

const acme = async () =>
  aRepository(release('acme-tool', '1.0.0').with({ maintainer: 'Acme <a@acme.example>' }))
const none = { keys: [], namespaces: [] }

test('a publisher gets keys and names, and nothing given changes nothing', async () => {
  const { folder, publisher } = await acme()
  const place = { name: 'test', path: folder, publisher: 'Acme' }
  const more = createSigner()

  await setPublisher({ ...place, ...none, keys: [more.key] })
  await setPublisher({ ...place, ...none, namespaces: ['acme-*', 'acme'] })
  const known = await setPublisher({ ...place, ...none })

  expect(known).toEqual({
    name: 'Acme',
    keys: [publisher.key, more.key],
    namespaces: ['acme-*', 'acme'],
  })
  expect((await readRecord(place)).publishers).toEqual([known])
})

test('what cannot be is refused, and nothing is written', async () => {
  const { folder } = await acme()
  const place = { name: 'test', path: folder }
  const before = await readRecord(place)
  const { key } = createSigner()
  const asked = async (publisher: string, more: Partial<Parameters<typeof setPublisher>[0]>) => {
    const failure = await failureIn(setPublisher({ ...place, ...none, publisher, ...more }))
    return failure?.code === 'request/invalid' ? `${failure.facts.what}: ${failure.facts.problem}` : failure
  }

  expect([
    await asked('Nobody', {}),
    await asked('Acme', { namespaces: ['*'] }),
    await asked('Acme', { keys: [{ ...key, keyId: '0'.repeat(64) }] }),
    await asked('Mallory', { keys: [key], namespaces: ['acme-*'] }),
  ]).toEqual([
    'publisher: the repository knows no such publisher; give its key',
    'namespace: a name, or the start of names before a star: acme-*',
    'key: it is no key that may sign',
    'namespace: acme-tool is here already, by Acme',
  ])
  expect(await readRecord(place)).toEqual(before)
})

test('only what is there can be taken back', async () => {
  const { folder } = await acme()
  const yank = async (name: string, version: string) =>
    failureIn(
      yankRelease({
        ...{ name: 'test', path: folder, reason: '', now: new Date() },
        release: { name, version },
      }),
    )

  expect([await yank('acme-tol', '1.0.0'), await yank('acme-tool', '2.0.0')]).toEqual([
    { code: 'package/not-found', facts: { name: 'acme-tol', nearest: ['acme-tool'] } },
    { code: 'release/not-found', facts: { name: 'acme-tool', wanted: '2.0.0', available: ['1.0.0'] } },
  ])
})

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readRecord } from '../../../engine/builder/repository-record.ts'
import {
  addPackages,
  revokePublisherKey,
  setPublisher,
  signPackage,
  yankRelease,
} from '../../../engine/publishing.ts'
import { createSigner, type Signer } from '../../../engine/keys/signer.ts'
import { anOldRepository, aRepository, buildRelease, release } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { failureIn } from './kit.ts'

const acmeTool = release('acme-tool', '1.0.0').with({ maintainer: 'Acme <a@acme.example>' })
const acme = async () => aRepository(acmeTool)
const none = { keys: [], namespaces: [] }

test('a publisher gets keys and names, and nothing given changes nothing', async () => {
  const { folder, publisher } = await acme()
  const place = { name: 'test', path: folder, publisher: 'Acme' }
  const more = createSigner()

  await setPublisher({ ...place, ...none, keys: [more.key] })
  await setPublisher({ ...place, ...none, namespaces: ['acme-*', 'acme'] })
  const known = await setPublisher({ ...place, ...none })

  expect(known).toEqual({
    publisher: { name: 'Acme', keys: [publisher.key, more.key], namespaces: ['acme-*', 'acme'] },
    unpublished: [],
  })
  expect((await readRecord(place)).publishers).toEqual([known.publisher])
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
    await asked('Acme', { keys: [key], threshold: 3 }),
  ]).toEqual([
    'publisher: the repository knows no such publisher; give its key',
    'namespace: a name, or the start of names before a star: acme-*',
    'key: it is no key that may sign',
    'namespace: acme-tool is here already, by Acme',
    'threshold: Acme has no more than 2 of its keys here',
  ])
  expect(await readRecord(place)).toEqual(before)
})

test('what fewer keys signed than must is left out, and comes back when enough have', async () => {
  const { folder, publisher, rebuild } = await acme()
  const place = { name: 'test', path: folder, publisher: 'Acme', now: new Date() }
  const more = createSigner()
  const again = async (...others: Signer[]) => {
    const file = await buildRelease(acmeTool, publisher)
    for (const signer of others) await signPackage({ file, signer }, never)
    return addPackages({ ...place, files: [file] }, never)
  }

  const { unpublished } = await setPublisher({ ...place, ...none, keys: [more.key], threshold: 2 })
  const early = await failureIn(again())
  const { added } = await again(more)
  await rebuild()

  expect(unpublished).toEqual([{ name: 'acme-tool', version: '1.0.0', architecture: 'universal' }])
  expect(early).toMatchObject({
    code: 'trust/artifact',
    facts: { reason: 'publisher', detail: `2 keys of Acme must sign; ${publisher.key.keyId} did` },
  })
  expect(added).toHaveLength(1)
  expect(await keysThatMustSign(folder)).toEqual({ 'pub-Acme': 2 })
  const oneLeft = { ...place, keyId: more.key.keyId }
  expect(await failureIn(revokePublisherKey(oneLeft))).toMatchObject({
    facts: { problem: '2 keys of Acme must sign; give it another one first' },
  })
})

test('where the targets role signs the index, nobody says how many keys must sign', async () => {
  const { folder } = await anOldRepository(acmeTool)
  const asked = setPublisher({ ...none, name: 'test', path: folder, publisher: 'Acme', threshold: 1 })

  expect(await failureIn(asked)).toMatchObject({ code: 'request/invalid', facts: { what: 'threshold' } })
})

/** As the targets role says it of each publisher. */
async function keysThatMustSign(folder: string): Promise<Record<string, number>> {
  const role = JSON.parse(await readFile(path.join(folder, 'metadata/2.targets.json'), 'utf8')) as {
    signed: { delegations: { roles: { name: string; threshold: number }[] } }
  }
  const publishers = role.signed.delegations.roles.filter(({ name }) => name.startsWith('pub-'))
  return Object.fromEntries(publishers.map(({ name, threshold }) => [name, threshold]))
}

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

import { describe, expect, test } from 'vitest'
import { readRecord } from '../../../engine/builder/repository-record.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { signSuccession } from '../../../engine/keys/succession.ts'
import { addPackages, revokePublisherKey, setPublisher } from '../../../engine/publishing.ts'
import { aRepository, buildRelease, release, type TestRepository } from '../../kit/a-repository.ts'
import { never } from '../../kit/temporary.ts'
import { failureIn } from './kit.ts'

const tool = (version: string) => release('acme-tool', version).with({ maintainer: 'Acme <a@acme.example>' })
const acme = async () => aRepository(tool('1.0.0'))
const placeOf = ({ folder }: TestRepository) => ({ name: 'test', path: folder, publisher: 'Acme' })

/** With a second key, by the word of the first one, that has signed 2.0.0. */
async function withSuccessor(repository: TestRepository) {
  const next = createSigner()
  const word = await signSuccession(repository.publisher, next.key)
  await setPublisher({ ...placeOf(repository), keys: [], namespaces: [], successions: [word] })
  const files = [await buildRelease(tool('2.0.0'), next)]
  await addPackages({ ...placeOf(repository), files, now: new Date() }, never)
  return { next, word }
}

test('a revoked key signs nothing more, and what only it signed is not published', async () => {
  const repository = await acme()
  const { next, word } = await withSuccessor(repository)

  const revoked = await revokePublisherKey({ ...placeOf(repository), keyId: repository.publisher.key.keyId })

  expect(revoked).toEqual({
    publisher: { name: 'Acme', keys: [next.key], successions: [word] },
    unpublished: [{ name: 'acme-tool', version: '1.0.0', architecture: 'universal' }],
  })
  const { publishers, packages } = await readRecord(placeOf(repository))
  expect(publishers).toEqual([revoked.publisher])
  expect(packages).toMatchObject([{ version: '2.0.0', signed_by: [next.key.keyId] }])
})

test('a word that leads to a revoked key is forgotten', async () => {
  const repository = await acme()
  const { next } = await withSuccessor(repository)

  const { publisher } = await revokePublisherKey({ ...placeOf(repository), keyId: next.key.keyId })

  expect(publisher).toEqual({ name: 'Acme', keys: [repository.publisher.key] })
})

describe('is refused, and nothing is written', () => {
  const stranger = createSigner().key.keyId
  test.each([
    ['a publisher that nobody knows', 'Nobody', stranger, 'the repository knows no such publisher'],
    ['a key that it does not have', 'Acme', stranger, 'Acme has no such key here'],
    ['its only key', 'Acme', null, 'it is the only key of Acme; give it another one first'],
  ])('%s', async (_, publisher, keyId, problem) => {
    const repository = await acme()
    const before = await readRecord(placeOf(repository))

    const asked = { ...placeOf(repository), publisher, keyId: keyId ?? repository.publisher.key.keyId }

    expect(await failureIn(revokePublisherKey(asked))).toMatchObject({
      code: 'request/invalid',
      facts: { problem },
    })
    expect(await readRecord(placeOf(repository))).toEqual(before)
  })
})

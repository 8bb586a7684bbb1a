import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { addPackages, createSigner, setPublisher, type Signer, signPackage } from '../../engine/publishing.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, buildRelease, release, type TestRepository } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

// A publisher with a second key: all of its keys count towards what it asks for, and those that were known vouch.

let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  repository = await aRepository(release('editor', '1.0.0'))
  machine = await aMachine()
  await machine.use(repository)
})

const placeOf = ({ folder }: TestRepository) => ({ name: 'test', path: folder, now: new Date() })

async function alsoSignedBy(second: Signer, threshold?: number): Promise<void> {
  const about = { ...placeOf(repository), publisher: 'Test Works', keys: [second.key], namespaces: [] }
  await setPublisher(threshold === undefined ? about : { ...about, threshold })
}

async function offer(version: string, ...signers: readonly [Signer, ...Signer[]]): Promise<void> {
  const [first, ...others] = signers
  const file = await buildRelease(release('editor', version), first)
  for (const signer of others) await signPackage({ file, signer }, never)
  await addPackages({ ...placeOf(repository), files: [file] }, never)
  await repository.rebuild()
}

async function updated(): Promise<string[]> {
  await machine.engine.run('repository.sync', {}, { signal: never })
  await machine.change({ kind: 'update' })
  return machine.installed()
}

test('whoever has a package goes on with it when its publisher asks for two keys from now on', async () => {
  await machine.install('editor')
  const second = createSigner()
  await alsoSignedBy(second, 2)

  await offer('2.0.0', repository.publisher, second)
  const once = await updated()
  await offer('3.0.0', second, repository.publisher)

  expect([once, await updated()]).toEqual([['editor 2.0.0'], ['editor 3.0.0']])
})

test('a key that signs an honest release besides its publisher’s own is not expected from then on', async () => {
  await machine.install('editor')
  const stranger = createSigner()
  await alsoSignedBy(stranger)
  await offer('2.0.0', repository.publisher, stranger)
  expect(await updated()).toEqual(['editor 2.0.0'])
  await offer('3.0.0', stranger)

  const failure = await failureFrom(updated())

  expect(failure).toMatchObject({
    code: 'trust/change-unconfirmed',
    facts: {
      changes: [
        {
          kind: 'publisher-key',
          before: { fingerprints: [repository.publisher.key.keyId] },
          after: { fingerprints: [stranger.key.keyId] },
        },
      ],
    },
  })
  expect(await machine.installed()).toEqual(['editor 2.0.0'])
})

test('of two keys that must sign, a person who takes trusted publishers only need trust one', async () => {
  const second = createSigner()
  await alsoSignedBy(second, 2)
  await offer('2.0.0', repository.publisher, second)
  const data = temporaryFolder()
  writeFileSync(path.join(data, 'config.toml'), '[security]\ntrusted_publishers_only = true\n')
  const strict = await aMachine({}, data)
  await strict.use(repository)
  expect((await strict.plan(wanting('editor'))).kind).not.toBe('plan')
  await strict.engine.run('publisher.trust', { who: repository.publisher.key.keyId }, { signal: never })

  await strict.install('editor')

  expect(await strict.installed()).toEqual(['editor 2.0.0'])
})

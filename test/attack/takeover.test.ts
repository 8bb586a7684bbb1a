import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  addPackages,
  createSigner,
  setPublisher,
  type Signer,
  signSuccession,
} from '../../engine/publishing.ts'
import type { ChangeRequest, Plan } from '../../engine/index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, buildRelease, release, type TestRepository } from '../kit/a-repository.ts'
import { anInstalledEditor } from '../kit/an-installed-editor.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import { listingOf } from '../scenario/thread/kit/listing.ts'
import { indexOf, publishIndex } from './kit/hostile-repository.ts'

const update: ChangeRequest = { kind: 'update' }
const place = (repository: TestRepository) => ({ name: 'test', path: repository.folder, now: new Date() })

let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  ;({ repository, machine } = await anInstalledEditor())
})

/** A second release, by a key of whoever runs the repository now. */
async function takenOver(by: Signer = createSigner()): Promise<Signer> {
  const file = await buildRelease(release('editor', '2.0.0'), by)
  await addPackages({ ...place(repository), files: [file], newPublisherKey: true }, never)
  await published()
  return by
}

async function published(): Promise<void> {
  await repository.rebuild()
  await machine.engine.run('repository.sync', {}, { signal: never })
}

async function planOf(request: ChangeRequest, on = machine): Promise<Plan> {
  const answer = await on.plan(request)
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  return answer.plan
}

const apply = async (plan: Plan, accepted: string[] = []) =>
  machine.engine.run(
    'plan.apply',
    { request: plan.request, digest: plan.digest, accepted },
    { signal: never },
  )

describe('another key than the one that signed what is installed (attack 48)', () => {
  test('is shown beside the old one, and nothing is changed before a person accepts it', async () => {
    const thief = await takenOver()
    const before = listingOf(machine.data)

    const plan = await planOf(update)
    const failure = await failureFrom(apply(plan))
    const other = await failureFrom(apply(plan, ['something-else']))

    const change = {
      kind: 'publisher-key',
      name: 'editor',
      before: { name: 'Test Works', fingerprints: [repository.publisher.key.keyId] },
      after: { name: 'Test Works', fingerprints: [thief.key.keyId] },
    }
    expect(plan.consents).toEqual([change])
    expect(failure).toEqual({ code: 'trust/change-unconfirmed', facts: { changes: [change] } })
    expect(other).toEqual(failure)
    expect(listingOf(machine.data)).toEqual(before)
    expect(await machine.installed()).toEqual(['editor 1.0.0'])
  })

  test('is the known one once it was accepted', async () => {
    const next = await takenOver()

    await apply(await planOf(update), ['editor'])
    const again = await buildRelease(release('editor', '3.0.0'), next)
    await addPackages({ ...place(repository), files: [again], newPublisherKey: true }, never)
    await published()
    await machine.change(update)

    expect(await machine.installed()).toEqual(['editor 3.0.0'])
  })

  test('is in the log with both fingerprints, once it was accepted', async () => {
    const next = await takenOver()

    await apply(await planOf(update), ['editor'])

    const { entries } = await machine.engine.run('audit.list', { action: 'plan.apply' }, { signal: never })
    expect(entries.find(({ outcome }) => outcome === 'done')?.object['accepted']).toEqual([
      `publisher-key of editor: Test Works ${repository.publisher.key.keyId} to Test Works ${next.key.keyId}`,
    ])
  })

  test('cannot hide behind an index that names the old key for it', async () => {
    await takenOver()
    const index = indexOf(repository)
    for (const record of index.packages) {
      const keys = [repository.publisher.key.keyId, ...(record.signed_by ?? [])]
      Object.assign(record, { signed_by: keys })
    }
    await publishIndex(repository, index)
    await machine.engine.run('repository.sync', {}, { signal: never })

    const plan = await planOf(update)

    expect(plan.consents).toBeUndefined()
    expect(await failureFrom(apply(plan))).toMatchObject({
      code: 'trust/artifact',
      facts: { file: 'packages/editor-2.0.0-universal.tar.xz.sig', reason: 'publisher' },
    })
    expect(await machine.installed()).toEqual(['editor 1.0.0'])
  })

  test('is followed without a question where the old one said so itself', async () => {
    const next = createSigner()
    const last = createSigner()
    const successions = [
      await signSuccession(next, last.key),
      await signSuccession(repository.publisher, next.key),
    ]
    for (const said of successions.toReversed()) {
      const whom = { publisher: 'Test Works', keys: [], namespaces: [] }
      await setPublisher({ ...place(repository), ...whom, successions: [said] })
    }
    const file = await buildRelease(release('editor', '2.0.0'), last)
    await addPackages({ ...place(repository), files: [file] }, never)
    await published()

    const plan = await planOf(update)
    await apply(plan)

    expect(plan.consents).toBeUndefined()
    expect(await machine.installed()).toEqual(['editor 2.0.0'])
  })

  test('is not followed by the word of anybody else', async () => {
    const thief = await takenOver()
    const said = await signSuccession(thief, thief.key)
    const forged = { ...said, from: repository.publisher.key }
    const index = indexOf(repository)
    for (const publisher of index.publishers) Object.assign(publisher, { successions: [forged] })
    await publishIndex(repository, index)
    await machine.engine.run('repository.sync', {}, { signal: never })

    expect((await planOf(update)).consents).toMatchObject([{ kind: 'publisher-key', name: 'editor' }])
  })

  test('is no question for a way back: that was here with leave', async () => {
    await takenOver()
    await apply(await planOf(update), ['editor'])

    const plan = await planOf({ kind: 'undo' })
    await apply(plan)

    expect(plan.consents).toBeUndefined()
    expect(await machine.installed()).toEqual(['editor 1.0.0'])
  })
})

describe('another repository than the one that something came from', () => {
  let other: TestRepository
  beforeEach(async () => {
    other = await aRepository()
    const file = await buildRelease(release('editor', '2.0.0'), repository.publisher)
    await addPackages({ ...place(other), files: [file] }, never)
    await other.rebuild()
    const { folder, fingerprint } = other
    const where = { name: 'other', url: `file://${folder}/`, fingerprint, priority: 10 }
    await machine.engine.run('repository.add', where, { signal: never })
  })

  test('needs leave, even where it is preferred and the key is the same', async () => {
    const plan = await planOf(update)

    expect(plan.consents).toEqual([
      {
        kind: 'repository',
        name: 'editor',
        before: { name: 'main', fingerprints: [repository.fingerprint] },
        after: { name: 'other', fingerprints: [other.fingerprint] },
      },
    ])
    expect(await failureFrom(apply(plan))).toMatchObject({ code: 'trust/change-unconfirmed' })
    await apply(plan, ['editor'])
    expect(await machine.installed()).toEqual(['editor 2.0.0'])
  })

  test('has that leave where the person named it', async () => {
    const request = { ...wanting('editor'), repository: 'other' } as ChangeRequest

    expect((await planOf(request)).consents).toBeUndefined()
  })

  test('is told by its root, not by the name it goes by here', async () => {
    await machine.engine.run('repository.remove', { name: 'main' }, { signal: never })
    await machine.engine.run('repository.remove', { name: 'other' }, { signal: never })
    await machine.use(other, undefined, 'main')

    expect((await planOf(update)).consents).toMatchObject([
      { kind: 'repository', before: { name: 'main' }, after: { name: 'main' } },
    ])
  })
})

describe('where only trusted publishers may be installed (C2)', () => {
  const config = '[security]\ntrusted_publishers_only = true\n'
  async function aStrictMachine(): Promise<Machine> {
    const data = temporaryFolder()
    writeFileSync(path.join(data, 'config.toml'), config)
    const strict = await aMachine({}, data)
    await strict.use(repository)
    return strict
  }
  const trust = async (on: Machine, who: string) =>
    on.engine.run('publisher.trust', { who }, { signal: never })

  test('nothing else is a candidate, and why-not tells the reason', async () => {
    const strict = await aStrictMachine()

    const answer = await strict.plan(wanting('editor'))

    expect(answer).toMatchObject({ kind: 'unsolvable' })
    expect(await strict.engine.run('dependency.whyNot', { name: 'editor' }, { signal: never })).toMatchObject(
      { hidden: [{ version: '1.0.0', repository: 'main', reason: 'untrusted' }] },
    )
  })

  test.each([
    ['the publisher', () => 'Test Works'],
    ['its key', () => repository.publisher.key.keyId],
  ])('it comes once %s is trusted', async (_, who) => {
    const strict = await aStrictMachine()
    await trust(strict, who())

    await strict.install('editor')

    expect(await strict.installed()).toEqual(['editor 1.0.0'])
  })

  test('an index that says otherwise of the signature is not believed', async () => {
    const stranger = await takenOver()
    const strict = await aStrictMachine()
    await trust(strict, repository.publisher.key.keyId)
    const index = indexOf(repository)
    const record = index.packages.find(({ version }) => version === '2.0.0')!
    Object.assign(record, { signed_by: [repository.publisher.key.keyId, stranger.key.keyId] })
    await publishIndex(repository, index)
    await strict.engine.run('repository.sync', {}, { signal: never })

    expect(await failureFrom(strict.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'publisher' },
    })
    expect(await strict.installed()).toEqual([])
  })

  test('whoever is trusted no longer is told of what that leaves here, and comes no more', async () => {
    const strict = await aStrictMachine()
    await trust(strict, 'Test Works')
    await strict.install('editor')

    const answer = await strict.engine.run('publisher.distrust', { who: 'Test Works' }, { signal: never })
    await strict.remove('editor')

    expect(answer).toMatchObject({
      removed: [{ keyId: repository.publisher.key.keyId, name: 'Test Works' }],
      affected: [{ name: 'editor', version: '1.0.0' }],
    })
    expect(await strict.plan(wanting('editor'))).toMatchObject({ kind: 'unsolvable' })
    // Its files are still in the store: going back must not bring it, either.
    expect(await failureFrom(strict.change({ kind: 'undo' }))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'untrusted' },
    })
    expect(await strict.installed()).toEqual([])
  })

  test('nobody is trusted by a name that no repository knows, nor distrusted', async () => {
    const strict = await aStrictMachine()

    expect(await failureFrom(trust(strict, 'Test Work'))).toEqual({
      code: 'publisher/not-found',
      facts: { name: 'Test Work', nearest: ['Test Works'] },
    })
    expect(
      await failureFrom(strict.engine.run('publisher.distrust', { who: 'Acme' }, { signal: never })),
    ).toEqual({ code: 'publisher/not-found', facts: { name: 'Acme', nearest: [] } })
    expect(readFileSync(path.join(strict.data, 'config.toml'), 'utf8')).toBe(config)
  })
})

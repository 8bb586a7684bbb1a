import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ChangeRequest, Plan } from '../../engine/index.ts'
import { addPackages, createSigner, setPublisher, type Signer } from '../../engine/publishing.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import {
  aRepository,
  buildRelease,
  release,
  type ReleaseBuilder,
  type TestRepository,
} from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import { listingOf } from '../scenario/thread/kit/listing.ts'

const place = (repository: TestRepository) => ({ name: 'test', path: repository.folder, now: new Date() })
const byStranger = (name: string) =>
  release(name, '1.0.0').with({ maintainer: 'Somebody Else <else@example.org>' })

/** In the same repository, as another of its publishers. */
async function publishAs(repository: TestRepository, signer: Signer, one: ReleaseBuilder): Promise<void> {
  const publisher = { publisher: 'Somebody Else', keys: [signer.key], namespaces: [] }
  await setPublisher({ ...place(repository), ...publisher })
  await addPackages({ ...place(repository), files: [await buildRelease(one, signer)] }, never)
  await repository.rebuild()
}

function feature({ folder }: TestRepository, name: string): void {
  const featured = `featured:\n  - package: ${name}\n    kicker: New\n    headline: Write\n`
  writeFileSync(path.join(folder, 'repository.yaml'), featured)
}

async function planOf(machine: Machine, request: ChangeRequest): Promise<Plan> {
  const answer = await machine.plan(request)
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  return answer.plan
}

let repository: TestRepository
let machine: Machine
const stranger = createSigner()
beforeEach(async () => {
  repository = await aRepository(release('editor', '1.0.0'), release('editors', '1.0.0'))
  machine = await aMachine()
})

describe('a name that passes for another one (attack 47)', () => {
  test('is told with both publishers, and comes only where a person says that it is meant', async () => {
    await publishAs(repository, stranger, byStranger('edit0r'))
    await machine.use(repository)
    await machine.install('editor')
    const before = listingOf(machine.data)

    const plan = await planOf(machine, wanting('edit0r'))
    const apply = (accepted: string[]) =>
      machine.engine.run(
        'plan.apply',
        { request: plan.request, digest: plan.digest, accepted },
        { signal: never },
      )
    const failure = await failureFrom(apply([]))
    const other = await failureFrom(apply(['editor']))
    const after = listingOf(machine.data)
    await apply(['edit0r'])

    const warning = {
      kind: 'look-alike',
      name: 'edit0r',
      publisher: { name: 'Somebody Else', fingerprints: [stranger.key.keyId] },
      repository: 'main',
      other: {
        name: 'editor',
        publisher: { name: 'Test Works', fingerprints: [repository.publisher.key.keyId] },
        repository: 'main',
        standing: 'installed',
      },
      likeness: 'glyphs',
    }
    expect(plan.consents).toEqual([warning])
    expect(failure).toEqual({ code: 'trust/look-alike-unconfirmed', facts: { names: [warning] } })
    expect(other).toEqual(failure)
    expect(after).toEqual(before)
    expect(await machine.installed()).toEqual(['edit0r 1.0.0', 'editor 1.0.0'])
  })

  test('is told where something else brings it along, too', async () => {
    await publishAs(repository, stranger, byStranger('edito'))
    await repository.publish(release('suite', '1.0.0').needs('edito'))
    await machine.use(repository)
    await machine.install('editor')

    expect((await planOf(machine, wanting('suite'))).consents).toMatchObject([
      { name: 'edito', other: { name: 'editor' }, likeness: 'typing' },
    ])
  })

  test('is told where the other one is not here, but needed by many or featured', async () => {
    const users = Array.from({ length: 10 }, (_, at) => release(`user-of-${at}`, '1.0.0').needs('engine'))
    await repository.publish(release('engine', '1.0.0'), ...users)
    feature(repository, 'editor')
    await publishAs(repository, stranger, byStranger('enginee'))
    await publishAs(repository, stranger, byStranger('ed-itor'))
    await machine.use(repository)

    const told = async (name: string) =>
      (await planOf(machine, wanting(name))).consents?.map((one) =>
        one.kind === 'look-alike' ? [one.other.name, one.other.standing, one.likeness] : one,
      )
    expect([
      await told('enginee'),
      await told('ed-itor'),
      await told('engine'),
      await told('editor'),
    ]).toEqual([
      [['engine', 'needed', 'typing']],
      [['editor', 'featured', 'separators']],
      undefined,
      undefined,
    ])
  })

  test('is no question for the same publisher, nor for the way back', async () => {
    await publishAs(repository, stranger, byStranger('edit0r'))
    await machine.use(repository)
    await machine.install('editor', 'editors')
    await machine.change(wanting('edit0r'), 'edit0r')
    await machine.change({ kind: 'undo' })

    const plan = await planOf(machine, { kind: 'undo' })

    expect([plan.consents, plan.install.map(({ name }) => name)]).toEqual([undefined, ['edit0r']])
  })

  test('cannot be excused by its own repository: neither by a borrowed publisher, nor by its first page', async () => {
    const hostile = await aRepository(release('edltor', '1.0.0'))
    feature(hostile, 'edltor')
    await hostile.rebuild()
    await machine.use(repository)
    const { fingerprint } = hostile
    const added = { name: 'hostile', url: `file://${hostile.folder}/`, fingerprint, priority: -10 }
    await machine.engine.run('repository.add', added, { signal: never })
    // Nor does it make names suspect of repositories that come before it.
    await machine.install('editor')

    // Both publishers are called Test Works; only their keys differ.
    expect((await planOf(machine, wanting('edltor'))).consents).toMatchObject([
      {
        publisher: { name: 'Test Works', fingerprints: [hostile.publisher.key.keyId] },
        repository: 'hostile',
        other: { name: 'editor', publisher: { name: 'Test Works' } },
      },
    ])
  })
})

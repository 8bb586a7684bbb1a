/** The advisories get other keys in a repository whose targets key, which names them, is with a guardian. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { publishRepository } from '../../../engine/builder/publish-repository.ts'
import { rotateKeys } from '../../../engine/builder/rotate-keys.ts'
import { signRepositoryAdvisories } from '../../../engine/builder/sign-advisories.ts'
import { signPendingTargets } from '../../../engine/builder/targets-elsewhere.ts'
import { tufKeyId } from '../../../engine/builder/tuf-metadata.ts'
import { createSigner, type Signer } from '../../../engine/keys/signer.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import type { PublicKey } from '../../../engine/model/signature.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { keysInMemory } from './keys-in-memory.ts'
import { writeAdvisory } from './write-advisory.ts'

const name = 'test'
const day = 86_400_000

async function aGuardedRepository() {
  const keystore = keysInMemory()
  const guardian = createSigner()
  const folder = path.join(temporaryFolder(), 'repository')
  const online = {
    ...{ root: createSigner(), snapshot: createSigner(), timestamp: createSigner() },
    ...{ advisories: createSigner(), releases: createSigner() },
  }
  for (const [role, signer] of Object.entries(online)) keystore.keep(`repository:${name}:${role}`, signer)
  const place = { name, path: folder, now: new Date() }
  const signers = { ...online, targets: { keys: [guardian.key], threshold: 1 } }
  const { fingerprint } = await createRepository({ ...place, description: '', signers }, never)
  const publish = (now = new Date()) => publishRepository({ ...place, keystore, now }, never)
  const agree = () => signPendingTargets(path.join(folder, 'targets.pending.json'), guardian)
  const rotate = (team?: Signer) =>
    rotateKeys(
      {
        ...{ ...place, keystore, roles: ['advisories'] },
        ...(team === undefined ? {} : { advisories: { keys: [team.key], threshold: 1 } }),
      },
      never,
    )
  const sign = (signer: Signer) => signRepositoryAdvisories({ ...place, signer }, never)
  await publish().catch(failureOf)
  await agree()
  await publish()
  const machine = await aMachine()
  await machine.use({ folder, fingerprint })
  /** What a client makes of it, and whether this key signed what it knows. */
  const known = async (key: PublicKey) => {
    const [synced] = await machine.engine.run('repository.sync', {}, { signal: never })
    const { known: count } = await machine.engine.run('package.audit', {}, { signal: never })
    return [synced!.failure, synced!.advisories.state, count, signersOf(folder).includes(tufKeyId(key))]
  }
  return { folder, keystore, first: online.advisories, publish, agree, rotate, sign, known }
}

/** Ids of the keys that signed the newest advisories. */
function signersOf(folder: string): string[] {
  const metadata = path.join(folder, 'metadata')
  const versions = readdirSync(metadata).flatMap((file) => /^(\d+)\.advisories\.json$/.exec(file)?.[1] ?? [])
  const newest = path.join(metadata, `${Math.max(...versions.map(Number))}.advisories.json`)
  const { signatures } = JSON.parse(readFileSync(newest, 'utf8')) as { signatures: { keyid: string }[] }
  return signatures.map(({ keyid }) => keyid)
}

test('a new key here signs when the targets role names it, and the one before it until then', async () => {
  const { folder, keystore, first, publish, agree, rotate, known } = await aGuardedRepository()

  const rotation = await rotate()
  writeAdvisory(folder, 'T-1')
  await publish()
  const before = await known(first.key)
  await agree()
  await publish()

  const waiting = path.join(folder, 'targets.pending.json')
  expect(rotation).toMatchObject({ kind: 'published', built: { targetsWaiting: { file: waiting } } })
  const newest = await keystore.signer(`repository:${name}:advisories.2`)
  expect([before, await known(newest.key)]).toEqual([
    [null, 'current', 1, true],
    [null, 'current', 1, true],
  ])
})

test('what a team elsewhere has signed waits until the targets role names it', async () => {
  const { folder, first, publish, agree, rotate, sign, known } = await aGuardedRepository()
  const team = createSigner()
  writeAdvisory(folder, 'T-1')
  await sign(team)

  const rotation = await rotate(team)
  await publish()
  const before = await known(first.key)
  await agree()
  const built = await publish()

  expect(rotation).toMatchObject({ kind: 'published' })
  expect(before).toEqual([null, 'current', 0, true])
  expect(built.targetsWaiting).toBeNull()
  expect(await known(team.key)).toEqual([null, 'current', 1, true])
})

test('while it waits, the key before signs anew before readers are told that nobody does', async () => {
  const { folder, first, publish, rotate, sign, known } = await aGuardedRepository()
  const team = createSigner()
  writeAdvisory(folder, 'T-1')
  await sign(team)
  await rotate(team)

  await publish(new Date(Date.now() + 12 * day))

  expect(await known(first.key)).toEqual([null, 'current', 1, true])
})

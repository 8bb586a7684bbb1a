import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../engine/builder/create-repository.ts'
import { publishRepository } from '../../../engine/builder/publish-repository.ts'
import { rotateKeys } from '../../../engine/builder/rotate-keys.ts'
import { signRepositoryAdvisories } from '../../../engine/builder/sign-advisories.ts'
import { createSigner, type Signer } from '../../../engine/keys/signer.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { failureIn, repositorySigners } from './kit.ts'
import { keysInMemory } from './keys-in-memory.ts'
import { writeAdvisory } from './write-advisory.ts'

const name = 'test'
const day = 86_400_000

/** A repository whose keys are all at hand, published once. */
async function aRepository() {
  const keystore = keysInMemory()
  const folder = path.join(temporaryFolder(), 'repository')
  const signers = repositorySigners()
  for (const [role, signer] of Object.entries(signers)) keystore.keep(`repository:${name}:${role}`, signer)
  const place = { name, path: folder, now: new Date() }
  const { fingerprint } = await createRepository({ ...place, description: '', signers }, never)
  const publish = (now = new Date()) => publishRepository({ ...place, keystore, now }, never)
  const sign = (signer: Signer, now = new Date()) =>
    signRepositoryAdvisories({ ...place, signer, now }, never)
  const handTo = (signers: readonly Signer[], threshold = 1) =>
    rotateKeys(
      {
        ...place,
        keystore,
        roles: ['advisories'],
        advisories: { keys: signers.map(({ key }) => key), threshold },
      },
      never,
    )
  await publish()
  const machine = await aMachine()
  await machine.use({ folder, fingerprint })
  return { folder, publish, sign, handTo, machine }
}

async function knownTo({ engine }: Awaited<ReturnType<typeof aMachine>>) {
  const [synced] = await engine.run('repository.sync', {}, { signal: never })
  const { known } = await engine.run('package.audit', {}, { signal: never })
  return [synced!.failure, synced!.advisories.state, known]
}

test('those who watch over packages sign with a key of their own, and need no other', async () => {
  const { folder, publish, sign, handTo, machine } = await aRepository()
  const team = createSigner()
  writeAdvisory(folder, 'T-1')
  const first = await sign(team)
  await handTo([team])
  const handedOver = await knownTo(machine)
  writeAdvisory(folder, 'T-2')
  const unsigned = [await publish(), await knownTo(machine)] as const
  const second = await sign(team)
  const waiting = await knownTo(machine)
  const signed = await publish()

  expect([first, second]).toMatchObject([
    { version: 2, advisories: 1, lacking: 1, isNamed: false },
    { version: 3, advisories: 2, lacking: 0, isNamed: true },
  ])
  expect(handedOver).toEqual([null, 'current', 1])
  // What they have not signed is not published, and nothing else waits for it.
  expect(unsigned).toMatchObject([{ advisoriesEnd: first.expires }, [null, 'current', 1]])
  expect(waiting).toEqual([null, 'current', 1])
  expect(signed).toMatchObject({ rotated: [], due: [], advisoriesEnd: second.expires })
  expect(await knownTo(machine)).toEqual([null, 'current', 2])
  expect(existsSync(second.file)).toBe(false)
})

test('a key of which nothing is signed is not named, and nothing changes', async () => {
  const { folder, sign, handTo } = await aRepository()
  const timestamp = () => readFileSync(path.join(folder, 'metadata/timestamp.json'), 'utf8')
  const record = () => readFileSync(path.join(folder, 'multios-repository.json'), 'utf8')
  const before = [timestamp(), record()]
  await sign(createSigner())

  expect(await failureIn(handTo([createSigner()]))).toMatchObject({
    code: 'key/advisories-unsigned',
    facts: { lacking: 1 },
  })
  expect([timestamp(), record()]).toEqual(before)
})

test('where two of them have to sign, one is not enough; they sign the same words', async () => {
  const { folder, publish, sign, handTo, machine } = await aRepository()
  const team = [createSigner(), createSigner()] as const
  writeAdvisory(folder, 'T-1')
  await sign(team[0])
  const early = await failureIn(handTo(team, 2))
  await sign(team[1])
  await handTo(team, 2)
  writeAdvisory(folder, 'T-2')
  const half = await sign(team[0])
  await publish()
  const halfWay = await knownTo(machine)
  const whole = await sign(team[1])
  await publish()

  expect(early).toMatchObject({ code: 'key/advisories-unsigned', facts: { lacking: 1 } })
  expect([half, whole]).toMatchObject([{ lacking: 1 }, { lacking: 0, expires: half.expires }])
  expect([halfWay, await knownTo(machine)]).toEqual([
    [null, 'current', 1],
    [null, 'current', 2],
  ])
})

test('what was signed for something else than what waits is signed anew', async () => {
  const { folder, sign } = await aRepository()
  const team = [createSigner(), createSigner()] as const
  const first = await sign(team[0])
  writeAdvisory(folder, 'T-1')
  const second = await sign(team[1])
  const later = await sign(team[0], new Date(Date.now() + 10 * day))

  const signatures = (JSON.parse(readFileSync(second.file, 'utf8')) as { signatures: unknown[] }).signatures
  expect([first.advisories, second.advisories, signatures.length]).toEqual([0, 1, 1])
  expect(later.expires > second.expires).toBe(true)
})

test('a repository goes on without those who fell silent, and its readers are told', async () => {
  const { folder, publish, sign, handTo, machine } = await aRepository()
  const team = createSigner()
  writeAdvisory(folder, 'T-1')
  await sign(team, new Date(Date.now() - 13 * day))
  await handTo([team])
  const before = await knownTo(machine)
  const later = new Date(Date.now() + 2 * day)
  await publish(later)
  const then = await aMachine(
    { clock: { now: () => later.getTime(), sleep: async () => undefined } },
    machine.data,
  )

  expect([before, await knownTo(then)]).toEqual([
    [null, 'current', 1],
    [null, 'outdated', 1],
  ])
})

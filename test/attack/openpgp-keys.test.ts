import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { config, createMessage, enums, sign, SignaturePacket } from 'openpgp'
import { beforeEach, describe, expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import {
  addSigned,
  anOpenPgpKey,
  anOpenPgpRepository,
  type OpenPgpRepository,
} from '../kit/an-openpgp-repository.ts'
import { release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

let repository: OpenPgpRepository
let machine: Machine
beforeEach(async () => {
  repository = await anOpenPgpRepository(release('editor', '1.0.0'))
  machine = await aMachine()
})

const hour = 3_600_000
const view = async () => (await machine.engine.run('repository.list', {}, { signal: never }))[0]
const putSignature = (armored: string) => writeFileSync(repository.file('index.json.gz.asc'), armored)

/** The same bytes, signed with a hash of the attacker's choice. */
async function signedWith(hash: number): Promise<string> {
  const rsa = await anOpenPgpKey({ type: 'rsa', rsaBits: 2_048 })
  const packet = new SignaturePacket()
  Object.assign(packet, {
    signatureType: enums.signature.binary,
    publicKeyAlgorithm: rsa.privateKey.keyPacket.algorithm,
    hashAlgorithm: hash,
  })
  const message = await createMessage({ binary: readFileSync(repository.file('index.json.gz')) })
  const made = await sign({ message, signingKeys: rsa.privateKey, detached: true, format: 'object' })
  repository = { ...repository, key: rsa }
  const weak = { ...config, nonDeterministicSignaturesViaNotation: false }
  // The library's own way to sign, past the checks that its door makes; its types know only the door.
  const signPacket = packet.sign.bind(packet) as (...values: unknown[]) => Promise<void>
  await signPacket(rsa.privateKey.keyPacket, message.packets[0], new Date(), true, weak)
  made.packets.length = 0
  made.packets.push(packet)
  return made.armor()
}

describe('a key', () => {
  const add = async (key: OpenPgpRepository['key'], on = machine) =>
    failureFrom(addSigned(on, { folder: repository.folder, key }))
  const unusable = { code: 'request/invalid', facts: { what: 'openpgp-key' } }

  test.each([
    ['RSA of 1024 bits', { type: 'rsa', rsaBits: 1_024 }],
    ['another curve', { type: 'curve448' }],
  ] as const)('with %s is refused', async (_name, options) => {
    expect(await add(await anOpenPgpKey(options as never))).toMatchObject(unusable)
  })

  test('that expired is refused from then on, and told', async () => {
    const key = await anOpenPgpKey({ keyExpirationTime: 7_200 })
    await repository.sign(key)
    let now = Date.now()
    const aging = await aMachine({ clock: { now: () => now, sleep: async () => undefined } })
    await addSigned(aging, { folder: repository.folder, key })
    const state = async () =>
      (await aging.engine.run('repository.list', {}, { signal: never }))[0]?.openPgp?.state
    const before = await state()

    now += 2 * hour
    const outcome = (await aging.engine.run('repository.sync', {}, { signal: never }))[0]

    expect([before, outcome, await state()]).toMatchObject([
      'valid',
      {
        outcome: 'failed',
        failure: { code: 'trust/metadata', facts: { repository: 'signed', reason: 'expired' } },
      },
      'expired',
    ])
  })

  test('that is private, or one of several in its file, or none, is refused', async () => {
    const inspect = async (text: string) =>
      failureFrom(
        machine.engine.run(
          'repository.inspectKey',
          { url: `file://${repository.folder}/`, key: { text } },
          { signal: never },
        ),
      )
    const two = `${repository.key.publicKey.armor()}\n${(await anOpenPgpKey()).publicKey.armor()}`

    expect([
      await inspect(repository.key.privateKey.armor()),
      await inspect(two),
      await inspect('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n'),
    ]).toMatchObject([unusable, unusable, unusable])
  })

  test.each([
    ['SHA-1', enums.hash.sha1],
    ['MD5', enums.hash.md5],
    ['RIPEMD-160', enums.hash.ripemd],
  ])('counts for nothing with %s', async (_name, hash) => {
    putSignature(await signedWith(hash))

    expect(await add(repository.key)).toMatchObject({
      code: 'trust/metadata',
      facts: { reason: 'signature', detail: expect.stringContaining('Insecure') },
    })
    putSignature(await signedWith(enums.hash.sha256))
    // The same way with a good hash: it is the hash that was refused, and only the advisories lack a signature then.
    rmSync(repository.file('advisories.json.gz.asc'))
    await addSigned(machine, repository)
    expect((await view())?.name).toBe('signed')
  })

  test('of RSA or a NIST curve, and a subkey that it vouches for, are as good', async () => {
    const outcomes: string[] = []
    for (const options of [
      { type: 'rsa', rsaBits: 2_048 },
      { type: 'ecc', curve: 'nistP384' },
      { subkeys: [{ sign: true }] },
    ] as never[]) {
      const key = await anOpenPgpKey(options)
      await repository.sign(key)
      const fresh = await aMachine()
      await addSigned(fresh, { folder: repository.folder, key })
      outcomes.push((await fresh.engine.run('repository.list', {}, { signal: never }))[0]!.name)
    }

    expect(outcomes).toEqual(['signed', 'signed', 'signed'])
  })
})

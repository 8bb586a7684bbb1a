/** What every keystore does, wherever its wrapping keys lie. Runs in this process or under a keychain of its own. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { failureOf } from '../../../engine/model/failure.ts'
import { type Keystore, openKeystore } from '../../../engine/keys/keystore.ts'
import { openTransferred } from '../../../engine/keys/transfer.ts'
import { signManifest, verifyEnvelope } from '../../../engine/keys/verify-envelope.ts'

const passphrase = 'correct horse'
const digest = 'a'.repeat(64)
const others = ['rsa-2048', 'rsa-4096', 'ecdsa-p256', 'ecdsa-p384'] as const

/** Observed facts, to be compared as a whole. */
export async function observeKeystore(environment: NodeJS.ProcessEnv, directory: string): Promise<unknown> {
  const store = await openKeystore({ environment, directory })
  const made = await store.generate('my-key', 'ed25519')
  const again = await openKeystore({ environment, directory })
  const envelope = await signManifest(digest, await again.signer('my-key'))
  const file = path.join(directory, 'my-key.key.json')
  const text = await readFile(file, 'utf8')
  const facts = {
    kind: store.kind,
    verdict: verifyEnvelope(envelope, digest, [made.key]).map(({ state }) => state),
    sameSignerById: (await again.signer(made.key.keyId)).key.keyId === made.key.keyId,
    samePublicKey: (await again.publicKey('my-key')).keyId === made.key.keyId,
    listed: (await again.list()).map(({ name, keystore }) => `${name} in ${keystore}`),
    fileMode: ((await stat(file)).mode & 0o777).toString(8),
    directoryMode: ((await stat(directory)).mode & 0o777).toString(8),
    files: await readdir(directory),
    secretInFile: text.includes('302e020100300506032b6570') || text.includes('MC4CAQAwBQYDK2Vw'),
    doubled: await failure(again.generate('my-key', 'ed25519')),
    unknown: await failure(again.signer('my-kez')),
    badName: (await failure(again.generate('../x', 'ed25519')))?.code,
    swappedFile: await swapped(again.signer, file, text),
  }
  const underTwoNames = await observeTwoNames(again)
  await again.remove('my-key')
  const verdicts = await observeAlgorithms(again)
  return { ...facts, underTwoNames, verdicts, afterRemoval: await readdir(directory) }
}

/** A key of each other kind is kept, opened again, and signs. */
async function observeAlgorithms(store: Keystore): Promise<readonly string[]> {
  const verdicts: string[] = []
  for (const algorithm of others) {
    const { key } = await store.generate(algorithm, algorithm)
    const envelope = await signManifest(digest, await store.signer(algorithm))
    const [verdict] = verifyEnvelope(envelope, digest, [key])
    verdicts.push(`${key.algorithm} ${verdict?.state}`)
    await store.remove(algorithm)
  }
  return verdicts
}

/** A key that is taken in under a second name opens under both, and under the first when the second is gone. */
async function observeTwoNames(store: Keystore): Promise<readonly boolean[]> {
  const sealed = await store.sealed('my-key', passphrase)
  const { key } = await store.take('second', await openTransferred(sealed, { source: 'sealed', passphrase }))
  const opens = async (name: string): Promise<boolean> => (await store.signer(name)).key.keyId === key.keyId
  const both = [await opens('my-key'), await opens('second')]
  await store.remove('second')
  return [...both, await opens('my-key')]
}

/** Renames the key inside its file: the encryption must notice. */
async function swapped(
  signer: (name: string) => Promise<unknown>,
  file: string,
  text: string,
): Promise<string | undefined> {
  await writeFile(file, text.replace('"name":"my-key"', '"name":"other"'))
  const outcome = await failure(signer('other'))
  await writeFile(file, text)
  return outcome?.code
}

async function failure(work: Promise<unknown>): Promise<ReturnType<typeof failureOf>> {
  return work.then(
    () => null,
    (error: unknown) => {
      const known = failureOf(error)
      if (known === null) throw error
      return known
    },
  )
}

/** What `observeKeystore` answers for a keystore that keeps the contract. */
export function expectedFacts(kind: string): unknown {
  return {
    kind,
    verdict: ['valid'],
    sameSignerById: true,
    samePublicKey: true,
    listed: [`my-key in ${kind}`],
    fileMode: '600',
    directoryMode: '700',
    files: ['my-key.key.json'],
    secretInFile: false,
    doubled: { code: 'key/exists', facts: { keyId: 'my-key' } },
    unknown: { code: 'key/not-found', facts: { keyId: 'my-kez', nearest: ['my-key'] } },
    badName: 'request/invalid',
    swappedFile: kind === 'file' ? 'keystore/locked' : 'state/damaged',
    underTwoNames: [true, true, true],
    verdicts: others.map((algorithm) => `${algorithm} valid`),
    afterRemoval: [],
  }
}

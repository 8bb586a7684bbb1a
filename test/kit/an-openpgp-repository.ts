import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { enums, generateKey, revokeKey, type PrivateKey, type PublicKey } from 'openpgp'
import { signWithOpenPgp } from '../../engine/publishing.ts'
import type { Machine } from './a-machine.ts'
import { aRepository, type ReleaseBuilder, type TestRepository } from './a-repository.ts'
import { never } from './temporary.ts'

export interface OpenPgpPair {
  readonly privateKey: PrivateKey
  readonly publicKey: PublicKey
  readonly fingerprint: string
  /** Says that the key counts no more; armored. */
  readonly revocation: string
}

export interface OpenPgpRepository extends TestRepository {
  readonly key: OpenPgpPair
  /** Signs what is published now. */
  readonly sign: (key?: OpenPgpPair, at?: Date) => Promise<void>
  readonly file: (name: string) => string
}

export async function anOpenPgpKey(
  options: Partial<Parameters<typeof generateKey>[0]> = {},
): Promise<OpenPgpPair> {
  const { privateKey, publicKey, revocationCertificate } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: 'Test Works', email: 'test@example.org' }],
    date: new Date(Date.now() - 3_600_000),
    config: { minRSABits: 512, preferredHashAlgorithm: enums.hash.sha256 },
    ...options,
    format: 'object',
  })
  return {
    privateKey,
    publicKey,
    fingerprint: publicKey.getFingerprint(),
    revocation: revocationCertificate,
  }
}

/** A repository whose index is signed with OpenPGP, and whose TUF metadata nobody asks for. */
export async function anOpenPgpRepository(...releases: ReleaseBuilder[]): Promise<OpenPgpRepository> {
  const repository = await aRepository(...releases)
  const key = await anOpenPgpKey()
  const file = (name: string) => path.join(repository.folder, 'metadata', name)
  const sign = async ({ privateKey }: OpenPgpPair = key, at = new Date()) => {
    await signWithOpenPgp(
      { path: repository.folder, key: privateKey.armor(), source: 'test', passphrase: null, now: at },
      never,
    )
  }
  await sign()
  return { ...repository, key, sign, file }
}

/** Adds it under the name `signed`, with a key that a person confirmed. */
export async function addSigned(
  { engine }: Machine,
  { folder, key }: Pick<OpenPgpRepository, 'folder' | 'key'>,
  url = `file://${folder}/`,
): Promise<void> {
  await engine.run(
    'repository.add',
    { name: 'signed', url, fingerprint: key.fingerprint, openPgpKey: key.publicKey.armor() },
    { signal: never },
  )
}

/** A public key with its revocation in it. */
export async function revoked({ publicKey: key, revocation }: OpenPgpPair): Promise<string> {
  const { publicKey } = await revokeKey({ key, revocationCertificate: revocation, format: 'object' })
  return publicKey.armor()
}

export function bend(file: string): void {
  const bytes = readFileSync(file)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = bytes[at]! ^ 1
  writeFileSync(file, bytes)
}

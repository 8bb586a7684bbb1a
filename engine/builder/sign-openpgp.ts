import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { OpenPgpRefused, signOpenPgp } from '../keys/openpgp.ts'
import { EngineError } from '../model/failure.ts'
import { advisoriesTarget, indexTarget } from '../model/repository-index.ts'
import { onDisk } from '../system-errors.ts'
import { publishBytes } from './publish-file.ts'

export interface OpenPgpSigning {
  /** The folder of the repository. */
  readonly path: string
  /** An armored private key. */
  readonly key: string
  /** What the person calls the key: its file. */
  readonly source: string
  readonly passphrase: string | null
  readonly now: Date
}

/** What people get the key from, unless its owner publishes it elsewhere, too. */
const publicKeyFile = 'metadata/openpgp-key.asc'

/** Signs what a repository publishes once more, for people who know its OpenPGP key. Returns the files written. */
export async function signWithOpenPgp(signing: OpenPgpSigning, signal: AbortSignal): Promise<string[]> {
  const written = new Map<string, string>()
  for (const name of [indexTarget, advisoriesTarget]) {
    signal.throwIfAborted()
    const file = path.join(signing.path, name)
    const bytes = await onDisk(file, async () => readFile(file))
    const { signature, publicKey } = await signed(bytes, signing)
    written.set(`${name}.asc`, signature)
    written.set(publicKeyFile, publicKey)
  }
  for (const [name, text] of written) await publishBytes(path.join(signing.path, name), text)
  return [...written.keys()]
}

/** Throws where the key could sign nothing: better before anything is published than after. */
export async function checkOpenPgpKey(signing: Omit<OpenPgpSigning, 'path'>): Promise<void> {
  await signed(new Uint8Array(), signing)
}

/** Whether somebody signs this repository with OpenPGP, and so has to sign again after each change. */
export function isSignedWithOpenPgp(folder: string): boolean {
  return existsSync(path.join(folder, `${indexTarget}.asc`))
}

async function signed(bytes: Uint8Array, { key, source, passphrase, now }: Omit<OpenPgpSigning, 'path'>) {
  return signOpenPgp(bytes, { armored: key, passphrase, at: now }).catch((error: unknown) => {
    if (!(error instanceof OpenPgpRefused)) throw error
    const facts = { what: 'openpgp-key', value: source, problem: error.message }
    throw new EngineError('request/invalid', facts, { cause: error })
  })
}

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { OpenPgpRefused, readOpenPgpKey, verifyOpenPgp } from '../keys/openpgp.ts'
import { indexTarget } from '../model/repository-index.ts'
import { systemCode } from '../system-errors.ts'

type Held = 'valid' | 'expired' | 'missing' | 'broken'

/** A repository that signs with OpenPGP, as the files on this disk show it now. */
export interface CheckedOpenPgp {
  readonly key: Held
  /** Of the signature over the index that was kept. */
  readonly signature: Held
  /** SHA-256 of that index, hex. */
  readonly index: string | null
}

/** The key, and its signature over the index that was verified once, all over again and offline. */
export async function checkKeptOpenPgp(cache: string, key: string, now: number): Promise<CheckedOpenPgp> {
  const bytes = await readKept(cache, indexTarget)
  const signature = await readKept(cache, `${indexTarget}.asc`)
  const isHere = bytes !== null && signature !== null
  return {
    key: await heldBy(readOpenPgpKey(key, now)),
    signature: isHere
      ? await heldBy(verifyOpenPgp(bytes, signature.toString('latin1'), key, now))
      : 'missing',
    index: bytes === null ? null : createHash('sha256').update(bytes).digest('hex'),
  }
}

async function heldBy(check: Promise<unknown>): Promise<Held> {
  try {
    await check
    return 'valid'
  } catch (error) {
    if (!(error instanceof OpenPgpRefused)) throw error
    return error.problem === 'expired' ? 'expired' : 'broken'
  }
}

async function readKept(cache: string, name: string): Promise<Buffer | null> {
  try {
    return await readFile(path.join(cache, path.posix.basename(name)))
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}

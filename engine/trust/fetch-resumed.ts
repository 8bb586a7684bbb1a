import { readFile, rm } from 'node:fs/promises'
import { fetchArtifact } from '../download/fetch-artifact.ts'
import type { Transport } from '../download/transport.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk } from '../system-errors.ts'
import { checkLength, differingHash, refusal, type VerifiedTarget } from './targets.ts'

/** Bytes from which on it is worth a file. */
const large = 262_144

/** Whether what came of a target is kept where the connection is cut: of small ones, and of files, nothing has to be. */
export function isResumable({ url, length, hashes }: VerifiedTarget): boolean {
  return length >= large && !url.startsWith('file:') && hashes[0]?.algorithm === 'sha256'
}

export interface TargetWish {
  readonly repository: string
  readonly target: VerifiedTarget
  /** Folder for what came so far, named by its hash, so that it does not matter from which address. */
  readonly cache: string
}

/** As `fetchTarget`; where the connection is cut, the next one goes on from there. */
export async function fetchResumed(
  transport: Transport,
  { repository, target, cache }: TargetWish,
  signal: AbortSignal,
): Promise<Uint8Array> {
  checkLength(repository, target)
  const { url, name, digest: sha256, length: size } = target
  const wish = { url, file: name, sha256, size, cache, onBytes: () => undefined }
  const file = await fetchArtifact(transport, wish, signal).catch((error: unknown) => {
    throw error instanceof EngineError && error.code === 'trust/artifact'
      ? asRefusal(repository, name, error as EngineError<'trust/artifact'>)
      : error
  })
  const bytes = await onDisk(cache, async () => readFile(file))
  // Killed before this line: the next synchronization finds it whole, or `clean` does.
  await rm(file, { force: true })
  const wrong = differingHash(bytes, target)
  if (wrong !== null) throw refusal(repository, name, 'hash', wrong)
  return bytes
}

function asRefusal(repository: string, name: string, { facts }: EngineError<'trust/artifact'>): EngineError {
  return refusal(repository, name, facts.reason === 'length' ? 'length' : 'hash', facts.detail)
}

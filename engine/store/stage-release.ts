import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { checkMode, giveMode } from '../archive/keep-mode.ts'
import type { ReadManifest } from '../archive/manifest-bytes.ts'
import { unpackArchive } from '../archive/unpack.ts'
import { differingField } from '../model/differing-field.ts'
import { EngineError, type ErrorFacts, failureOf } from '../model/failure.ts'
import { type Manifest, manifestPath } from '../model/manifest.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import { toDiskFailure } from '../system-errors.ts'

export interface Arrival {
  /** The verified artifact on disk. */
  readonly file: string
  readonly record: IndexRecord
}

/** A release, and the folder that it is unpacked into until all of its change is there. */
export interface Staging {
  readonly arrival: Arrival
  readonly from: string
}

/** Unpacks one release beside its final place, or throws; what it leaves then is the caller's to remove. */
export async function stageRelease({ arrival, from }: Staging, signal: AbortSignal): Promise<void> {
  rmSync(from, { recursive: true, force: true })
  const { manifestBytes } = await unpack(arrival, from, signal)
  const file = path.join(from, manifestPath)
  try {
    // Said twice, because the umask may take from what a new file is given.
    mkdirSync(path.dirname(file))
    giveMode(path.dirname(file), 0o755)
    writeFileSync(file, manifestBytes, { mode: 0o444 })
    giveMode(file, 0o444)
    checkMode(file, 0o444)
  } catch (error) {
    throw await toDiskFailure(error, file)
  }
}

async function unpack(
  { file, record }: Arrival,
  destination: string,
  signal: AbortSignal,
): Promise<ReadManifest> {
  const expected = { manifestSha256: record.manifest_sha256, installedSize: record.installed_size }
  try {
    const read = await unpackArchive({ file, destination, expected }, signal)
    checkTold(record, read.manifest)
    return read
  } catch (error) {
    throw namedAsPublished(error, file, record.path)
  }
}

/** Throws `trust/artifact` where an index speaks of another package than the one whose manifest was signed. */
export function checkTold(record: IndexRecord, manifest: Manifest): void {
  const field = differingField(record, manifest)
  if (field === null) return
  const detail = `${field}: the repository's list and the signed manifest differ`
  throw new EngineError('trust/artifact', { file: record.path, reason: 'manifest', detail })
}

/**
 * People know an artifact by its path in the repository, not by its hash in our cache. One that is no package at all was
 * signed and listed as one: that is for those to mend who did so.
 */
function namedAsPublished(error: unknown, file: string, published: string): unknown {
  const failure = failureOf(error)
  if (failure?.code !== 'trust/artifact' && failure?.code !== 'archive/not-an-archive') return error
  if (failure.facts.file !== file) return error
  const { reason = 'archive', detail } = failure.facts as Partial<ErrorFacts['trust/artifact']>
  const facts = { file: published, reason, detail: detail ?? '' }
  return new EngineError('trust/artifact', facts, { cause: error })
}

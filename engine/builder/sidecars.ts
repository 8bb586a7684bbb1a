/** The small files beside an artifact, each named after it. */
import path from 'node:path'
import { maximumManifestBytes } from '../archive/limits.ts'
import { parseManifest, type ReadManifest } from '../archive/manifest-bytes.ts'
import { refuse } from '../archive/refusal.ts'
import { parseEnvelope } from '../keys/verify-envelope.ts'
import type { SignatureEnvelope } from '../model/signature.ts'
import { EngineError } from '../model/failure.ts'
import { readPlain } from '../plain-file.ts'
import { onDisk, systemCode } from '../system-errors.ts'

export function checksumPath(file: string): string {
  return `${file}.sha256`
}

export function signaturePath(file: string): string {
  return `${file}.sig`
}

export function manifestPathBeside(file: string): string {
  return `${file}.manifest.json`
}

/** The files without the sidecars of others among them: a pattern of the shell, `dist/*`, names these, too. */
export function withoutSidecars(files: readonly string[]): readonly string[] {
  const beside = new Set(
    files.flatMap((file) => [checksumPath(file), signaturePath(file), manifestPathBeside(file)]),
  )
  return files.filter((file) => !beside.has(file))
}

/** As `sha256sum` writes and checks it. */
export function checksumText(file: string, sha256: string): string {
  return `${sha256}  ${path.basename(file)}\n`
}

/** Compares with the checksum beside the artifact, where there is one. */
export async function checkChecksum(file: string, sha256: string): Promise<'match' | 'missing'> {
  const bytes = await readBeside(checksumPath(file))
  if (bytes === null) return 'missing'
  const named = /^([0-9a-f]{64})[ \n]/.exec(`${bytes.toString('latin1').trimEnd()}\n`)?.[1]
  if (named === sha256) return 'match'
  return refuse(file, 'hash', `expected ${named ?? 'a checksum'}, found ${sha256}`)
}

/** The signatures beside the artifact, or null where there are none. */
export async function readSignatures(file: string): Promise<SignatureEnvelope | null> {
  const bytes = await readBeside(signaturePath(file))
  if (bytes === null) return null
  return parseEnvelope(bytes) ?? refuse(signaturePath(file), 'signature', 'not a signature file')
}

/** What is in the artifact, by the file beside it. Refused where that is another. */
export async function readManifestBeside(file: string, manifestSha256: string): Promise<ReadManifest> {
  const beside = manifestPathBeside(file)
  const read = parseManifest((await readBeside(beside)) ?? Buffer.alloc(0), beside)
  return read.manifestSha256 === manifestSha256 ? read : refuse(beside, 'manifest', 'of another package')
}

async function readBeside(file: string): Promise<Buffer | null> {
  return onDisk(file, async () =>
    readPlain(file, maximumManifestBytes).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null
      // Whatever stands there instead is neither a checksum, nor a signature, nor a manifest.
      if (error instanceof EngineError) return Buffer.alloc(0)
      throw error
    }),
  )
}

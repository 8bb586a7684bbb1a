import { hashFile } from '../read-pieces.ts'
import { type MemberSink, walkArchive } from '../archive/walk-archive.ts'
import type { ReadManifest } from '../archive/manifest-bytes.ts'
import { carriedKeys, type SignatureVerdict, verifyEnvelope } from '../keys/verify-envelope.ts'
import type { Architecture } from '../model/manifest.ts'
import type { PublicKey, SignatureEnvelope } from '../model/signature.ts'
import { checkChecksum, readSignatures } from './sidecars.ts'

export interface VerifyPackageOptions {
  readonly file: string
  /** Whose signatures count. Without them a signature that fits is of an `unknown-key`. */
  readonly keys?: readonly PublicKey[]
}

export interface PackageVerification {
  readonly file: string
  readonly name: string
  readonly version: string
  readonly architecture: Architecture
  readonly manifestSha256: string
  readonly sha256: string
  /** Number of members. */
  readonly files: number
  /** Bytes. */
  readonly installedSize: number
  readonly signatures: readonly SignatureVerdict[]
  readonly checksum: 'match' | 'missing'
}

/** Reads a package to its end and compares everything with its manifest and its sidecars. */
export async function verifyPackage(
  { file, keys = [] }: VerifyPackageOptions,
  signal: AbortSignal,
): Promise<PackageVerification> {
  const { manifest, manifestSha256 } = await readWhole(file, signal)
  const sha256 = await hashFile(file)
  const checksum = await checkChecksum(file, sha256)
  const envelope = await readSignatures(file)
  return {
    file,
    name: manifest.name,
    version: manifest.version,
    architecture: manifest.architecture,
    manifestSha256,
    sha256,
    files: manifest.files.length,
    installedSize: manifest.installed_size,
    signatures: envelope === null ? [] : judge(envelope, manifestSha256, keys),
    checksum,
  }
}

/** Reads every member and keeps nothing. */
export async function readWhole(file: string, signal: AbortSignal): Promise<ReadManifest> {
  const nothing = (): void => undefined
  const sink: MemberSink = {
    directory: nothing,
    symlink: nothing,
    file: () => ({ write: nothing, close: nothing }),
  }
  return walkArchive(file, () => sink, signal)
}

/** A signature that not even its own key fits is broken, whether the key is known or not. */
function judge(
  envelope: SignatureEnvelope,
  manifestSha256: string,
  keys: readonly PublicKey[],
): readonly SignatureVerdict[] {
  const carried = verifyEnvelope(envelope, manifestSha256, carriedKeys(envelope))
  const broken = new Set(carried.filter(({ state }) => state === 'invalid').map(({ keyId }) => keyId))
  return verifyEnvelope(envelope, manifestSha256, keys).map(({ keyId, state }) => {
    return { keyId, state: broken.has(keyId) ? 'invalid' : state }
  })
}

import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ReadManifest } from '../archive/manifest-bytes.ts'
import { hashFile } from '../read-pieces.ts'
import { refuse } from '../archive/refusal.ts'
import { ownerOverridden, maintainerName } from '../model/publisher.ts'
import { withSuccessors } from '../keys/succession.ts'
import { carriedKeys, envelopeBytes, verifyEnvelope } from '../keys/verify-envelope.ts'
import type { Architecture } from '../model/manifest.ts'
import type { PublicKey, SignatureEnvelope } from '../model/signature.ts'
import { publishBytes, publishCopy, sweepUnfinished } from './publish-file.ts'
import { artifactName, type BuiltPackage } from './build-package.ts'
import {
  type PublishedPackage,
  readRecord,
  type RepositoryPlace,
  type RepositoryRecord,
  withKeys,
  writeRecord,
} from './repository-record.ts'
import {
  checkChecksum,
  checksumPath,
  checksumText,
  manifestPathBeside,
  readManifestBeside,
  readSignatures,
  signaturePath,
  withoutSidecars,
} from './sidecars.ts'
import { readWhole } from './verify-package.ts'

export interface AddPackagesOptions extends RepositoryPlace {
  readonly files: readonly string[]
  /** Of these, what was built just now: packing compared each member with the manifest, and it is not read again. */
  readonly built?: ReadonlyMap<string, BuiltPackage>
  readonly now: Date
  /** When each of the files was published, where that was not now. */
  readonly published?: ReadonlyMap<string, Date>
  /** Take packages that nobody signed. Clients refuse them unless they were told otherwise. */
  readonly allowUnsigned?: boolean
  /** Take packages signed by a key that their publisher, or their earlier releases here, did not have. */
  readonly newPublisherKey?: boolean
  /** Keys of publishers whose signature files do not bring them along. */
  readonly keys?: readonly PublicKey[]
}

export interface AddedPackage {
  readonly name: string
  readonly version: string
  readonly architecture: Architecture
  readonly path: string
  readonly publisher: string | null
}

/** A package whose every byte was read and whose signatures hold. */
interface CheckedPackage {
  readonly file: string
  readonly read: ReadManifest
  readonly envelope: SignatureEnvelope | null
  readonly signers: readonly PublicKey[]
  readonly entry: PublishedPackage
}

/** Takes packages into a repository, all or none. What is already there with the same bytes stays as it is. */
export async function addPackages(
  options: AddPackagesOptions,
  signal: AbortSignal,
): Promise<{ readonly added: readonly AddedPackage[] }> {
  const folder = path.resolve(options.path)
  let record = await readRecord({ name: options.name, path: folder })
  const fresh: CheckedPackage[] = []
  for (const file of withoutSidecars(options.files)) {
    const checked = await check(path.resolve(file), record, options, signal)
    if (isThere(record, checked)) continue
    record = withPackage(record, checked)
    fresh.push(checked)
  }
  signal.throwIfAborted()
  await sweepUnfinished(folder)
  // Killed among these: files that no record names, which adding again replaces by themselves, and half a file.
  for (const checked of fresh) await copyIn(folder, checked)
  if (fresh.length > 0) await writeRecord(folder, record)
  return {
    added: fresh.map(({ entry: { name, version, architecture, path: place, publisher } }) => {
      return { name, version, architecture, path: place, publisher }
    }),
  }
}

async function check(
  file: string,
  record: RepositoryRecord,
  options: AddPackagesOptions,
  signal: AbortSignal,
): Promise<CheckedPackage> {
  const { read, sha256 } = await readAll(file, options, signal)
  const { name, version, architecture, maintainer, origin } = read.manifest
  const envelope = await readSignatures(file)
  const known = [...record.publishers.flatMap(({ keys }) => keys), ...(options.keys ?? [])]
  const valid = validSigners(file, envelope, read.manifestSha256, known)
  if (valid.length === 0 && options.allowUnsigned !== true) refuse(file, 'signature-missing', '')
  const owner = ownerOverridden(read.manifest, record.publishers)
  if (owner !== null) refuse(file, 'stranger', `it belongs to ${owner.name}`)
  const signers = options.newPublisherKey === true ? valid : knownSigners(file, record, maintainer, valid)
  const signedBy = signers.map(({ keyId }) => keyId)
  if (options.newPublisherKey !== true) checkSameKey(file, record, name, signedBy)
  checkEnough(file, record, maintainer, signedBy)
  const ending = file.endsWith('.tar.zst') ? 'tar.zst' : 'tar.xz'
  const entry: PublishedPackage = {
    ...{ name, version, architecture, sha256 },
    path: `packages/${artifactName(read.manifest, ending)}`,
    size: (await stat(file)).size,
    manifest_sha256: read.manifestSha256,
    published: publishedAt(file, options),
    publisher: signers.length === 0 ? null : maintainerName(maintainer),
    signed_by: signedBy,
    ...(origin === undefined ? {} : { source: origin.source }),
  }
  return { file, read, envelope, signers, entry }
}

async function readAll(
  file: string,
  { built }: AddPackagesOptions,
  signal: AbortSignal,
): Promise<{ readonly read: ReadManifest; readonly sha256: string }> {
  const made = built?.get(file)
  if (made !== undefined)
    return { read: await readManifestBeside(file, made.manifestSha256), sha256: made.sha256 }
  const read = await readWhole(file, signal)
  const sha256 = await hashFile(file)
  await checkChecksum(file, sha256)
  return { read, sha256 }
}

function publishedAt(file: string, { now, published }: AddPackagesOptions): string {
  return (published?.get(file) ?? now).toISOString()
}

/** Keys whose signature holds. One that does not hold condemns the package, whoever else signed it. */
function validSigners(
  file: string,
  envelope: SignatureEnvelope | null,
  manifestSha256: string,
  known: readonly PublicKey[],
): readonly PublicKey[] {
  if (envelope === null) return []
  const keys = [...known, ...carriedKeys(envelope)]
  const verdicts = verifyEnvelope(envelope, manifestSha256, keys)
  const bad = verdicts.find(({ state }) => state === 'invalid')
  if (bad !== undefined) refuse(file, 'signature', bad.keyId)
  const valid = verdicts.filter(({ state }) => state === 'valid').map(({ keyId }) => keyId)
  const unknown = verdicts[0]
  if (valid.length === 0 && unknown !== undefined) refuse(file, 'publisher', `unknown key ${unknown.keyId}`)
  return valid.flatMap((keyId) => keys.find((key) => key.keyId === keyId) ?? [])
}

/** Of a publisher who is known already, keys that are known, too: calling oneself by that name is no key of it. */
function knownSigners(
  file: string,
  record: RepositoryRecord,
  maintainer: string,
  signers: readonly PublicKey[],
): readonly PublicKey[] {
  const publisher = record.publishers.find(({ name }) => name === maintainerName(maintainer))
  if (publisher === undefined || signers.length === 0) return signers
  const known = signers.filter(({ keyId }) => publisher.keys.some((key) => key.keyId === keyId))
  if (known.length > 0) return known
  const keys = signers.map(({ keyId }) => keyId).join(', ')
  return refuse(file, 'publisher', `${publisher.name} has no key ${keys} here`)
}

/** Clients would refuse it, so that it need not be offered. */
function checkEnough(
  file: string,
  record: RepositoryRecord,
  maintainer: string,
  signedBy: readonly string[],
): void {
  const publisher = record.publishers.find(({ name }) => name === maintainerName(maintainer))
  const { threshold = 1 } = publisher ?? {}
  if (signedBy.length === 0 || signedBy.length >= threshold) return
  refuse(file, 'publisher', `${threshold} keys of ${publisher!.name} must sign; ${signedBy.join(', ')} did`)
}

/** Taking over a name with another key is what a thief of the upload would do. */
function checkSameKey(
  file: string,
  record: RepositoryRecord,
  name: string,
  signedBy: readonly string[],
): void {
  const before = record.packages.filter((known) => known.name === name).flatMap((known) => known.signed_by)
  const successions = record.publishers.flatMap((publisher) => publisher.successions ?? [])
  const expected = withSuccessors(before, successions)
  if (before.length === 0 || signedBy.some((keyId) => expected.has(keyId))) return
  refuse(file, 'publisher', `earlier releases of ${name} were signed by ${[...new Set(before)].join(', ')}`)
}

function isThere(record: RepositoryRecord, { file, entry }: CheckedPackage): boolean {
  const before = record.packages.find(
    ({ name, version, architecture, path: place }) =>
      place === entry.path ||
      (name === entry.name && version === entry.version && architecture === entry.architecture),
  )
  if (before === undefined) return false
  if (before.sha256 === entry.sha256) return true
  return refuse(file, 'published', before.path)
}

function withPackage(record: RepositoryRecord, { entry, signers }: CheckedPackage): RepositoryRecord {
  const packages = [...record.packages, entry]
  const { publisher } = entry
  if (publisher === null) return { ...record, packages }
  return { ...withKeys(record, publisher, signers), packages }
}

async function copyIn(folder: string, { file, read, envelope, entry }: CheckedPackage): Promise<void> {
  const target = path.join(folder, entry.path)
  await publishCopy(file, target)
  if ((await hashFile(target)) !== entry.sha256) refuse(file, 'hash', 'it changed while it was copied')
  await publishBytes(manifestPathBeside(target), read.manifestBytes)
  await publishBytes(checksumPath(target), checksumText(target, entry.sha256))
  if (envelope !== null) await publishBytes(signaturePath(target), envelopeBytes(envelope))
}

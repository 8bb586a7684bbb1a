/** `multios-repository.json`: what whoever runs a repository decided. Everything else in it is built from this. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { parseJsonStrict } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { Architecture, PackageName, Sha256 } from '../model/manifest.ts'
import { Publisher, Revocation } from '../model/repository-index.ts'
import { PublicKey } from '../model/signature.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { publishBytes } from './publish-file.ts'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const Days = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(36_500))

/** Days until a role's metadata is too old to be believed. */
const Expiry = v.strictObject({
  root: Days,
  targets: Days,
  snapshot: Days,
  timestamp: Days,
  advisories: v.optional(Days, 14),
})
export type Expiry = v.InferOutput<typeof Expiry>

/** Short for what is made often by a key at hand, long for what a person signs. */
export const usualExpiry: Expiry = { root: 365, targets: 90, snapshot: 7, timestamp: 7, advisories: 14 }

const Moment = v.pipe(v.string(), v.isoTimestamp())
const Since = v.strictObject({
  root: Moment,
  targets: Moment,
  snapshot: Moment,
  timestamp: Moment,
  advisories: v.optional(Moment),
  releases: v.optional(Moment),
})
type Since = v.InferOutput<typeof Since>

/** Who signs for a role to which the targets role delegates: keys of this repository, or of others. */
const Holders = v.strictObject({
  keys: v.pipe(v.array(PublicKey), v.minLength(1), v.maxLength(16)),
  threshold: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
})

/** As the index names a publisher, with what only the targets role says of it. */
const RecordedPublisher = v.strictObject({
  ...Publisher.entries,
  /** How many of its keys must sign each of its packages; 1 where it is not said. */
  threshold: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
})
export type RecordedPublisher = v.InferOutput<typeof RecordedPublisher>

const PublishedPackage = v.strictObject({
  name: PackageName,
  version: Line,
  architecture: Architecture,
  path: Line,
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  sha256: Sha256,
  manifest_sha256: Sha256,
  published: Moment,
  /** Who published it, and the ids of the keys that signed it; null and none where it is unsigned. */
  publisher: v.nullable(Line),
  signed_by: v.array(Sha256),
  revoked: v.optional(Revocation),
  /** The package of another system that it was made from: advisories of that system speak of this name. */
  source: v.optional(Line),
})
export type PublishedPackage = v.InferOutput<typeof PublishedPackage>

const RepositoryRecord = v.strictObject({
  format: v.literal(1),
  name: Line,
  description: v.pipe(v.string(), v.maxLength(10_000)),
  expiry: Expiry,
  /** When the keys of each role were made. */
  since: v.optional(Since),
  /** Not in records of before advisories had a role of their own: the next build makes a key. */
  advisories: v.optional(Holders),
  /** Who signs the index, where the targets role says who publishes; without it, that role signs the index. */
  releases: v.optional(Holders),
  publishers: v.array(RecordedPublisher),
  packages: v.array(PublishedPackage),
})
export type RepositoryRecord = v.InferOutput<typeof RepositoryRecord>

export function sinceNow(now: Date): Omit<Since, 'releases'> {
  const moment = now.toISOString()
  return { root: moment, targets: moment, snapshot: moment, timestamp: moment, advisories: moment }
}

/** Which repository is meant: the name is given besides the path so that a slip of the path is noticed. */
export interface RepositoryPlace {
  readonly name: string
  readonly path: string
}

const fileName = 'multios-repository.json'

export async function readRecord(place: RepositoryPlace): Promise<RepositoryRecord> {
  const record = await readRecordIfThere(place.path)
  if (record === null) throw new EngineError('repository/not-found', { name: place.name, nearest: [] })
  if (record.name !== place.name) {
    throw new EngineError('repository/not-found', { name: place.name, nearest: [record.name] })
  }
  return record
}

export async function readRecordIfThere(folder: string): Promise<RepositoryRecord | null> {
  const file = path.join(folder, fileName)
  const text = await onDisk(file, async () =>
    readFile(file, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null
      throw error
    }),
  )
  if (text === null) return null
  try {
    return v.parse(RepositoryRecord, parseJsonStrict(text))
  } catch (error) {
    throw new EngineError('state/damaged', { file, detail: 'not a repository record' }, { cause: error })
  }
}

export async function writeRecord(folder: string, record: RepositoryRecord): Promise<void> {
  await publishBytes(path.join(folder, fileName), `${JSON.stringify(record, null, 2)}\n`)
}

/** Releases of a publisher that fewer of its keys signed than must. */
export function tooFewSigned(
  packages: readonly PublishedPackage[],
  { name, keys, threshold = 1 }: RecordedPublisher,
): readonly PublishedPackage[] {
  const ids = new Set(keys.map(({ keyId }) => keyId))
  return packages.filter(
    ({ publisher, signed_by: signedBy }) =>
      publisher === name && signedBy.filter((id) => ids.has(id)).length < threshold,
  )
}

/** The record with these keys among those of a publisher, who is a new one where nobody knew the name. */
export function withKeys(
  record: RepositoryRecord,
  name: string,
  keys: readonly PublicKey[],
): RepositoryRecord {
  const before = record.publishers.find((publisher) => publisher.name === name) ?? { name, keys: [] }
  const fresh = keys.filter(({ keyId }) => !before.keys.some((key) => key.keyId === keyId))
  const others = record.publishers.filter((publisher) => publisher.name !== name)
  return { ...record, publishers: [...others, { ...before, keys: [...before.keys, ...fresh] }] }
}

import path from 'node:path'
import * as v from 'valibot'
import { isSaid } from '../keys/succession.ts'
import { EngineError } from '../model/failure.ts'
import { ownerOverridden } from '../model/publisher.ts'
import { NamePattern, Succession } from '../model/repository-index.ts'
import type { PublicKey } from '../model/signature.ts'
import {
  type PublishedPackage,
  readRecord,
  type RecordedPublisher,
  type RepositoryPlace,
  type RepositoryRecord,
  tooFewSigned,
  withKeys,
  writeRecord,
} from './repository-record.ts'
import { checkPublicKeys } from './root-keys.ts'

export interface SetPublisherOptions extends RepositoryPlace {
  readonly publisher: string
  /** Keys that may sign in this name from now on. */
  readonly keys: readonly PublicKey[]
  /** Names that only this publisher may publish: `acme-tool`, or `acme-*`. */
  readonly namespaces: readonly string[]
  /** Words of old keys that new ones take their places, as `signSuccession` makes them: the new keys sign, too. */
  readonly successions?: readonly unknown[]
  /** How many of its keys must sign each of its packages. */
  readonly threshold?: number | undefined
}

/** A release that the next build leaves out. */
export type Unpublished = Pick<PublishedPackage, 'name' | 'version' | 'architecture'>

export interface KnownToRecord {
  readonly publisher: RecordedPublisher
  /** What fewer of its keys signed than must now. Its files stay, for whoever wants to sign and add them anew. */
  readonly unpublished: readonly Unpublished[]
}

/** Says who a publisher is. Nothing given changes nothing. Clients hear of it from the next build. */
export async function setPublisher(options: SetPublisherOptions): Promise<KnownToRecord> {
  const folder = path.resolve(options.path)
  const before = await readRecord({ name: options.name, path: folder })
  const named = withKeys(before, options.publisher, checked(options.keys))
  const told = withNamespaces((options.successions ?? []).reduce(withSuccession(options), named), options)
  const after = withThreshold(told, options)
  const publisher = after.publishers.find(({ name }) => name === options.publisher)!
  if (publisher.keys.length === 0) {
    throw invalid('publisher', options.publisher, 'the repository knows no such publisher; give its key')
  }
  const leftOut = options.threshold === undefined ? [] : tooFewSigned(after.packages, publisher)
  await writeRecord(folder, {
    ...after,
    packages: after.packages.filter((entry) => !leftOut.includes(entry)),
  })
  return { publisher, unpublished: leftOut.map(unpublishedOf) }
}

export function unpublishedOf({ name, version, architecture }: PublishedPackage): Unpublished {
  return { name, version, architecture }
}

function withThreshold(
  record: RepositoryRecord,
  { publisher: name, threshold }: SetPublisherOptions,
): RepositoryRecord {
  if (threshold === undefined) return record
  const refuse = (problem: string) => invalid('threshold', String(threshold), problem)
  if (record.releases === undefined)
    throw refuse('the targets role has to say it, which signs the index here: rotate-keys releases')
  const { length } = record.publishers.find((one) => one.name === name)?.keys ?? []
  if (threshold > length) throw refuse(`${name} has no more than ${length} of its keys here`)
  const publishers = record.publishers.map((one) => (one.name === name ? { ...one, threshold } : one))
  return { ...record, publishers }
}

function checked(keys: readonly PublicKey[]): readonly PublicKey[] {
  checkPublicKeys(keys)
  return keys
}

function withSuccession({ publisher: name }: SetPublisherOptions) {
  return (record: RepositoryRecord, statement: unknown): RepositoryRecord => {
    const parsed = v.safeParse(Succession, statement)
    if (!parsed.success || !isSaid(parsed.output))
      throw invalid('succession', name, 'it is no word of an old key about a new one')
    const said = parsed.output
    const before = record.publishers.find((one) => one.name === name)
    if (before?.keys.some(({ keyId }) => keyId === said.from.keyId) !== true)
      throw invalid('succession', said.from.keyId, `${name} has no such key here`)
    const known = (before.successions ?? []).filter(({ to }) => to.keyId !== said.to.keyId)
    const after = withKeys(record, name, [said.to])
    const publishers = after.publishers.map((one) =>
      one.name === name ? { ...one, successions: [...known, said] } : one,
    )
    return { ...after, publishers }
  }
}

function withNamespaces(
  record: RepositoryRecord,
  { publisher: name, namespaces }: SetPublisherOptions,
): RepositoryRecord {
  if (namespaces.length === 0) return record
  const bad = namespaces.find((pattern) => !v.is(NamePattern, pattern))
  if (bad !== undefined)
    throw invalid('namespace', bad, 'a name, or the start of names before a star: acme-*')
  for (const pattern of namespaces) {
    const other = record.publishers.find((one) => one.name !== name && one.namespaces?.includes(pattern))
    if (other !== undefined) throw invalid('namespace', pattern, `it belongs to ${other.name}`)
  }
  const publishers = record.publishers.map((one) =>
    one.name === name
      ? { ...one, namespaces: [...new Set([...(one.namespaces ?? []), ...namespaces])] }
      : one,
  )
  // Whoever has names in there already would be shut out by surprise.
  const taken = record.packages.find(
    (entry) =>
      ownerOverridden({ name: entry.name, maintainer: entry.publisher ?? '', provides: [] }, publishers)
        ?.name === name,
  )
  if (taken !== undefined)
    throw invalid(
      'namespace',
      namespaces.join(' '),
      `${taken.name} is here already, by ${taken.publisher ?? 'nobody'}`,
    )
  return { ...record, publishers }
}

/** A wish that cannot be: what of it, as it was given, and why. */
export function invalid(what: string, value: string, problem: string): EngineError {
  return new EngineError('request/invalid', { what, value, problem })
}

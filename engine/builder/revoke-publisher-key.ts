import path from 'node:path'
import {
  readRecord,
  type RecordedPublisher,
  type RepositoryPlace,
  tooFewSigned,
  writeRecord,
} from './repository-record.ts'
import { invalid, type Unpublished, unpublishedOf } from './set-publisher.ts'

export interface RevokePublisherKeyOptions extends RepositoryPlace {
  readonly publisher: string
  readonly keyId: string
}

export interface RevokedPublisherKey {
  readonly publisher: RecordedPublisher
  /** What too few others signed: the next build leaves it out. Its files stay, for whoever wants to sign them anew. */
  readonly unpublished: readonly Unpublished[]
}

/**
 * A key of a publisher counts no more, as when it was stolen, nor does a word that names it as another one's successor.
 * Clients hear of it from the next build. Throws `request/invalid`, also for the only key of a publisher, which needs
 * another one first; then nothing is written.
 */
export async function revokePublisherKey(options: RevokePublisherKeyOptions): Promise<RevokedPublisherKey> {
  const { publisher: wanted, keyId } = options
  const folder = path.resolve(options.path)
  const record = await readRecord({ name: options.name, path: folder })
  const before = record.publishers.find(({ name }) => name === wanted)
  if (before === undefined) throw invalid('publisher', wanted, 'the repository knows no such publisher')
  const publisher = without(before, keyId)
  if (publisher.keys.length === before.keys.length)
    throw invalid('key', keyId, `${wanted} has no such key here`)
  if (publisher.keys.length === 0)
    throw invalid('key', keyId, `it is the only key of ${wanted}; give it another one first`)
  const { threshold = 1 } = publisher
  if (publisher.keys.length < threshold)
    throw invalid('key', keyId, `${threshold} keys of ${wanted} must sign; give it another one first`)
  const leftOut = tooFewSigned(record.packages, publisher)
  const packages = record.packages
    .filter((entry) => !leftOut.includes(entry))
    .map((entry) =>
      entry.publisher === wanted
        ? { ...entry, signed_by: entry.signed_by.filter((id) => id !== keyId) }
        : entry,
    )
  const publishers = record.publishers.map((one) => (one === before ? publisher : one))
  await writeRecord(folder, { ...record, publishers, packages })
  return { publisher, unpublished: leftOut.map(unpublishedOf) }
}

function without({ successions, ...publisher }: RecordedPublisher, keyId: string): RecordedPublisher {
  const words = (successions ?? []).filter(({ to }) => to.keyId !== keyId)
  return {
    ...publisher,
    keys: publisher.keys.filter((key) => key.keyId !== keyId),
    ...(words.length === 0 ? {} : { successions: words }),
  }
}

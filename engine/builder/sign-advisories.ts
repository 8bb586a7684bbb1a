import path from 'node:path'
import type { Signer } from '../keys/signer.ts'
import { type SignedAdvisories, signAdvisories } from './advisories-role.ts'
import { readRecord, type RepositoryPlace } from './repository-record.ts'

/**
 * Signs the advisories of a repository, for its next build to publish. Needs nothing but that key: neither the
 * repository's others, nor that the record names this one yet.
 */
export async function signRepositoryAdvisories(
  options: RepositoryPlace & { readonly signer: Signer; readonly now: Date },
  signal: AbortSignal,
): Promise<SignedAdvisories> {
  const { signer, now } = options
  const place = { name: options.name, path: path.resolve(options.path) }
  const { advisories, expiry } = await readRecord(place)
  signal.throwIfAborted()
  const holders = advisories ?? { keys: [], threshold: 1 }
  return signAdvisories(place, { holders, now, days: expiry.advisories }, signer)
}

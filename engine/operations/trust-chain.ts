import type { PackageDetails, TrustLink } from '../api/package-operations.ts'
import type { AboutRepository } from '../catalog/build-catalog.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import type { StoredRepository } from '../state/repositories.ts'
import { maintainerName } from './summaries.ts'

/** Root → repository → publisher → build, as far as it is known. Nothing missing is shown as valid. */
export function trustChain(
  repository: StoredRepository,
  about: AboutRepository | null,
  record: IndexRecord,
  now: number,
): PackageDetails['security']['chain'] {
  const marks = repository.marks
  const publisher = about?.publishers.find(({ name }) => name === maintainerName(record.maintainer))
  const key = publisher?.keys[0]
  const links: TrustLink[] = [
    {
      kind: 'root',
      title: repository.name,
      fingerprint: repository.fingerprint,
      expires: marks?.rootExpires ?? null,
      state: stateOf(marks?.rootExpires, now),
    },
    {
      kind: 'repository',
      title: about?.name ?? repository.name,
      fingerprint: repository.fingerprint,
      expires: marks?.validUntil ?? null,
      state: stateOf(marks?.validUntil, now),
    },
    {
      kind: 'publisher',
      title: maintainerName(record.maintainer),
      fingerprint: key?.keyId ?? '',
      expires: null,
      state: key === undefined ? 'missing' : 'valid',
    },
    {
      kind: 'release',
      title: `${record.app?.name ?? record.name} ${record.version}`,
      fingerprint: record.manifest_sha256,
      expires: null,
      state: 'valid',
    },
  ]
  return links
}

function stateOf(expires: string | undefined, now: number): TrustLink['state'] {
  if (expires === undefined) return 'missing'
  return Date.parse(expires) > now ? 'valid' : 'expired'
}

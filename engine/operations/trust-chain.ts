import type { PackageDetails, TrustLink } from '../api/package-operations.ts'
import type { AboutRepository } from '../catalog/build-catalog.ts'
import { maintainerName } from '../model/publisher.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import type { StoredRepository } from '../state/repositories.ts'

/** Root → repository → publisher → build, as far as it is known. Nothing missing is shown as valid. */
export function trustChain(
  repository: StoredRepository,
  about: AboutRepository | null,
  record: IndexRecord,
  now: number,
): PackageDetails['security']['chain'] {
  const { marks, fingerprint, name } = repository
  const signed = (kind: 'root' | 'repository', title: string, expires: string | null): TrustLink => ({
    kind,
    title,
    fingerprint,
    expires,
    state: stateOf(expires, now),
  })
  return [
    signed('root', name, marks?.rootExpires ?? null),
    signed('repository', about?.name ?? name, marks?.validUntil ?? null),
    publisherLink(about, maintainerName(record.maintainer)),
    {
      kind: 'release',
      title: `${record.app?.name ?? record.name} ${record.version}`,
      fingerprint: record.manifest_sha256,
      expires: null,
      state: 'valid',
    },
  ]
}

function publisherLink(about: AboutRepository | null, title: string): TrustLink {
  const key = about?.publishers.find(({ name }) => name === title)?.keys[0]
  return {
    kind: 'publisher',
    title,
    fingerprint: key?.keyId ?? '',
    expires: null,
    state: key === undefined ? 'missing' : 'valid',
  }
}

function stateOf(expires: string | null, now: number): TrustLink['state'] {
  if (expires === null) return 'missing'
  return Date.parse(expires) > now ? 'valid' : 'expired'
}

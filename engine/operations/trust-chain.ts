import type { PackageDetails, TrustLink } from '../api/package-operations.ts'
import type { AboutRepository } from '../catalog/catalog-rows.ts'
import { keysFor, maintainerName } from '../model/publisher.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import type { OpenPgpTrust, StoredRepository } from '../state/repositories.ts'
import { knownTime } from '../trust/known-time.ts'

/** Root → repository → publisher → build, as far as it is known. Nothing missing is shown as valid. */
export function trustChain(
  repository: StoredRepository,
  about: AboutRepository | null,
  record: IndexRecord,
  now: number,
): PackageDetails['security']['chain'] {
  const { openPgp, name } = repository
  const title = about?.name ?? name
  return [
    ...(openPgp === null
      ? rootLinks(repository, title, now)
      : openPgpLinks(repository, openPgp, { title, now })),
    publisherLink(about, record),
    {
      kind: 'release',
      title: `${record.app?.name ?? record.name} ${record.version}`,
      fingerprint: record.manifest_sha256,
      expires: null,
      state: 'valid',
    },
  ]
}

function rootLinks(
  { name, fingerprint, marks }: StoredRepository,
  title: string,
  clock: number,
): TrustLink[] {
  const now = knownTime(clock, marks).floor
  const signed = (expires: string | null): Pick<TrustLink, 'fingerprint' | 'expires' | 'state'> => ({
    fingerprint,
    expires,
    state: stateOf(expires, now),
  })
  return [
    { kind: 'root', title: name, ...signed(marks?.rootExpires ?? null) },
    {
      kind: 'repository',
      title,
      ...signed(marks?.validUntil ?? null),
      ...(marks?.signedAt === undefined ? {} : { signedAt: marks.signedAt }),
    },
  ]
}

/** One key in place of a root. Nothing says until when its word is the newest. */
function openPgpLinks(
  { name, fingerprint }: StoredRepository,
  { expires, marks }: OpenPgpTrust,
  { title, now }: { readonly title: string; readonly now: number },
): TrustLink[] {
  const isPast = expires !== null && Date.parse(expires) <= now
  const state = marks === null ? 'missing' : isPast ? 'expired' : 'valid'
  return [
    { kind: 'root', title: `${name} (OpenPGP)`, fingerprint, expires, state },
    {
      kind: 'repository',
      title,
      fingerprint,
      expires: null,
      ...(marks === null ? {} : { signedAt: marks.signedAt }),
      state,
    },
  ]
}

function publisherLink(about: AboutRepository | null, record: IndexRecord): TrustLink {
  const title = maintainerName(record.maintainer)
  const granted = about?.publishers.find(({ name }) => name === title)?.granted
  const [key] = keysFor(record, about?.publishers.filter(({ name }) => name === title) ?? [])
  return {
    kind: 'publisher',
    title,
    fingerprint: key?.keyId ?? '',
    expires: null,
    ...(granted === undefined ? {} : { delegated: true }),
    state: key === undefined ? 'missing' : 'valid',
  }
}

function stateOf(expires: string | null, now: number): TrustLink['state'] {
  if (expires === null) return 'missing'
  return Date.parse(expires) > now ? 'valid' : 'expired'
}

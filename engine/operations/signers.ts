import { withSuccessors } from '../keys/succession.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { keysFor } from '../model/publisher.ts'
import { findEvidence, listTrustedKeys } from '../state/publishers.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

/** Ids of the keys that signed a release: as it was checked when it came, else as its repository says. */
export function signersOf({ state }: Toolbox, catalog: Catalog, { record, repository }: Offer): string[] {
  const evidence = findEvidence(state, record.manifest_sha256)
  if (evidence !== null) return evidence.keys.map(({ keyId }) => keyId)
  return keysFor(record, catalog.about(repository)?.publishers ?? []).map(({ keyId }) => keyId)
}

/** The given keys, and those that took their places by their own word, as a repository publishes it. */
export function successorsIn(
  catalog: Catalog,
  repository: string,
  keyIds: readonly string[],
): ReadonlySet<string> {
  const publishers = catalog.about(repository)?.publishers ?? []
  return withSuccessors(
    keyIds,
    publishers.flatMap(({ successions = [] }) => successions),
  )
}

/** Keys that releases of a repository must be signed with; null where the person did not ask for that. */
export function trustedSigners(
  { state, config }: Toolbox,
  catalog: () => Catalog,
): ((repository: string) => ReadonlySet<string>) | null {
  if (!config.security.trusted_publishers_only) return null
  const trusted = listTrustedKeys(state).map(({ keyId }) => keyId)
  const known = new Map<string, ReadonlySet<string>>()
  return (repository) => {
    const keys = known.get(repository) ?? successorsIn(catalog(), repository, trusted)
    known.set(repository, keys)
    return keys
  }
}

/** Also what only the store has, such as the releases of an older generation. Throws `trust/artifact`. */
export function checkTrusted(toolbox: Toolbox, releases: readonly InstalledRelease[]): void {
  const catalog = openedCatalog(toolbox)
  const trusted = trustedSigners(toolbox, () => catalog)
  if (trusted === null) return
  for (const { name, version, manifest_sha256: digest, repository } of releases) {
    const evidence = findEvidence(toolbox.state, digest)
    // What is fetched now is held to the same keys while it is.
    if (evidence === null && sameDigest(catalog, name, digest)) continue
    const signers = evidence?.keys.map(({ keyId }) => keyId) ?? []
    const keys = trusted(repository)
    if (signers.some((keyId) => keys.has(keyId))) continue
    const file = evidence?.artifact.path ?? `${name}-${version}`
    throw new EngineError('trust/artifact', { file, reason: 'untrusted', detail: signers.join(', ') })
  }
}

function sameDigest(catalog: Catalog, name: string, digest: string): boolean {
  return catalog.releasesOf(name).some(({ record }) => record.manifest_sha256 === digest)
}

import { createHash, hash } from 'node:crypto'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { TrustProof } from '../api/trust-proof.ts'
import { carriedKeys, verifyEnvelope } from '../keys/verify-envelope.ts'
import { EngineError } from '../model/failure.ts'
import { isGranted, type PublisherDelegation } from '../model/delegation.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { manifestPath } from '../model/manifest.ts'
import { type Evidence, findEvidence } from '../state/publishers.ts'
import { findRepository, type StoredRepository } from '../state/repositories.ts'
import { openPlain, readOwnSync } from '../plain-file.ts'
import { systemCode } from '../system-errors.ts'
import { checkCached } from '../trust/check-cached.ts'
import type { CheckedRole } from '../trust/check-cached.ts'
import { knownTime } from '../trust/known-time.ts'
import { checkKeptOpenPgp } from '../trust/check-kept-openpgp.ts'
import { sameOffer } from './same-offer.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

/** What vouches for a release, from the root down to the artifact; `artifact` is a file of it that somebody named. */
export type TrustLinks = (release: InstalledRelease, artifact?: string | null) => Promise<TrustProof[]>

/** Checked now, on this disk, without a network; what a repository signed, once for all of its releases. */
export function trustLinks(toolbox: Toolbox): TrustLinks {
  const checked = new Map<string, Promise<CheckedRepository>>()
  return async (release, artifact = null) => {
    const evidence = findEvidence(toolbox.state, release.manifest_sha256)
    const name = evidence?.repository ?? release.repository
    const known = checked.get(name) ?? checkRepository(toolbox, name)
    checked.set(name, known)
    const repository = await known
    return [
      ...repositoryLinks(toolbox, release, { ...repository, evidence }),
      manifestLink(toolbox, release),
      publisherLink(release, evidence, namedByIndex(toolbox, repository, evidence)),
      await artifactLink(toolbox, evidence, artifact),
    ]
  }
}

/** Whether a chain stands with this link in it: too old, or not kept here, breaks nothing. */
export function doesHold({ state }: TrustProof): boolean {
  return state === 'valid' || state === 'expired' || state === 'absent'
}

interface CheckedRepository {
  readonly name: string
  /** Null where nobody knows the repository any more. */
  readonly links: readonly TrustProof[] | null
  /** The digest of the index that is vouched for; null where none is. */
  readonly index: string | null
  /** What is to be said of the index in place of what it says of a release. */
  readonly indexState: TrustProof['state'] | null
  /** Publishers to whom its targets role delegates; null where its index alone names them. */
  readonly publishers: readonly PublisherDelegation[] | null
}

async function checkRepository(toolbox: Toolbox, name: string): Promise<CheckedRepository> {
  const repository = findRepository(toolbox.state, name)
  if (repository === null) return { name, links: null, index: null, indexState: 'missing', publishers: null }
  const cache = path.join(toolbox.layout.metadata, name)
  const clock = toolbox.clock.now()
  const now = knownTime(clock, repository.openPgp?.marks ?? repository.marks).floor
  if (repository.openPgp !== null)
    return checkOpenPgp(repository, { key: repository.openPgp.key, cache, now })
  const { fingerprint, trustedRoot } = repository
  const { roles, index, publishers } = await checkCached(cache, trustedRoot, now)
  const links = roles.map((role) =>
    roleLink(role, role.role === 'root' ? fingerprint : (role.keys[0] ?? null), name),
  )
  return { name, links, index, indexState: null, publishers }
}

/** One key stands where a root and its roles do elsewhere; nothing says until when its word is good. */
async function checkOpenPgp(
  { name, fingerprint }: StoredRepository,
  about: { readonly key: string; readonly cache: string; readonly now: number },
): Promise<CheckedRepository> {
  const { key, signature, index } = await checkKeptOpenPgp(about.cache, about.key, about.now)
  const links = [link('root', `${name} (OpenPGP)`, { state: key, fingerprint })]
  return { name, links, index, indexState: signature === 'valid' ? null : signature, publishers: null }
}

function roleLink(role: CheckedRole, fingerprint: string | null, repository: string): TrustProof {
  const title = role.version === null ? repository : `${repository} ${role.version}`
  return link(role.role, title, { state: role.state, expires: role.expires, fingerprint })
}

function repositoryLinks(
  toolbox: Toolbox,
  release: InstalledRelease,
  about: CheckedRepository & { readonly evidence: Evidence | null },
): TrustProof[] {
  const { name, links, index, indexState, publishers } = about
  if (links === null)
    return [
      link('root', release.repository, { state: 'missing' }),
      link('index', release.repository, { state: 'missing' }),
    ]
  const told = indexLink(toolbox, release, { repository: name, index })
  const delegation =
    publishers === null ? [] : [delegationLink(toolbox, release, { publishers, evidence: about.evidence })]
  const byTargets = links.findIndex(({ kind }) => kind === 'targets') + 1
  return [
    ...links.slice(0, byTargets),
    ...delegation,
    ...links.slice(byTargets),
    indexState === null ? told : { ...told, state: indexState },
  ]
}

/**
 * Whether the targets role lets whoever signed a release sign it. That it may no longer have this name matters only where
 * the repository still lists it: a name goes with the last package that bears it.
 */
function delegationLink(
  toolbox: Toolbox,
  release: InstalledRelease,
  about: { readonly publishers: readonly PublisherDelegation[]; readonly evidence: Evidence | null },
): TrustProof {
  const { publishers, evidence } = about
  const title = evidence?.publisher ?? release.publisher ?? ''
  const delegation = publishers.find(({ publisher }) => publisher === title)
  const signed = signersAmong(toolbox, { release, evidence, keyIds: delegation?.keyIds ?? [] })
  const needed = delegation?.threshold ?? 1
  const state = () => {
    if (evidence === null) return 'missing'
    if (delegation === undefined || signed.length < needed) return 'broken'
    if (isGranted(release.name, delegation.names)) return 'valid'
    return sameOffer(openedCatalog(toolbox), release) === null ? 'absent' : 'broken'
  }
  const told = needed === 1 ? {} : { signatures: { valid: signed.length, needed } }
  return link('delegation', title, { state: state(), fingerprint: signed[0] ?? null, ...told })
}

/**
 * Ids of the keys among `keyIds` that signed a release, first those that are remembered for it, whose signatures are another
 * link; who only signed besides is not remembered, and verified now.
 */
function signersAmong(
  toolbox: Toolbox,
  about: {
    readonly release: InstalledRelease
    readonly evidence: Evidence | null
    readonly keyIds: readonly string[]
  },
): string[] {
  const { release, evidence, keyIds } = about
  if (evidence === null) return []
  const { envelope, keys: remembered, repository, publisher } = evidence
  const first = remembered.map(({ keyId }) => keyId).filter((id) => keyIds.includes(id))
  if (envelope === null) return first
  const named = openedCatalog(toolbox)
    .about(repository)
    ?.publishers.find(({ name }) => name === publisher)
  const keys = [...remembered, ...(named?.keys ?? []), ...carriedKeys(envelope)]
  const own = keys.filter(({ keyId }) => keyIds.includes(keyId))
  const valid = verifyEnvelope(envelope, release.manifest_sha256, own).flatMap(({ keyId, state }) =>
    state === 'valid' ? [keyId] : [],
  )
  return [...new Set([...first, ...valid])]
}

/** A release that a repository no longer lists was vouched for when it came; one it took back is not any more. */
function indexLink(
  toolbox: Toolbox,
  release: InstalledRelease,
  { repository, index }: { readonly repository: string; readonly index: string | null },
): TrustProof {
  const catalog = openedCatalog(toolbox)
  const known = catalog.digestsOf(repository)?.index ?? null
  const offer = sameOffer(catalog, release)
  const state = () => {
    if (index === null || known === null) return 'missing'
    if (known !== index) return 'broken'
    if (offer === null) return 'absent'
    return offer.record.revoked === undefined ? 'valid' : 'broken'
  }
  return link('index', repository, { state: state(), digest: index })
}

function manifestLink({ layout }: Toolbox, release: InstalledRelease): TrustProof {
  const bytes = readOrNull(path.join(layout.store, release.directory, manifestPath))
  const state = () => {
    if (bytes === null) return 'missing'
    return hash('sha256', bytes) === release.manifest_sha256 ? 'valid' : 'broken'
  }
  return link('manifest', `${release.name} ${release.version}`, {
    state: state(),
    digest: release.manifest_sha256,
  })
}

/**
 * Ids of the keys that an index gives a publisher now, where it alone does so: a key that was taken away vouches for
 * nothing. Null where targets delegate, and where the last package of the publisher is gone, and its keys with it.
 */
function namedByIndex(
  toolbox: Toolbox,
  { name, publishers }: CheckedRepository,
  evidence: Evidence | null,
): readonly string[] | null {
  if (publishers !== null) return null
  const known = openedCatalog(toolbox).about(name)?.publishers ?? []
  return known.find((one) => one.name === evidence?.publisher)?.keys.map(({ keyId }) => keyId) ?? null
}

function publisherLink(
  release: InstalledRelease,
  evidence: Evidence | null,
  named: readonly string[] | null,
): TrustProof {
  if (evidence === null) return link('publisher', release.publisher ?? '', { state: 'missing' })
  const { envelope, keys } = evidence
  const title = evidence.publisher ?? ''
  if (envelope === null) return link('publisher', title, { state: 'missing' })
  const verdicts = verifyEnvelope(envelope, release.manifest_sha256, keys)
  const holding = verdicts.find(
    ({ state, keyId }) => state === 'valid' && (named === null || named.includes(keyId)),
  )
  if (holding !== undefined) return link('publisher', title, { state: 'valid', fingerprint: holding.keyId })
  return link('publisher', title, { state: 'broken', fingerprint: keys[0]?.keyId ?? null })
}

/** It is kept only as long as there is room for it. */
async function artifactLink(
  { layout }: Toolbox,
  evidence: Evidence | null,
  given: string | null,
): Promise<TrustProof> {
  if (evidence === null) return link('artifact', '', { state: 'absent' })
  const { sha256, path: published } = evidence.artifact
  const file = given ?? path.join(layout.packages, `${sha256}.artifact`)
  const actual = await hashOf(file).catch((error: unknown) => {
    if (error instanceof EngineError) return null
    throw error
  })
  const state = actual === null ? 'absent' : actual === sha256 ? 'valid' : 'broken'
  return link('artifact', published, { state, digest: sha256 })
}

export function link(
  kind: TrustProof['kind'],
  title: string,
  facts: Partial<TrustProof> & Pick<TrustProof, 'state'>,
): TrustProof {
  return { kind, title, fingerprint: null, digest: null, expires: null, ...facts }
}

function readOrNull(file: string): Buffer | null {
  try {
    return readOwnSync(file)
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}

/** Throws `file/not-found`, and `request/invalid` for what is no file with bytes of its own. */
export async function hashOf(file: string): Promise<string> {
  const sum = createHash('sha256')
  try {
    const handle = await openPlain(file)
    await pipeline(handle.createReadStream(), sum)
  } catch (error) {
    if (error instanceof EngineError || systemCode(error) === null) throw error
    throw new EngineError('file/not-found', { path: file }, { cause: error })
  }
  return sum.digest('hex')
}

import { createHash, hash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ParsedInput } from '../api/operations.ts'
import type { TrustAnswer, TrustProof } from '../api/publisher-operations.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { manifestPath } from '../model/manifest.ts'
import { verifyEnvelope } from '../keys/verify-envelope.ts'
import { type Evidence, findEvidence, releaseOfArtifact } from '../state/publishers.ts'
import { findRepository, type StoredRepository } from '../state/repositories.ts'
import { type CheckedRole, checkCached } from '../trust/check-cached.ts'
import { checkKeptOpenPgp } from '../trust/check-kept-openpgp.ts'
import { systemCode } from '../system-errors.ts'
import { sameOffer } from './draft-resolved.ts'
import { findOwners } from './find-owners.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'
import { verifyPackages, wantedReleases } from './verify-packages.ts'

/**
 * Everything that vouches for something installed, from the root that a person confirmed down to the file that runs:
 * checked now, on this disk, without a network. Throws `package/not-installed` and `file/not-found`.
 */
export async function explainTrust(
  toolbox: Toolbox,
  { what }: ParsedInput<'trust.explain'>,
  signal: AbortSignal,
): Promise<TrustAnswer> {
  const subject = await subjectOf(toolbox, what)
  const { release } = subject
  const evidence = findEvidence(toolbox.state, release.manifest_sha256)
  const repository = findRepository(toolbox.state, evidence?.repository ?? release.repository)
  const links = [
    ...(await repositoryLinks(toolbox, release, repository)),
    manifestLink(toolbox, release),
    publisherLink(release, evidence),
    await artifactLink(toolbox, evidence, subject.artifact),
    await filesLink(toolbox, subject, signal),
  ]
  return {
    name: release.name,
    version: release.version,
    path: subject.path,
    links,
    holds: links.every(({ state }) => state === 'valid' || state === 'expired' || state === 'absent'),
  }
}

interface Subject {
  readonly release: InstalledRelease
  /** Below the profile; null where the whole package is meant. */
  readonly path: string | null
  /** The file of the package itself, where that was named. */
  readonly artifact: string | null
}

async function subjectOf(toolbox: Toolbox, what: string): Promise<Subject> {
  const installed = installedReleases(toolbox)
  const named = installed.get(what)
  if (named !== undefined) return { release: named, path: null, artifact: null }
  const [owner] = findOwners(toolbox, { path: what }).filter(({ shown }) => shown)
  const owning = owner === undefined ? undefined : installed.get(owner.name)
  if (owner !== undefined && owning !== undefined)
    return { release: owning, path: owner.path, artifact: null }
  if (!path.isAbsolute(what)) {
    // Throws, with the names that are near.
    if (!what.includes('/'))
      return { release: wantedReleases(toolbox, [what])[0]!, path: null, artifact: null }
    throw new EngineError('file/not-found', { path: what })
  }
  const digest = releaseOfArtifact(toolbox.state, await hashOf(what))
  const release = [...installed.values()].find(({ manifest_sha256 }) => manifest_sha256 === digest)
  if (release !== undefined) return { release, path: null, artifact: what }
  throw new EngineError('trust/artifact', { file: what, reason: 'publisher', detail: '' })
}

async function repositoryLinks(
  toolbox: Toolbox,
  release: InstalledRelease,
  repository: StoredRepository | null,
): Promise<TrustProof[]> {
  if (repository === null)
    return [
      link('root', release.repository, { state: 'missing' }),
      link('index', release.repository, { state: 'missing' }),
    ]
  const { name, trustedRoot, fingerprint, openPgp } = repository
  const cache = path.join(toolbox.layout.metadata, name)
  if (openPgp !== null) return openPgpLinks(toolbox, release, { repository, key: openPgp.key, cache })
  const { roles, index } = await checkCached(cache, trustedRoot, toolbox.clock.now())
  return [
    ...roles.map((role) => roleLink(role, role.role === 'root' ? fingerprint : (role.keys[0] ?? null), name)),
    indexLink(toolbox, release, { repository: name, index }),
  ]
}

/** One key stands where a root and its roles do elsewhere; nothing says until when its word is good. */
async function openPgpLinks(
  toolbox: Toolbox,
  release: InstalledRelease,
  about: { readonly repository: StoredRepository; readonly key: string; readonly cache: string },
): Promise<TrustProof[]> {
  const { name, fingerprint } = about.repository
  const { key, signature, index } = await checkKeptOpenPgp(about.cache, about.key, toolbox.clock.now())
  const told = indexLink(toolbox, release, { repository: name, index })
  return [
    link('root', `${name} (OpenPGP)`, { state: key, fingerprint }),
    signature === 'valid' ? told : { ...told, state: signature },
  ]
}

function roleLink(role: CheckedRole, fingerprint: string | null, repository: string): TrustProof {
  const title = role.version === null ? repository : `${repository} ${role.version}`
  return link(role.role, title, { state: role.state, expires: role.expires, fingerprint })
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

function publisherLink(release: InstalledRelease, evidence: Evidence | null): TrustProof {
  if (evidence === null) return link('publisher', release.publisher ?? '', { state: 'missing' })
  const { envelope, keys } = evidence
  const title = evidence.publisher ?? ''
  if (envelope === null) return link('publisher', title, { state: 'missing' })
  const verdicts = verifyEnvelope(envelope, release.manifest_sha256, keys)
  const holding = verdicts.find(({ state }) => state === 'valid')
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

async function filesLink(
  toolbox: Toolbox,
  { release, path: place }: Subject,
  signal: AbortSignal,
): Promise<TrustProof> {
  const title = place ?? release.name
  if (readOrNull(path.join(toolbox.layout.store, release.directory, manifestPath)) === null)
    return link('file', title, { state: 'missing' })
  const [result] = await verifyPackages(toolbox, { packages: [release.name] }, signal)
  const problems = (result?.problems ?? []).filter((problem) => place === null || problem.path === place)
  const isMissing = problems.length > 0 && problems.every(({ problem }) => problem === 'missing')
  const state = problems.length === 0 ? 'valid' : isMissing ? 'missing' : 'broken'
  return link('file', problems[0]?.path ?? title, { state })
}

function link(
  kind: TrustProof['kind'],
  title: string,
  facts: Partial<TrustProof> & Pick<TrustProof, 'state'>,
): TrustProof {
  return { kind, title, fingerprint: null, digest: null, expires: null, ...facts }
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}

/** Throws `file/not-found`. */
async function hashOf(file: string): Promise<string> {
  const sum = createHash('sha256')
  try {
    await pipeline(createReadStream(file), sum)
  } catch (error) {
    if (systemCode(error) === null) throw error
    throw new EngineError('file/not-found', { path: file }, { cause: error })
  }
  return sum.digest('hex')
}

import path from 'node:path'
import type { ParsedInput } from '../api/operations.ts'
import type { VerificationResult } from '../api/package-operations.ts'
import type { TrustAnswer } from '../api/publisher-operations.ts'
import type { TrustProof } from '../api/trust-proof.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { manifestPath } from '../model/manifest.ts'
import { releaseOfArtifact } from '../state/publishers.ts'
import { findOwners } from './find-owners.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'
import { doesHold, hashOf, link, trustLinks } from './trust-links.ts'
import { verifyPackages, wantedReleases } from './verify-packages.ts'

/**
 * Everything that vouches for something installed, from the root that a person confirmed down to the file that runs:
 * checked now, on this disk, without a network. Throws `package/not-installed`, `file/not-found` and
 * `file/unvouched`.
 */
export async function explainTrust(
  toolbox: Toolbox,
  { what }: ParsedInput<'trust.explain'>,
  signal: AbortSignal,
): Promise<TrustAnswer> {
  const subject = await subjectOf(toolbox, what)
  const { release } = subject
  const links = [
    ...(await trustLinks(toolbox)(release, subject.artifact)),
    await filesLink(toolbox, subject, signal),
  ]
  return {
    name: release.name,
    version: release.version,
    path: subject.path,
    links,
    holds: links.every(doesHold),
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
  throw new EngineError('file/unvouched', { path: what })
}

async function filesLink(
  toolbox: Toolbox,
  { release, path: place }: Subject,
  signal: AbortSignal,
): Promise<TrustProof> {
  const title = place ?? release.name
  const [result] = await verifyPackages(toolbox, { packages: [release.name] }, signal)
  const all = result?.problems ?? []
  // What a manifest says counts for nothing where it is not the one that was signed.
  const distrusted = all.filter((problem) => problem.path === manifestPath)
  if (distrusted.length > 0) return link('file', title, { state: stateOf(distrusted) })
  const problems = all.filter((problem) => place === null || problem.path === place)
  return link('file', problems[0]?.path ?? title, { state: stateOf(problems) })
}

function stateOf(problems: VerificationResult['problems']): TrustProof['state'] {
  if (problems.length === 0) return 'valid'
  return problems.every(({ problem }) => problem === 'missing') ? 'missing' : 'broken'
}

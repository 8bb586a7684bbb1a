import { mapConcurrently } from '../base/async.ts'
import { EngineError, failureOf } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import { isWhole, readStoredManifest } from '../store/content-store.ts'
import { contentsWhereDifferent } from '../transaction/tree-sources.ts'
import type { Draft } from './draft.ts'
import { fetchManifest } from './fetch-manifest.ts'
import { maySucceed } from './succeeding.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

/** Manifests that a plan fetches at most: for more, paths are compared when the packages are here. */
const mostFetched = 64
const atOnce = 8

/**
 * Throws `plan/file-conflict` or `plan/path-collision` where two packages of the next generation want one path, or two
 * that some file systems take for one: before anything is downloaded, where the manifests can be had.
 */
export async function checkPaths(toolbox: Toolbox, draft: Draft, signal: AbortSignal): Promise<void> {
  const here = new Set(Array.from(installedReleases(toolbox).values(), (one) => one.manifest_sha256))
  const arriving = draft.next.filter(({ release }) => !here.has(release.manifest_sha256))
  const manifests = await manifestsOf(toolbox, arriving, signal)
  if (manifests === null) return
  const comparing: Comparing = {
    before: [...installedReleases(toolbox).values()],
    after: draft.next.map(({ release }) => release),
    manifestOf: (release) =>
      manifests.get(release.manifest_sha256) ?? readStoredManifest(toolbox.layout, release.directory),
  }
  toleratingDamage(() => comparePaths(toolbox, comparing))
}

/** What was damaged meanwhile may be what this very plan removes, or unpacks again. */
export function toleratingDamage(compare: () => void): void {
  try {
    compare()
  } catch (error) {
    if (failureOf(error)?.code !== 'state/damaged') throw error
  }
}

export interface Comparing {
  readonly before: readonly InstalledRelease[]
  readonly after: readonly InstalledRelease[]
  readonly manifestOf: (release: InstalledRelease) => Manifest
}

/** As `checkPaths`, when all manifests are there. */
export function comparePaths(toolbox: Toolbox, { before, after, manifestOf }: Comparing): void {
  const { layout, files } = toolbox
  const holdings = [before, after].map((releases) => ({ releases: [...releases], triggers: [] }))
  installedLast(before, () =>
    contentsWhereDifferent({ layout, files, manifestOf }, { holdings, again: new Set() }),
  )
  const old = new Set(before.map(({ manifest_sha256 }) => manifest_sha256))
  const next = new Map(after.map((release) => [release.manifest_sha256, release]))
  for (const { name, manifest_sha256: digest } of after) {
    if (old.has(digest)) continue
    const found = files()
      .lookAlikes(digest)
      .find((owned) => next.has(owned.digest))
    if (found !== undefined)
      throw new EngineError('plan/path-collision', {
        paths: [found.own, found.path],
        owners: [name, found.name],
      })
    checkTakenOver(toolbox, next, digest)
  }
}

/** A conflict that `compare` throws names what arrives first, and what is installed second: that is what can be removed. */
function installedLast(before: readonly InstalledRelease[], compare: () => void): void {
  try {
    compare()
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.code !== 'plan/file-conflict') throw error
    const { path, owners } = failure.facts
    const [one, other] = owners
    const isInstalled = (name: string) => before.some((release) => release.name === name)
    if (!isInstalled(one) || isInstalled(other)) throw error
    throw new EngineError('plan/file-conflict', { path, owners: [other, one] }, { cause: error })
  }
}

/** What one says to replace of another is a conflict all the same where nobody signed both. */
function checkTakenOver(toolbox: Toolbox, next: ReadonlyMap<string, InstalledRelease>, digest: string): void {
  const mine = next.get(digest)!
  const met = new Set<string>()
  for (const { path, digest: theirs } of toolbox.files().sharedWith(digest)) {
    const other = next.get(theirs)
    if (other === undefined || met.has(theirs)) continue
    met.add(theirs)
    if (maySucceed(toolbox, mine, other) || maySucceed(toolbox, other, mine)) continue
    throw new EngineError('plan/file-conflict', { path, owners: [mine.name, other.name] })
  }
}

/** By digest; null where they are too many, or cannot be had now. */
async function manifestsOf(
  toolbox: Toolbox,
  arriving: Draft['next'],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Manifest> | null> {
  const missing = arriving.filter(({ release }) => !isWhole(toolbox.layout, release))
  if (missing.length > mostFetched || missing.some(({ offer }) => offer === null)) return null
  try {
    const fetched = await mapConcurrently(
      missing,
      atOnce,
      async ({ offer }, shared) => fetchManifest(toolbox, offer!, shared),
      signal,
    )
    return new Map(missing.map(({ release }, index) => [release.manifest_sha256, fetched[index]!]))
  } catch (error) {
    if (signal.aborted) throw error
    // A network that is down, or a repository that tells lies: told by whoever fetches the packages themselves.
    if (failureOf(error) === null) throw error
    return null
  }
}

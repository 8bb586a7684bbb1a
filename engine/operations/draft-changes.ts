import { nearest } from '../base/nearest.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ChangeRequest } from '../model/plan.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import { parseConstraints, isProblem, satisfies, type Constraint } from '../model/version-range.ts'
import type { Wish } from '../resolver/package-source.ts'
import { resolve, type Resolution, usualBudget } from '../resolver/resolve.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { readGeneration } from '../store/generation-file.ts'
import { storeDirectory } from '../store/layout.ts'
import type { DraftAnswer, NextRelease } from './draft.ts'
import { notFound } from './package-info.ts'
import {
  installedAsResolverRelease,
  releaseId,
  resolverWorld,
  type ResolverWorld,
} from './resolver-source.ts'
import { maintainerName } from './summaries.ts'
import { currentGeneration, installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

type ResolvedRequest = Extract<ChangeRequest, { kind: 'install' | 'remove' | 'update' }>

export async function draftChanges(
  toolbox: Toolbox,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<DraftAnswer> {
  switch (request.kind) {
    case 'rollback':
      return draftReturn(toolbox, request, request.generation)
    case 'undo':
      return draftReturn(toolbox, request, await previousGeneration(toolbox))
    case 'install':
    case 'remove':
    case 'update':
      return draftResolved(toolbox, request, signal)
  }
}

async function previousGeneration(toolbox: Toolbox): Promise<number> {
  const generation = currentGeneration(toolbox)
  const { previous } = await readGeneration(toolbox.layout, generation)
  if (previous === null) throw new EngineError('history/nothing-to-undo', { generation })
  return previous
}

/** Everything as a kept generation held it. No solving: that state was consistent once and still is. */
async function draftReturn(toolbox: Toolbox, request: ChangeRequest, number: number): Promise<DraftAnswer> {
  const target = await readGeneration(toolbox.layout, number)
  const because = { kind: 'generation' as const, generation: number }
  const here = installedReleases(toolbox)
  const catalog = openedCatalog(toolbox)
  const gone = [...here.keys()].filter((name) => !target.releases.some((release) => release.name === name))
  return {
    kind: 'draft',
    draft: {
      request,
      next: target.releases.map((release) => ({ release, offer: offerOf(catalog, release), because })),
      removed: new Map(gone.map((name) => [name, because])),
      held: [],
      reinstall: new Set(),
      // The person asked for that state, so losing what it did not have is what was asked for.
      askedToRemove: new Set(gone),
    },
  }
}

function offerOf(catalog: Catalog, release: InstalledRelease): Offer | null {
  const same = catalog
    .releasesOf(release.name)
    .find(({ record }) => record.manifest_sha256 === release.manifest_sha256)
  return same ?? null
}

function draftResolved(toolbox: Toolbox, request: ResolvedRequest, signal: AbortSignal): DraftAnswer {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const wishes = wishesOf(request, catalog, installed)
  const world = resolverWorld(catalog)
  const resolution = resolve(
    {
      source: world.source,
      installed: [...installed.values()].map((release) => ({
        release: installedAsResolverRelease(release, declarationsOf(toolbox, catalog, release)),
        chosen: release.chosen,
      })),
      wishes,
    },
    usualBudget,
    () => signal.aborted,
  )
  signal.throwIfAborted()
  switch (resolution.kind) {
    case 'solved':
      return { kind: 'draft', draft: draftOf(toolbox, request, { resolution, world, catalog, installed }) }
    case 'unsolvable':
      return { kind: 'unsolvable', explanation: resolution.explanation }
    case 'gave-up':
      return { kind: 'unsolvable', explanation: { clash: [], proof: [], fixes: [] } }
  }
}

/** By its own manifest; where that is damaged, by the same release as a repository lists it: then it can be mended. */
function declarationsOf(
  toolbox: Toolbox,
  catalog: Catalog,
  release: InstalledRelease,
): Manifest | IndexRecord {
  try {
    return readStoredManifest(toolbox.layout, release.directory)
  } catch (error) {
    const offer = offerOf(catalog, release)
    if (offer === null) throw error
    return offer.record
  }
}

function wishesOf(
  request: ResolvedRequest,
  catalog: Catalog,
  installed: ReadonlyMap<string, InstalledRelease>,
): Wish[] {
  switch (request.kind) {
    case 'install':
      return request.packages.map(({ name, version }) => {
        const constraints = constraintsOf(version)
        checkOffered(catalog, installed, { name, version, constraints, repository: request.repository })
        return { kind: 'install', name, constraints, repository: request.repository }
      })
    case 'remove':
      return request.packages.map((name) => {
        checkInstalled(installed, name)
        return { kind: 'remove', name, force: request.force }
      })
    case 'update':
      if (request.packages === undefined) return [{ kind: 'update-all' }]
      return request.packages.map((name) => {
        checkInstalled(installed, name)
        return { kind: 'update', name }
      })
  }
}

function constraintsOf(version: string | undefined): readonly Constraint[] {
  if (version === undefined) return []
  const constraints = parseConstraints(version)
  if (!isProblem(constraints)) return constraints
  throw new EngineError('request/invalid', { what: 'version', value: version, problem: constraints.problem })
}

interface Sought {
  readonly name: string
  readonly version: string | undefined
  readonly constraints: readonly Constraint[]
  readonly repository: string | undefined
}

/** A name or a version that nobody offers is an answer of its own, not a solving problem. */
function checkOffered(
  catalog: Catalog,
  installed: ReadonlyMap<string, InstalledRelease>,
  sought: Sought,
): void {
  const { name, version, constraints, repository } = sought
  const offers = catalog.releasesOf(name)
  const here = installed.get(name)
  if (offers.length === 0 && here === undefined) {
    if (catalog.providersOf(name).length > 0) return
    throw notFound(catalog, installed, name)
  }
  const inRepository = offers.filter((offer) => repository === undefined || offer.repository === repository)
  const fits = inRepository.some(({ record }) =>
    satisfies(record.version, constraints, record.version_scheme),
  )
  const isHere =
    here !== undefined &&
    repository === undefined &&
    satisfies(here.version, constraints, here.version_scheme)
  if (fits || isHere) return
  const available = [...new Set(inRepository.map(({ record }) => record.version))]
  throw new EngineError('release/not-found', { name, wanted: version ?? repository ?? '', available })
}

function checkInstalled(installed: ReadonlyMap<string, InstalledRelease>, name: string): void {
  if (installed.has(name)) return
  throw new EngineError('package/not-installed', { name, nearest: nearest(name, installed.keys()) })
}

interface Solved {
  readonly resolution: Extract<Resolution, { kind: 'solved' }>
  readonly world: ResolverWorld
  readonly catalog: Catalog
  readonly installed: ReadonlyMap<string, InstalledRelease>
}

function draftOf(
  toolbox: Toolbox,
  request: ResolvedRequest,
  { resolution, world, catalog, installed }: Solved,
): Extract<DraftAnswer, { kind: 'draft' }>['draft'] {
  const now = new Date(toolbox.clock.now()).toISOString()
  const next = resolution.releases.map(({ release, chosen, because }): NextRelease => {
    const here = installed.get(release.name)
    const offer = world.offerOf(release.id) ?? null
    if (here !== undefined && releaseId(here.name, here.version, here.repository) === release.id) {
      return { release: { ...here, chosen }, offer, because }
    }
    // The resolver only names what it was told of: an offer, or what is installed.
    return { release: arriving(catalog, offer!, { chosen, now }), offer, because }
  })
  return {
    request,
    next,
    removed: new Map(resolution.removed.map(({ release, because }) => [release.name, because])),
    held: resolution.held.map(({ release, reason }) => ({ name: release.name, reason })),
    reinstall: new Set(
      request.kind === 'install' && request.force ? request.packages.map(({ name }) => name) : [],
    ),
    askedToRemove: new Set(request.kind === 'remove' ? request.packages : []),
  }
}

function arriving(
  catalog: Catalog,
  { repository, record }: Offer,
  { chosen, now }: { chosen: boolean; now: string },
): InstalledRelease {
  const publisher = maintainerName(record.maintainer)
  const known = catalog.about(repository)?.publishers.some(({ name }) => name === publisher) ?? false
  return {
    name: record.name,
    version: record.version,
    version_scheme: record.version_scheme,
    architecture: record.architecture,
    manifest_sha256: record.manifest_sha256,
    directory: storeDirectory(record.manifest_sha256, record.name, record.version),
    repository,
    publisher: known ? publisher : null,
    chosen,
    since: now,
    installed_size: record.installed_size,
    size: record.size,
  }
}

import type { Offer } from '../catalog/catalog.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Origin } from '../model/manifest.ts'
import type { HeldBack, ResolvedRequest } from '../model/plan.ts'
import type { Pool } from '../resolver/pool.ts'
import type { ResolverInput } from '../resolver/problem.ts'
import { resolve, type Resolution, usualBudget } from '../resolver/resolve.ts'
import { storeDirectory } from '../store/layout.ts'
import { resolverInput } from './ask-resolver.ts'
import type { Draft, DraftAnswer, NextRelease } from './draft.ts'
import { purgedNames } from '../transaction/purged-configuration.ts'
import { sameOffer } from './same-offer.ts'
import { publisherNames } from './summaries.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'
import { partsOf } from './wishes.ts'

export interface Asking {
  readonly request: ResolvedRequest
  readonly signal: AbortSignal
}

export function draftResolved(toolbox: Toolbox, pool: Pool, { request, signal }: Asking): DraftAnswer {
  const { input, installed } = resolverInput(toolbox, pool, request)
  if (input.wishes.length === 0)
    return purgedNames(request).size === 0 ? { kind: 'nothing' } : staying(request, installed)
  return draftSolved(toolbox, pool, { request, signal, input, installed })
}

/** Only configuration goes. */
function staying(request: ResolvedRequest, installed: ReadonlyMap<string, InstalledRelease>): DraftAnswer {
  const next = Array.from(installed.values(), (release) => ({ release, offer: null, because: null }))
  return {
    kind: 'draft',
    draft: {
      ...{ request, next, backup: false },
      ...{ removed: new Map(), held: new Map(), reinstall: new Set(), askedToRemove: new Set() },
    },
  }
}

interface Solving extends Asking {
  readonly input: ResolverInput
  readonly installed: ReadonlyMap<string, InstalledRelease>
}

/** `installed` is what the answer is compared with: a release that is not offered any more stays as it is there. */
export function draftSolved(
  toolbox: Toolbox,
  pool: Pool,
  { request, signal, input, installed }: Solving,
): DraftAnswer {
  const resolution = resolve(input, usualBudget, () => signal.aborted)
  signal.throwIfAborted()
  switch (resolution.kind) {
    case 'solved':
      return { kind: 'draft', draft: draftOf(toolbox, pool, { request, resolution, installed }) }
    case 'unsolvable':
      return resolution
    case 'gave-up':
      throw new EngineError('plan/gave-up', { packages: input.wishes.length })
  }
}

type Solved = Extract<Resolution, { kind: 'solved' }>

interface Answered {
  readonly request: ResolvedRequest
  readonly resolution: Solved
  readonly installed: ReadonlyMap<string, InstalledRelease>
}

function draftOf(toolbox: Toolbox, pool: Pool, { request, resolution, installed }: Answered): Draft {
  const parts = partsOf(request)
  const reinstall = new Set(
    parts.flatMap((part) =>
      part.kind === 'install' && part.force ? part.packages.map(({ name }) => name) : [],
    ),
  )
  const next = nextRelease(toolbox, pool, reinstall)
  return {
    request,
    next: resolution.releases.map((line) => next(line, installed.get(line.release.name))),
    removed: new Map(resolution.removed.map(({ release, because }) => [release.name, because])),
    held: heldIn(resolution),
    reinstall,
    backup: false,
    askedToRemove: new Set(
      parts.flatMap((part) => {
        if (part.kind === 'replace') return [part.name]
        return part.kind === 'remove' ? part.packages : []
      }),
    ),
  }
}

/** What an update leaves as it is, by name. */
function heldIn({ held }: Solved): Map<string, HeldBack> {
  return new Map(
    held.map(({ release, reason, facts }) => [
      release.name,
      { kind: 'held', reason, ...(facts.length === 0 ? {} : { facts: [...facts] }) },
    ]),
  )
}

/** What an update of everything would leave as it is now, by name; nothing is known while the pool is being made. */
export function heldBack(toolbox: Toolbox): ReadonlyMap<string, HeldBack> {
  const found = toolbox.pool.glance((pool) => {
    const { input } = resolverInput(toolbox, pool, { kind: 'update' })
    const resolution = input.wishes.length === 0 ? null : resolve(input, usualBudget, () => false)
    return resolution?.kind === 'solved' ? heldIn(resolution) : null
  })
  return found ?? new Map()
}

type SolvedLine = Solved['releases'][number]

/** Asks the catalog only for what changes: of 2,000 installed packages most stay. */
function nextRelease(toolbox: Toolbox, pool: Pool, reinstall: ReadonlySet<string>) {
  const catalog = openedCatalog(toolbox)
  const publisherOf = publisherNames(catalog)
  const since = new Date(toolbox.clock.now()).toISOString()
  return (line: SolvedLine, here: InstalledRelease | undefined): NextRelease => {
    const { release, chosen, because } = line
    const unmet = [...line.unmet]
    const staying = (): NextRelease => ({
      release: { ...here!, chosen, unmet },
      offer: reinstall.has(release.name) ? sameOffer(catalog, here!) : null,
      because,
    })
    // What only is installed has a number above those of the pool.
    if (because === null || release.id >= pool.releaseCount) return staying()
    const offer = catalog.find(release)
    if (offer === null) throw new Error(`${release.name} is in the pool, and not in its catalog`)
    if (here?.manifest_sha256 === offer.record.manifest_sha256 && here.repository === offer.repository) {
      return staying()
    }
    const publisher = publisherOf(offer.repository, offer.record)
    return { release: arriving(offer, { chosen, unmet, publisher, since }), offer, because }
  }
}

function arriving(
  { repository, record }: Offer,
  recorded: Pick<InstalledRelease, 'chosen' | 'unmet' | 'publisher' | 'since'>,
): InstalledRelease {
  return {
    name: record.name,
    version: record.version,
    version_scheme: record.version_scheme,
    architecture: record.architecture,
    manifest_sha256: record.manifest_sha256,
    directory: storeDirectory(record.manifest_sha256, record.name, record.version),
    repository,
    installed_size: record.installed_size,
    size: record.size,
    ...(record.origin === undefined ? {} : { origin: withoutDetails(record.origin) }),
    ...recorded,
  }
}

function withoutDetails({ kind, source, source_version }: Origin): InstalledRelease['origin'] {
  return { kind, source, source_version }
}

import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { SyncResult } from '../api/repository-operations.ts'
import type { Report } from '../api/progress.ts'
import { mapConcurrently } from '../base/async.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { withOneThread } from '../catalog/in-thread.ts'
import type { BroughtSource, SourceJob } from '../catalog/jobs.ts'
import { bringAdvisories, bringDelta, bringSource } from '../catalog/load-source.ts'
import { narrowPublishers } from '../catalog/narrow-publishers.ts'
import { fromAnyAddress } from '../download/any-address.ts'
import { knownPublishers, publisherProblem } from '../model/delegation.ts'
import { EngineError, type ErrorFacts, type Failure, failureOf } from '../model/failure.ts'
import { deltaTarget } from '../model/index-delta.ts'
import { advisoriesTarget, indexTarget } from '../model/repository-index.ts'
import {
  type AdvisoryMarks,
  getRepository,
  recordEnd,
  recordProblem,
  recordRoot,
  recordTrust,
  type StoredRepository,
} from '../state/repositories.ts'
import { refreshMetadata, type Refreshed } from '../trust/refresh.ts'
import { parseRoot } from '../trust/root.ts'
import type { VerifiedTarget } from '../trust/targets.ts'
import { metadataAddresses } from './addresses.ts'
import { advisoryFreshness } from './advisory-freshness.ts'
import { checkAddress } from './check-address.ts'
import { checkTrust, trustOfRoot } from './repository-trust.ts'
import { fetchPacked, newsOfAdvisories, unreadable } from './sync-advisories.ts'
import { openedCatalog, refreshCatalogFiles, type Toolbox } from './toolbox.ts'
import { askedRepositories } from './usable-repositories.ts'

const atOnce = 4

export interface SyncOptions {
  readonly names?: readonly string[] | undefined
  /** Forget what is cached and fetch everything again. Trust is never forgotten. */
  readonly force: boolean
}

/** Every repository on its own: one that is slow, dead or refused is named and delays nothing else. */
export async function syncRepositories(
  toolbox: Toolbox,
  options: SyncOptions,
  report: Report,
  signal: AbortSignal,
): Promise<SyncResult[]> {
  const repositories =
    options.names?.map((name) => getRepository(toolbox.state, name)) ?? askedRepositories(toolbox)
  report({ kind: 'step', step: 'sync', index: 0, count: 1 })
  const results = await withOneThread(async (askCatalog) => {
    const together = { ...toolbox, askCatalog }
    const synced = await mapConcurrently(
      repositories,
      atOnce,
      async (repository, shared) => syncOrExplain(together, repository, options.force, shared),
      signal,
    )
    if (synced.some(({ outcome }) => outcome === 'updated')) await refreshCatalogFiles(together, signal)
    return synced
  })
  toolbox.announce({ kind: 'catalog-changed' })
  return results
}

async function syncOrExplain(
  toolbox: Toolbox,
  repository: StoredRepository,
  force: boolean,
  signal: AbortSignal,
): Promise<SyncResult> {
  try {
    const outcome = await syncRepository(toolbox, repository, force, signal)
    return resultOf(toolbox, repository.name, outcome, null)
  } catch (error) {
    signal.throwIfAborted()
    const failure = failureOf(error)
    if (failure === null) throw error
    recordProblem(toolbox.state, repository.name, failure)
    return resultOf(toolbox, repository.name, 'failed', failure)
  }
}

function resultOf(
  toolbox: Toolbox,
  name: string,
  outcome: SyncResult['outcome'],
  failure: Failure | null,
): SyncResult {
  const { marks } = getRepository(toolbox.state, name)
  return {
    name,
    outcome,
    packages: countOf(toolbox, name),
    failure,
    advisories: advisoryFreshness(marks, toolbox.clock.now()),
  }
}

/**
 * Verified metadata, then verified index, then the catalog, then the marks: a failure leaves what was there, but for
 * a newer root.
 */
export async function syncRepository(
  toolbox: Toolbox,
  repository: StoredRepository,
  force: boolean,
  signal: AbortSignal,
): Promise<'updated' | 'unchanged'> {
  checkAddress(toolbox, repository.url)
  const cache = path.join(toolbox.layout.metadata, repository.name)
  if (force) await rm(cache, { recursive: true, force: true })
  return fromAnyAddress(
    metadataAddresses(toolbox, repository),
    async (base) => syncFrom(base, { toolbox, name: repository.name, cache, force }, signal),
    signal,
  )
}

/** All of it from one address: no refresh puts trust together from two. */
async function syncFrom(
  base: string,
  { toolbox, name, cache, force }: { toolbox: Toolbox; name: string; cache: string; force: boolean },
  signal: AbortSignal,
): Promise<'updated' | 'unchanged'> {
  // The address before may have led to a newer root.
  const repository = getRepository(toolbox.state, name)
  const { openPgp } = repository
  if (openPgp !== null) {
    checkTrust(toolbox, repository.url, { kind: 'openpgp' })
    const { syncByOpenPgp } = await import('./sync-openpgp.ts')
    return syncByOpenPgp(toolbox, base, { name, trust: openPgp, cache, force }, signal)
  }
  const here = force ? null : openedCatalog(toolbox).digestsOf(name)
  const refreshed = await refreshMetadata(
    toolbox.listTransport,
    {
      repository: name,
      metadata: new URL('metadata/', base).href,
      targets: base,
      wanted: [indexTarget, ...(here === null ? [] : [deltaTarget(here.index)])],
      index: indexTarget,
      advisories: advisoriesTarget,
      trustedRoot: readableRoot(toolbox, repository),
      marks: repository.marks,
      cache,
      now: toolbox.clock.now(),
      keepRoot: (trust) => recordRoot(toolbox.state, name, trust),
      keepEnd: (endedAt) => recordEnd(toolbox.state, name, endedAt),
    },
    signal,
  )
  checkTrust(toolbox, repository.url, trustOfRoot(refreshed.trustedRoot))
  const { outcome, advisories } = await refreshCatalog(toolbox, repository, { refreshed, here }, signal)
  recordTrust(toolbox.state, name, {
    trustedRoot: refreshed.trustedRoot,
    marks: { ...refreshed.marks, advisories },
    at: new Date(toolbox.clock.now()).toISOString(),
  })
  return outcome
}

/** What is written there was verified: where it is no root, somebody else has written it. */
function readableRoot({ places }: Toolbox, { name, trustedRoot }: StoredRepository): Uint8Array {
  try {
    parseRoot(trustedRoot)
    return trustedRoot
  } catch (error) {
    const file = path.join(places.data, 'state.db')
    const detail = `the root of "${name}" is none any more`
    throw new EngineError('state/damaged', { file, detail }, { cause: error })
  }
}

interface Brought {
  readonly outcome: 'updated' | 'unchanged'
  readonly advisories: AdvisoryMarks | null
}

interface Found {
  readonly refreshed: Refreshed
  /** Digests of what the catalog has; null where everything is fetched anew. */
  readonly here: { readonly index: string; readonly advisories: string } | null
}

async function refreshCatalog(
  toolbox: Toolbox,
  repository: StoredRepository,
  { refreshed, here }: Found,
  signal: AbortSignal,
): Promise<Brought> {
  const index = refreshed.targets.get(indexTarget)
  if (index === undefined)
    throw refuse({
      repository: repository.name,
      file: indexTarget,
      reason: 'missing',
      detail: 'not among the targets',
    })
  const news = await newsOfAdvisories(toolbox, { repository, refreshed, here }, signal)
  const { publishers: delegations } = refreshed
  const isSameIndex = isHere(toolbox, { name: repository.name, here, index, delegations })
  if (isSameIndex && news.file === 'as before') return { outcome: 'unchanged', advisories: news.marks }
  const job = { repository: repository.name, advisories: news.file, delegations }
  const { architecture } = toolbox
  const brought = isSameIndex
    ? await bringAdvisories(toolbox.catalog, job, signal, toolbox.askCatalog)
    : ((await byDelta(toolbox, { ...job, index, refreshed, here }, signal)) ??
      (await bringSource(
        toolbox.catalog,
        { ...job, architecture, index: await fetchPacked(toolbox, repository.name, index, signal) },
        signal,
        toolbox.askCatalog,
      )))
  if (brought.kind !== 'brought') throw refuseSource(toolbox, job, brought)
  return {
    outcome: 'updated',
    advisories: brought.advisories === null ? news.marks : unreadable(repository, news, brought.advisories),
  }
}

/** Whether the catalog has this index, and the publishers as they are delegated to now. */
function isHere(
  toolbox: Toolbox,
  about: Pick<Found, 'here'> &
    Pick<SourceJob, 'delegations'> & { readonly name: string; readonly index: VerifiedTarget },
): boolean {
  return about.here?.index === about.index.digest && isDelegated(toolbox, about.name, about.delegations)
}

/** What was there stays, without what the targets role took from publishers since. */
function refuseSource(
  { catalog }: Toolbox,
  { repository, delegations }: Pick<SourceJob, 'repository' | 'delegations'>,
  brought: Exclude<BroughtSource, { kind: 'brought' }>,
): EngineError {
  const isUndelegated = brought.kind === 'undelegated'
  if (isUndelegated) narrowPublishers(catalog, repository, delegations ?? [])
  return refuse({ repository, reason: isUndelegated ? 'publisher' : 'format', ...brought.index })
}

/** Whether the catalog knows the publishers as the targets role delegates to them now: an index of before may be held back. */
function isDelegated(toolbox: Toolbox, name: string, delegations: SourceJob['delegations']): boolean {
  const known = openedCatalog(toolbox).about(name)?.publishers ?? []
  if (delegations === null) return known.every(({ granted }) => granted === undefined)
  if (publisherProblem(known, delegations) !== null) return false
  return canonicalJson(knownPublishers(known, delegations)) === canonicalJson(known)
}

/**
 * What changed since the index that is here, where the repository has that. Null where it has not, and where it cannot
 * be had or leads elsewhere: the whole index always does.
 */
async function byDelta(
  toolbox: Toolbox,
  {
    repository,
    advisories,
    delegations,
    index,
    refreshed,
    here,
  }: Found &
    Pick<SourceJob, 'repository' | 'advisories' | 'delegations'> & {
      readonly index: VerifiedTarget
    },
  signal: AbortSignal,
): Promise<Extract<BroughtSource, { kind: 'brought' }> | null> {
  const target = here === null ? undefined : refreshed.targets.get(deltaTarget(here.index))
  if (here === null || target === undefined || target.length > index.length) return null
  // Nobody waits for it: who changes the index reads it then, where it could not be read now.
  toolbox.search.foresee(signal, toolbox.askCatalog).catch(() => undefined)
  try {
    const delta = await fetchPacked(toolbox, repository, target, signal)
    const job = { repository, advisories, delegations, delta, from: here.index, to: index.digest }
    const followed = await bringDelta(toolbox.catalog, job, signal, toolbox.askCatalog)
    return followed.kind === 'brought' ? followed : null
  } catch (error) {
    signal.throwIfAborted()
    if (failureOf(error) === null) throw error
    return null
  }
}

function countOf(toolbox: Toolbox, name: string): number {
  return openedCatalog(toolbox).countOf(name)
}

function refuse(facts: ErrorFacts['trust/metadata']): EngineError {
  return new EngineError('trust/metadata', facts)
}

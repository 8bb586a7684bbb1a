import { cp, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Root } from '@tufjs/models'
import { Updater } from 'tuf-js'
import { latestTime } from '../base/latest-time.ts'
import type { Transport } from '../download/transport.ts'
import type { PublisherDelegation } from '../model/delegation.ts'
import { EngineError } from '../model/failure.ts'
import type { TrustMarks } from '../state/repositories.ts'
import { onDisk } from '../system-errors.ts'
import { type AdvisoriesTrust, findAdvisories } from './advisories.ts'
import { asTrustFailure, type Told } from './classify.ts'
import { type WatchedFetcher, watchedFetcher } from './fetcher.ts'
import { limits, rootRotations } from './limits.ts'
import { endPassed, knownTime, type KnownTime } from './known-time.ts'
import { checkMarks, earliest, readMarks } from './marks.ts'
import { findPublishers, type PublishersTrust } from './publishers.ts'
import { parseRoot } from './root.ts'
import { forgetRotated, marksAfterRotation, newerRoot, type RootTrust } from './rotation.ts'
import { findTarget, type TargetPlace, type VerifiedTarget } from './targets.ts'

export interface RefreshInput {
  readonly repository: string
  /** Address of the folder of metadata, ending in `/`. */
  readonly metadata: string
  /** Address that names of targets are relative to, ending in `/`. */
  readonly targets: string
  /** The newest root that is trusted, from the state database: a damaged or deleted cache cannot change it. */
  readonly trustedRoot: Uint8Array
  readonly marks: TrustMarks | null
  /** Folder of verified metadata files. */
  readonly cache: string
  /** Milliseconds since the epoch. */
  readonly now: number
  /** When nobody ran this program yet; the day of its build where not given. */
  readonly built?: number
  /** Names of the targets to look up. */
  readonly wanted: readonly string[]
  /** Name of the target that is the index, on whose role it depends who names the publishers. */
  readonly index?: string
  /** Name of the target with advisories, which may be out of reach while everything else is good. */
  readonly advisories?: string
  /**
   * Told of a newer root as soon as it is trusted (TUF 5.3.8), also where the refresh fails after that: whoever holds
   * back what follows must not bring back keys that this root took away.
   */
  readonly keepRoot: (trust: RootTrust) => void
  /** Told of the end of what was signed and is refused as too old (ISO 8601): it is not good again by another clock. */
  readonly keepEnd: (endedAt: string) => void
}

export interface Refreshed {
  readonly trustedRoot: Uint8Array
  readonly marks: TrustMarks
  /** The wanted targets, by name. One that no role names is not among them. */
  readonly targets: ReadonlyMap<string, VerifiedTarget>
  /** Null where no publisher is delegated to. */
  readonly publishers: readonly PublisherDelegation[] | null
  readonly advisories: AdvisoriesTrust
}

/**
 * TUF's client workflow (5.3 to 5.6) by tuf-js, behind rules that it lacks: see docs/trust.md. Works on a copy of
 * the cache, which replaces the old one with what was verified; a refresh that fails half-way keeps its first half,
 * so that nothing that was seen goes back.
 */
export async function refreshMetadata(
  transport: Transport,
  input: RefreshInput,
  signal: AbortSignal,
): Promise<Refreshed> {
  const work = `${input.cache}.new-${process.pid}`
  return onDisk(input.cache, async () => {
    try {
      await copyCache(input, work)
      const before = parseRoot(input.trustedRoot).signed
      const fetcher = watchedFetcher(transport, signal)
      return await refreshIn(work, { input, before, fetcher }, signal)
    } catch (error) {
      const ended = endPassed(error, input.now)
      if (ended !== null) input.keepEnd(withinCatalog(error, ended, input.marks))
      throw error
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
}

interface Refresh {
  readonly input: RefreshInput
  readonly before: Root
  readonly fetcher: WatchedFetcher
}

async function refreshIn(work: string, refresh: Refresh, signal: AbortSignal): Promise<Refreshed> {
  const { input, before } = refresh
  const named = async <T>(act: () => Promise<T>): Promise<T> =>
    act().catch((error: unknown) => {
      signal.throwIfAborted()
      throw asTrustFailure(error, input.repository, toldBy(refresh))
    })
  const updater = await keeping(work, input.cache, async () => {
    try {
      return await named(async () => walkTwice(work, refresh))
    } finally {
      await keepRoot(work, input, before)
    }
  })
  // A clock set back must not lower the floor for the next time.
  const seen = Math.max(input.now, Date.parse(input.marks?.seenAt ?? '') || 0)
  const time = knownTime(input.now, input.marks, input.built)
  const { marks, trustedRoot } = await readMarks(work, seen)
  const root = parseRoot(trustedRoot).signed
  const kept = marksAfterRotation(input.marks, before, root)
  // Refused here, nothing but the root is kept: the rest may be older than what was seen.
  checkMarks({ repository: input.repository, marks: kept, time }, marks)
  const old = kept?.advisories ?? null
  const targets = await keeping(work, input.cache, () => named(() => lookUp(updater, root, input)))
  // Refused here, what was looked up may be older than what was seen, and nothing is kept either.
  const { publishers, ...delegated } = await publishersOf(work, { ...input, marks: kept }, time)
  const advisories = await keeping(work, input.cache, async () => {
    if (input.advisories === undefined) return { kind: 'none' } as const
    return findAdvisories(updater, placeOf(input, root), {
      work,
      name: input.advisories,
      before: old,
      time,
      asFailure: (error) => {
        signal.throwIfAborted()
        return asTrustFailure(error, input.repository, toldBy(refresh))
      },
    })
  })
  await replace(work, input.cache)
  const validUntil = earliest([marks.validUntil, delegated.validUntil ?? marks.validUntil])
  const endedAt = latestTime(input.marks?.endedAt, endOfAdvisories(advisories, input.now))
  return {
    trustedRoot,
    marks: {
      ...marks,
      ...delegated.marks,
      validUntil,
      ...(endedAt === undefined ? {} : { endedAt }),
      advisories: old,
    },
    targets,
    publishers,
    advisories,
  }
}

async function publishersOf(
  work: string,
  { repository, index, marks: before }: RefreshInput,
  time: KnownTime,
): Promise<PublishersTrust> {
  if (index === undefined) return { publishers: null, marks: {}, validUntil: null }
  return findPublishers({ repository, work, index, before, time })
}

/**
 * A root ends long after all that it vouches for. A clock that was years ahead once, so that even the root seemed to have
 * ended, must not stop a repository until then.
 */
function withinCatalog(error: unknown, ended: string, marks: TrustMarks | null): string {
  const isRoot =
    error instanceof EngineError && (error.facts as { file?: string }).file === 'metadata/root.json'
  return isRoot && marks !== null ? earliest([ended, marks.validUntil]) : ended
}

/** When advisories ended that are refused for that: the rest of a refresh goes on without them. */
function endOfAdvisories(advisories: AdvisoriesTrust, clock: number): string | undefined {
  return advisories.kind === 'refused' ? (endPassed(advisories.failure, clock) ?? undefined) : undefined
}

/** What is known of a refusal of tuf-js, which tells by sentences only. */
function toldBy({ fetcher, before }: Refresh): Told {
  return {
    ...fetcher.last(),
    endOf: (file) => fetcher.endOf(file) ?? (file === 'root.json' ? before.expires : null),
  }
}

function placeOf({ repository, targets }: RefreshInput, root: Root): TargetPlace {
  return { repository, targets, consistent: root.consistentSnapshot }
}

async function copyCache(input: RefreshInput, work: string): Promise<void> {
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true, mode: 0o700 })
  const filter = async (from: string) => from === input.cache || (await lstat(from)).isFile()
  // What else stands there is none of ours, and would be in the way of what comes.
  await cp(input.cache, work, { recursive: true, filter }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await writeFile(path.join(work, 'root.json'), input.trustedRoot)
}

/** What tuf-js wrote, it had verified: that stays when what comes after it fails. */
async function keeping<T>(work: string, cache: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    await replace(work, cache)
    throw error
  }
}

/** Killed in between: no cache is left, and the next refresh fetches everything; marks and root are elsewhere. */
async function replace(work: string, cache: string): Promise<void> {
  await rm(cache, { recursive: true, force: true })
  await rename(work, cache)
}

async function keepRoot(work: string, input: RefreshInput, before: Root): Promise<void> {
  const newer = await newerRoot(work, input.marks, before)
  if (newer === null) return
  input.keepRoot(newer)
  // From the next refresh on nobody can tell that keys were rotated, so what they signed is forgotten now.
  await forgetRotated(input.cache, before, newer.root)
}

/** Once more where keys were rotated: versions that a thief signed may be higher than any honest one. */
async function walkTwice(work: string, refresh: Refresh): Promise<Updater> {
  const { input, before } = refresh
  try {
    return await walk(work, refresh)
  } catch (error) {
    const newer = await newerRoot(work, input.marks, before)
    if (newer !== null && (await forgetRotated(work, before, newer.root))) return walk(work, refresh)
    throw error
  }
}

async function walk(work: string, { input, fetcher }: Refresh): Promise<Updater> {
  const updater = new Updater({
    metadataDir: work,
    metadataBaseUrl: input.metadata,
    fetcher,
    config: {
      maxRootRotations: rootRotations,
      rootMaxLength: limits.root,
      timestampMaxLength: limits.timestamp,
      snapshotMaxLength: limits.snapshot,
      targetsMaxLength: limits.targets,
    },
  })
  await updater.refresh()
  return updater
}

async function lookUp(
  updater: Updater,
  root: Root,
  input: RefreshInput,
): Promise<ReadonlyMap<string, VerifiedTarget>> {
  const place = placeOf(input, root)
  const found = new Map<string, VerifiedTarget>()
  for (const name of input.wanted) {
    const target = await findTarget(updater, place, name)
    if (target !== null) found.set(name, target)
  }
  return found
}

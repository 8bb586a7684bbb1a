import type { Updater } from 'tuf-js'
import { type Failure, failureOf } from '../model/failure.ts'
import { advisoriesTarget } from '../model/repository-index.ts'
import type { AdvisoryMarks } from '../state/repositories.ts'
import { cachedTargets, checkedVersion, firstKey, readTargets, refusing, roleFor } from './delegated-role.ts'
import { checkEnd, type KnownTime } from './known-time.ts'
import { findTarget, type TargetPlace, type VerifiedTarget } from './targets.ts'

/**
 * Who vouches for the advisories, if anybody does. Those who watch over packages may fall silent, or somebody may hold
 * back what they say: that stops nothing else, and is always told.
 */
export type AdvisoriesTrust =
  | {
      readonly kind: 'vouched'
      readonly target: VerifiedTarget
      /** Of the role; 0 where the targets role itself vouches, whose version is marked anyway. */
      readonly version: number
      readonly validUntil: string
    }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** The repository has never named any. */
  | { readonly kind: 'none' }

export interface SoughtAdvisories {
  /** Folder of what was verified. */
  readonly work: string
  readonly name: string
  readonly before: AdvisoryMarks | null
  readonly time: KnownTime
  /** Gives an error of tuf-js as a failure that names the file. */
  readonly asFailure: (error: unknown) => unknown
}

/** Looks the advisories up, after the rest was verified. Throws what is no failure only. */
export async function findAdvisories(
  updater: Updater,
  place: TargetPlace,
  sought: SoughtAdvisories,
): Promise<AdvisoriesTrust> {
  try {
    return await lookUp(updater, place, sought)
  } catch (error) {
    const failure = failureOf(sought.asFailure(error))
    if (failure === null) throw error
    return { kind: 'refused', failure }
  }
}

async function lookUp(
  updater: Updater,
  place: TargetPlace,
  { work, name, before, time }: SoughtAdvisories,
): Promise<AdvisoriesTrust> {
  const role = roleFor(await readTargets(work, 'targets'), name)
  const refuse = refusing(place.repository, role, name)
  const version = role === null ? 0 : await checkedVersion(work, role, before?.version ?? 0, refuse)
  const target = await findTarget(updater, place, name)
  if (target === null && before === null) return { kind: 'none' }
  if (target === null) throw refuse('missing', 'not among the targets any more')
  const { expires: validUntil } = await readTargets(work, role ?? 'targets')
  const file = role === null ? name : `metadata/${role}.json`
  checkEnd(time, { repository: place.repository, file, end: validUntil })
  return { kind: 'vouched', target, version, validUntil }
}

/** The first key that may sign for them, as the cached metadata has it; null where that cannot be read. */
export function advisoriesKey(cache: string): string | null {
  const targets = cachedTargets(cache)
  const role = targets === null ? null : roleFor(targets, advisoriesTarget)
  return targets === null || role === null ? null : firstKey(targets, role)
}

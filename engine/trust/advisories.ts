import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Metadata, MetadataKind, type Targets } from '@tufjs/models'
import type { Updater } from 'tuf-js'
import { EngineError, type Failure, failureOf, type MetadataRefusal } from '../model/failure.ts'
import { advisoriesTarget } from '../model/repository-index.ts'
import type { AdvisoryMarks } from '../state/repositories.ts'
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
  /** The latest time known, in milliseconds since the epoch. */
  readonly floor: number
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
  { work, name, before, floor }: SoughtAdvisories,
): Promise<AdvisoriesTrust> {
  const role = await roleFor(work, name)
  const refuse: Refuse = (reason, detail) =>
    new EngineError('trust/metadata', {
      repository: place.repository,
      file: role === null ? name : `metadata/${role}.json`,
      reason,
      detail,
    })
  const version = role === null ? 0 : checkedVersion(await offeredVersion(work, role), before, refuse)
  const target = await findTarget(updater, place, name)
  if (target === null && before === null) return { kind: 'none' }
  if (target === null) throw refuse('missing', 'not among the targets any more')
  const { expires: validUntil } = await readTargets(work, role ?? 'targets')
  if (Date.parse(validUntil) <= floor) throw refuse('expired', validUntil)
  return { kind: 'vouched', target, version, validUntil }
}

type Refuse = (reason: MetadataRefusal, detail: string) => EngineError

/** TUF 5.5.5 finds both as long as a snapshot of before is in the cache: a cache can be deleted. */
function checkedVersion(offered: number | null, before: AdvisoryMarks | null, refuse: Refuse): number {
  if (offered === null) throw refuse('missing', 'not in the snapshot')
  const seen = before?.version ?? 0
  if (offered < seen) throw refuse('rollback', `version ${offered}, after version ${seen} was seen`)
  return offered
}

/** The role to which the targets role leaves this file; null where it speaks about it itself, or nobody does. */
async function roleFor(work: string, name: string): Promise<string | null> {
  const { targets, delegations } = await readTargets(work, 'targets')
  if (delegations === undefined || Object.hasOwn(targets, name)) return null
  return [...delegations.rolesForTarget(name)][0]?.role ?? null
}

/** The first key that may sign for them, as the cached metadata has it; null where that cannot be read. */
export function advisoriesKey(cache: string): string | null {
  const file = path.join(cache, 'targets.json')
  try {
    const { signed } = JSON.parse(readFileSync(file, 'utf8')) as { readonly signed: unknown }
    const { targets, delegations } = targetsIn(signed)
    if (delegations === undefined || Object.hasOwn(targets, advisoriesTarget)) return null
    const [first] = delegations.rolesForTarget(advisoriesTarget)
    return first === undefined ? null : (delegations.roles?.[first.role]?.keyIDs[0] ?? null)
  } catch (error) {
    // Damage of metadata is told by whoever checks it.
    if (error instanceof Error) return null
    throw error
  }
}

async function offeredVersion(work: string, role: string): Promise<number | null> {
  const { signed } = await readJson(path.join(work, 'snapshot.json'))
  const { meta } = Metadata.fromJSON(MetadataKind.Snapshot, { signed, signatures: [] } as never).signed
  return meta[`${role}.json`]?.version ?? null
}

async function readTargets(work: string, role: string): Promise<Targets> {
  const { signed } = await readJson(path.join(work, `${encodeURIComponent(role)}.json`))
  return targetsIn(signed)
}

function targetsIn(signed: unknown): Targets {
  return Metadata.fromJSON(MetadataKind.Targets, { signed, signatures: [] } as never).signed
}

/** What tuf-js has verified and written. */
async function readJson(file: string): Promise<{ readonly signed: unknown }> {
  return JSON.parse(await readFile(file, 'utf8')) as { readonly signed: unknown }
}

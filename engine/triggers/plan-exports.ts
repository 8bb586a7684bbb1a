import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { byCodePoint } from '../base/canonical-json.ts'
import { systemCode } from '../system-errors.ts'
import type { SkipReason, Unexported } from '../model/unexported.ts'
import type { Exported, ExportsRecord } from './exports-record.ts'
import { folderProblem, type PersonFolders } from './person-folders.ts'
import { decide, type Standing, standingAt } from './place-export.ts'
import type { Wanted } from './wanted-exports.ts'

/** One path to be changed. `wanted` is null where it is to go. */
export interface ExportStep {
  readonly file: string
  readonly what: Pick<Exported, 'kind' | 'package'>
  readonly decision: 'write' | 'replace' | 'remove'
  readonly wanted: Wanted | null
  /** How it is recorded until it is done. */
  readonly intended: Exported
}

export interface ExportPlan {
  readonly steps: readonly ExportStep[]
  /** What is recorded whatever becomes of the steps. */
  readonly standing: readonly Exported[]
  readonly skipped: readonly Unexported[]
  /** Paths of the record whose folders are folders, so that what was left half-done there can be removed. */
  readonly reachable: readonly string[]
}

interface Situation {
  readonly before: ExportsRecord
  readonly wanted: readonly Wanted[]
  readonly folders: PersonFolders
  readonly current: string
  readonly environment: NodeJS.ProcessEnv
}

/** One path, with what is recorded of it and what is wanted of it: at least one of them. */
interface Spot {
  readonly root: string
  readonly path: string
  readonly what: Pick<Exported, 'kind' | 'package'>
  readonly recorded: Exported | null
  readonly wanted: Wanted | null
}

type Outcome =
  | { readonly kind: 'step'; readonly step: ExportStep }
  | { readonly kind: 'stands'; readonly exported: Exported }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly exported: Exported | null }
  | { readonly kind: 'gone' }

/** Looks at everything that is recorded or wanted, and changes nothing. */
export async function planExports(situation: Situation, signal: AbortSignal): Promise<ExportPlan> {
  const steps: ExportStep[] = []
  const standing: Exported[] = []
  const skipped: Unexported[] = []
  const reachable: string[] = []
  for (const spot of spotsOf(situation)) {
    signal.throwIfAborted()
    const file = path.join(spot.root, spot.path)
    const outcome = await outcomeOf(spot, situation)
    const isBehindLink = outcome.kind === 'skipped' && outcome.reason.endsWith('-folder')
    if (!isBehindLink) reachable.push(file)
    if (outcome.kind === 'step') steps.push(outcome.step)
    if (outcome.kind === 'stands') standing.push(outcome.exported)
    if (outcome.kind !== 'skipped') continue
    skipped.push({ ...spot.what, path: file, reason: outcome.reason })
    if (outcome.exported !== null) standing.push(outcome.exported)
  }
  return { steps, standing, skipped, reachable }
}

function spotsOf({ before, wanted }: Situation): Spot[] {
  const spots = new Map<string, Spot>()
  for (const recorded of before.exported) {
    const { root, path: member, kind, package: name } = recorded
    if (!isOurName(recorded)) continue
    const what = { kind, package: name }
    spots.set(path.join(root, member), { root, path: member, what, recorded, wanted: null })
  }
  for (const one of wanted) {
    const { root, path: member, kind, package: name } = one
    const place = path.join(root, member)
    const recorded = spots.get(place)?.recorded ?? null
    spots.set(place, { root, path: member, what: { kind, package: name }, recorded, wanted: one })
  }
  return [...spots].toSorted(([a], [b]) => byCodePoint(a, b)).map(([, spot]) => spot)
}

/** A record that somebody wrote into must not lead anywhere else. */
function isOurName({ kind, root, path: member }: Exported): boolean {
  const isPlain = path.isAbsolute(root) && path.posix.normalize(`/${member}`) === `/${member}`
  if (kind === 'command') return isPlain && !member.includes('/')
  return isPlain && path.posix.basename(member).startsWith('multios-')
}

async function outcomeOf(spot: Spot, situation: Situation): Promise<Outcome> {
  const { recorded, wanted } = spot
  try {
    const problem = await folderProblem(spot.root, spot.path)
    if (problem !== null) return { kind: 'skipped', reason: problem, exported: recorded }
    const standing = await standingAt(path.join(spot.root, spot.path))
    const hidden = await isElsewhere(spot, standing, situation)
    return hidden ? { kind: 'skipped', reason: 'other-program', exported: null } : decided(spot, standing)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return wanted === null && recorded === null
      ? { kind: 'gone' }
      : { kind: 'skipped', reason: 'denied', exported: recorded }
  }
}

function decided(spot: Spot, standing: Standing): Outcome {
  const { what, recorded, wanted } = spot
  const decision = decide(standing, recorded?.marks ?? null, wanted?.mark ?? null)
  const marks = wanted === null ? [] : [wanted.mark]
  const place = { root: spot.root, path: spot.path }
  switch (decision) {
    case 'keep':
      return { kind: 'stands', exported: { ...what, ...place, marks } }
    case 'forget':
      return { kind: 'gone' }
    case 'foreign':
      return { kind: 'skipped', reason: 'foreign', exported: null }
    case 'edited':
      // Still wanted: when the person takes the change back, it is ours again.
      return { kind: 'skipped', reason: 'edited', exported: wanted === null ? null : recorded }
    case 'write':
    case 'replace':
    case 'remove': {
      const intended = { ...what, ...place, marks: [...new Set([...(recorded?.marks ?? []), ...marks])] }
      const file = path.join(spot.root, spot.path)
      return { kind: 'step', step: { file, what, decision, wanted, intended } }
    }
  }
}

/**
 * Whether a link that is not there yet would hide another program. One that is ours stays, whatever else comes:
 * PATH differs between a person's windows, and links must not come and go with it.
 */
async function isElsewhere(spot: Spot, standing: Standing, situation: Situation): Promise<boolean> {
  if (spot.wanted?.kind !== 'command' || spot.recorded !== null || standing.kind !== 'nothing') return false
  const own = [situation.folders.bin, path.join(situation.current, 'bin')]
  const places = (situation.environment['PATH'] ?? '').split(path.delimiter)
  for (const folder of places) {
    if (!path.isAbsolute(folder) || own.includes(path.normalize(folder).replace(/\/$/, ''))) continue
    const found = await access(path.join(folder, spot.path), constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return true
  }
  return false
}

/** What the file system says where a person has no right: one path is left out, and the others go on. */
export function isRefusal(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '')
}

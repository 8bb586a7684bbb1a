import type { CleanupItem, CleanupReport } from '../api/history-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import type { Report } from '../api/progress.ts'
import { failureOf } from '../model/failure.ts'
import { syncFolder } from '../store/durable.ts'
import { forgetUses } from '../store/last-used.ts'
import { prepareTree } from '../store/profile-tree.ts'
import { removeAside } from '../store/remove-folder.ts'
import { treeChange } from '../transaction/commit.ts'
import { recordedGenerations } from '../transaction/journal.ts'
import { applyPlan } from './apply-plan.ts'
import {
  cachedThings,
  type Candidate,
  damagedThings,
  divideGenerations,
  type Generations,
  idleTrees,
  prunedGenerations,
  purgedThings,
  spareTrees,
  unfinishedThings,
  unheldFolders,
} from './cleanup-candidates.ts'
import { keptConfiguration } from './kept-configuration.ts'
import { neederFinder } from './last-needer.ts'
import { makePlan } from './plan-changes.ts'
import { currentGeneration, installedReleases, runningGeneration, type Toolbox } from './toolbox.ts'

type Input = ParsedInput<'system.cleanup'>

/** What is done without being asked: generations that nobody wants to keep, and what only they held. */
export const usualCleaning: Input = {
  ...{ oldVersions: true, clearCache: false, orphaned: false, dryRun: false },
  ...{ keep: 10, days: 30 },
}

/**
 * Removes what nothing needs any more, or tells what that would free. Only under the writer lock. Generations go first:
 * killed after that, a release too many is there; never one too few. A full disk keeps none of it from being removed:
 * what there is no room to write is left to the next cleaning up.
 */
export async function cleanUp(
  toolbox: Toolbox,
  input: Input,
  report: Report,
  signal: AbortSignal,
): Promise<CleanupReport> {
  const orphans =
    input === usualCleaning ? [] : await whereRoom(async () => orphanedPackages(toolbox, signal), [])
  const removal = async () => removeOrphans(toolbox, report, signal)
  const wanted = input.orphaned && !input.dryRun && orphans.length > 0
  let isRemoved = !wanted || (await hasRoom(removal))
  const generations = await staying(toolbox, input, orphans)
  const going = await candidates(toolbox, input, generations)
  if (!input.dryRun) {
    forgetUses(toolbox.layout, installedReleases(toolbox))
    await remove(toolbox, going, signal)
    await hasRoom(async () => forget(toolbox, generations))
    // Now there may be.
    isRemoved ||= await hasRoom(removal)
  }
  const configuration = keptConfiguration(toolbox)
  const items = [...going.map(told), ...(input.orphaned && isRemoved ? orphans : [])]
  return {
    items,
    // The generation that undo leads back to holds the orphans: they keep their room as long as it stays.
    bytes: going.reduce((sum, { bytes }) => sum + bytes, 0),
    dryRun: input.dryRun,
    orphans,
    ...(configuration.length === 0 ? {} : { keptConfiguration: configuration }),
  }
}

async function staying(
  toolbox: Toolbox,
  { oldVersions, orphaned, dryRun, ...keeping }: Input,
  orphans: readonly CleanupItem[],
): Promise<Generations> {
  if (!oldVersions) return divideGenerations(toolbox, { keep: Number.MAX_SAFE_INTEGER, days: 0 })
  // Removing the orphans makes a generation more, and one less of the others stays.
  return divideGenerations(toolbox, keeping, orphaned && dryRun && orphans.length > 0)
}

/** Whether there was room for `work`. */
async function hasRoom(work: () => Promise<void>): Promise<boolean> {
  return whereRoom(async () => work().then(() => true), false)
}

/** `otherwise` where the disk takes nothing of `work`, or took nothing when the databases were opened. */
async function whereRoom<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const failure = failureOf(error)?.code
    if (failure !== 'disk/full' && failure !== 'disk/denied') throw error
    return otherwise
  }
}

/** What databases say of generations that are gone, also of those that went when there was no room to say so. */
function forget(toolbox: Toolbox, { kept }: Generations): void {
  const { state, files } = toolbox
  const numbers = new Set(kept.map(({ number }) => number))
  const current = currentGeneration(toolbox)
  for (const { number } of recordedGenerations(state)) {
    // By what is recorded of the running one its file is made again.
    if (!numbers.has(number) && number !== current)
      state.change('DELETE FROM generation WHERE number = ?', number)
  }
  for (const { generation } of state.all<{ generation: number }>('SELECT DISTINCT generation FROM purged')) {
    if (!numbers.has(generation)) state.change('DELETE FROM purged WHERE generation = ?', generation)
  }
  files().keepOnly(kept.flatMap(({ releases }) => releases.map(({ manifest_sha256 }) => manifest_sha256)))
}

async function candidates(
  toolbox: Toolbox,
  { oldVersions, clearCache }: Input,
  generations: Generations,
): Promise<Candidate[]> {
  return [
    ...unfinishedThings(toolbox),
    ...(oldVersions ? prunedGenerations(toolbox, generations) : []),
    ...(oldVersions ? unheldFolders(toolbox, generations) : []),
    ...(oldVersions ? await spareTrees(toolbox) : []),
    ...(oldVersions || clearCache ? purgedThings(toolbox, clearCache ? { kept: [] } : generations) : []),
    ...(clearCache ? [...cachedThings(toolbox), ...damagedThings(toolbox)] : []),
  ]
}

async function remove(toolbox: Toolbox, going: readonly Candidate[], signal: AbortSignal): Promise<void> {
  const { layout } = toolbox
  const pruned = going.filter(({ kind }) => kind === 'generation')
  for (const { place } of pruned) await removeAside(place)
  if (pruned.length > 0) await syncFolder(layout.generations)
  // Killed here: releases are left that no generation holds, which the next cleaning up finds.
  const releases = going.filter(({ kind }) => kind === 'release')
  if (releases.length > 0 && !(await hasRoom(async () => freeIdleTree(toolbox, signal))))
    for (const place of await idleTrees(layout)) await removeTree(place)
  for (const { kind, place } of going) {
    signal.throwIfAborted()
    if (kind === 'tree') await removeTree(place)
    else if (kind !== 'generation') await removeAside(place)
  }
}

/** Without its state a tree is made anew. */
async function removeTree(place: string): Promise<void> {
  await removeAside(place)
  await removeAside(`${place}.json`)
}

/** The tree that nothing runs from still has links to what goes: as long as it does, nothing is freed. */
async function freeIdleTree(toolbox: Toolbox, signal: AbortSignal): Promise<void> {
  const running = await runningGeneration(toolbox)
  if (running.number !== 0) await prepareTree(toolbox.layout, treeChange(toolbox, running), signal)
}

/** Installed packages that nothing chosen needs, and who needed them last. */
async function orphanedPackages(toolbox: Toolbox, signal: AbortSignal): Promise<CleanupItem[]> {
  const answer = await makePlan(toolbox, { request: { kind: 'autoremove' }, locales: [] }, signal)
  if (answer.kind !== 'plan') return []
  const lastNeeder = await neederFinder(toolbox)
  return answer.plan.remove.map(({ name, disk, because }) => ({
    kind: 'orphan',
    name,
    bytes: -disk,
    because: (because.kind === 'orphaned' ? because.formerly : null) ?? lastNeeder(name),
  }))
}

async function removeOrphans(toolbox: Toolbox, report: Report, signal: AbortSignal): Promise<void> {
  const request = { kind: 'autoremove' } as const
  const answer = await makePlan(toolbox, { request, locales: [] }, signal)
  if (answer.kind === 'plan')
    await applyPlan(toolbox, { request, digest: answer.plan.digest, locales: [] }, report, signal)
}

function told({ kind, name, bytes, because }: Candidate): CleanupItem {
  return { kind, name, bytes, because }
}

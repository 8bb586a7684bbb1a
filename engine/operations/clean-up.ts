import type { CleanupItem, CleanupReport } from '../api/history-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import type { Report } from '../api/progress.ts'
import { syncFolder } from '../store/durable.ts'
import { prepareTree } from '../store/profile-tree.ts'
import { removeAside } from '../store/remove-folder.ts'
import { treeChange } from '../transaction/commit.ts'
import { applyPlan } from './apply-plan.ts'
import {
  cachedThings,
  type Candidate,
  divideGenerations,
  type Generations,
  prunedGenerations,
  spareTrees,
  unfinishedThings,
  unheldFolders,
} from './cleanup-candidates.ts'
import { neederFinder } from './last-needer.ts'
import { makePlan } from './plan-changes.ts'
import { runningGeneration, type Toolbox } from './toolbox.ts'

type Input = ParsedInput<'system.cleanup'>

/** What is done without being asked: generations that nobody wants to keep, and what only they held. */
export const usualCleaning: Input = {
  ...{ oldVersions: true, clearCache: false, orphaned: false, dryRun: false },
  ...{ keep: 10, days: 30 },
}

/**
 * Removes what nothing needs any more, or tells what that would free. Only under the writer lock. Generations go first:
 * killed after that, a release too many is there; never one too few.
 */
export async function cleanUp(
  toolbox: Toolbox,
  input: Input,
  report: Report,
  signal: AbortSignal,
): Promise<CleanupReport> {
  const orphans = input === usualCleaning ? [] : await orphanedPackages(toolbox, signal)
  if (input.orphaned && !input.dryRun && orphans.length > 0) await removeOrphans(toolbox, report, signal)
  const generations = input.oldVersions
    ? await divideGenerations(toolbox, input)
    : await divideGenerations(toolbox, { keep: Number.MAX_SAFE_INTEGER, days: 0 })
  const going = await candidates(toolbox, input, generations)
  if (!input.dryRun) {
    await remove(toolbox, going, signal)
    toolbox.files().forget(goneDigests(generations))
  }
  const items = [...going.map(told), ...(input.orphaned ? orphans : [])]
  return {
    items,
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    dryRun: input.dryRun,
    orphans,
  }
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
    ...(clearCache ? cachedThings(toolbox) : []),
  ]
}

async function remove(toolbox: Toolbox, going: readonly Candidate[], signal: AbortSignal): Promise<void> {
  const { layout, state } = toolbox
  const pruned = going.filter(({ kind }) => kind === 'generation')
  for (const { place } of pruned) await removeAside(place)
  if (pruned.length > 0) await syncFolder(layout.generations)
  for (const { name } of pruned) state.change('DELETE FROM generation WHERE number = ?', Number(name))
  // Killed here: releases are left that no generation holds, which the next cleaning up finds.
  const releases = going.filter(({ kind }) => kind === 'release')
  if (releases.length > 0) await freeIdleTree(toolbox, signal)
  for (const { kind, place } of going) {
    signal.throwIfAborted()
    if (kind !== 'generation') await removeAside(place)
    // Without its state a tree is made anew.
    if (kind === 'tree') await removeAside(`${place}.json`)
  }
}

/** The tree that nothing runs from still has links to what goes: as long as it does, nothing is freed. */
async function freeIdleTree(toolbox: Toolbox, signal: AbortSignal): Promise<void> {
  const running = await runningGeneration(toolbox)
  if (running.number !== 0) await prepareTree(toolbox.layout, treeChange(toolbox, running), signal)
}

/** Installed packages that nothing chosen needs, and who needed them last. */
async function orphanedPackages(toolbox: Toolbox, signal: AbortSignal): Promise<CleanupItem[]> {
  const answer = await makePlan(toolbox, { kind: 'autoremove' }, signal)
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
  const answer = await makePlan(toolbox, request, signal)
  if (answer.kind === 'plan')
    await applyPlan(toolbox, { request, digest: answer.plan.digest }, report, signal)
}

/** Of releases that only pruned generations held. */
function goneDigests({ kept, pruned }: Generations): string[] {
  const digests = (generations: Generations['kept']) =>
    generations.flatMap(({ releases }) => releases.map(({ manifest_sha256 }) => manifest_sha256))
  const held = new Set(digests(kept))
  return [...new Set(digests(pruned))].filter((digest) => !held.has(digest))
}

function told({ kind, name, bytes, because }: Candidate): CleanupItem {
  return { kind, name, bytes, because }
}

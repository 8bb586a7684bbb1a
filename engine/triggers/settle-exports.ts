import { mkdir, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { canonicalJson } from '../base/json.ts'
import type { Manifest } from '../model/manifest.ts'
import type { SkipReason, Unexported } from '../model/unexported.ts'
import { syncFileSystem, syncFolder } from '../store/durable.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { systemCode, toDiskFailure } from '../system-errors.ts'
import type { ExportReport } from './export-report.ts'
import { type ExportsRecord, readRecord, writeRecord } from './exports-record.ts'
import { findPersonFolders, folderProblem, missingFolders, type PersonFolders } from './person-folders.ts'
import { placeStaged, stageFile, temporaryOf, unlinkIfThere } from './place-export.ts'
import { type ExportPlan, type ExportStep, isRefusal, planExports } from './plan-exports.ts'
import { desktopCache, exists, refreshEntries, refreshIcons, removeDesktopCache } from './refresh-desktop.ts'
import { wantedExports } from './wanted-exports.ts'

export interface ExportOptions {
  /** The running generation: its number, the manifests of its releases, its merged tree. */
  readonly generation: number
  readonly manifests: readonly Manifest[]
  /** Names of what the person asked for. */
  readonly chosen: ReadonlySet<string>
  readonly content: TreeContent
  /** `profile/current`, absolute. */
  readonly current: string
  /** Where we remember what we put where: `<data>/exports.json`. */
  readonly record: string
  readonly environment: NodeJS.ProcessEnv
  /** The words that start `multios-pm`, the first one an absolute path. */
  readonly launcher: readonly string[]
  readonly now: () => Date
}

type Refused = ReadonlyMap<ExportStep, SkipReason>

/** Whether `settleExports` has been here for this generation: one small file is read. */
export async function areExportsSettled(
  options: Pick<ExportOptions, 'generation' | 'record' | 'environment' | 'launcher'>,
): Promise<boolean> {
  const folders = await findPersonFolders(options.environment, userId())
  if (folders === null) return true
  return (await readRecord(options.record)).settled === settledKey(options, folders)
}

/**
 * Makes the person's own folders hold what the generation wants, and nothing else of ours. Only under the writer
 * lock. What will be there is recorded before it is there, so that killed anywhere the next run knows what is ours
 * and goes on. Where everything is in place, nothing but the number of the generation is written.
 */
export async function settleExports(options: ExportOptions, signal: AbortSignal): Promise<ExportReport> {
  const folders = await findPersonFolders(options.environment, userId())
  if (folders === null) return { settled: false, written: [], removed: [], skipped: [] }
  try {
    const before = await readRecord(options.record)
    const { wanted, unexported } = await wantedExports({ ...options, folders }, signal)
    const plan = await planExports({ ...options, folders, before, wanted }, signal)
    signal.throwIfAborted()
    const unreachable = unexported.map(({ file, ...rest }) => ({
      kind: 'entry' as const,
      path: file,
      ...rest,
    }))
    const refused = await settle(options, { folders, before, plan, unreachable }, signal)
    return reportOf(plan, refused, unreachable)
  } catch (error) {
    throw await toDiskFailure(error, folders.data)
  }
}

interface Settling {
  readonly folders: PersonFolders
  readonly before: ExportsRecord
  readonly plan: ExportPlan
  /** Entries that did not come as far as the plan. */
  readonly unreachable: readonly Unexported[]
}

async function settle(
  options: ExportOptions,
  { folders, before, plan, unreachable }: Settling,
  signal: AbortSignal,
): Promise<Refused> {
  const { steps, standing } = plan
  const settled = settledKey(options, folders)
  if (steps.length === 0 && before.settled !== null) {
    const skipped = skippedOf(plan, new Map(), unreachable)
    await writeRecord(options.record, { ...before, settled, exported: [...standing], skipped }, before)
    return new Map()
  }
  const intent = await intentOf({ folders, before, plan })
  await writeRecord(options.record, intent, before)
  // Killed from here on: the record names everything that may stand there, as it was and as it will be.
  if (before.settled === null) await sweepTemporaries(plan.reachable)
  const refused = await carryOut(steps, folders, signal)
  const exported = [...standing, ...steps.flatMap((step) => recordOf(step, refused))]
  const hasEntries = exported.some(({ kind }) => kind === 'entry')
  if (hasEntries) await refreshEntries(folders.data, options.environment, signal)
  else if (intent.caches.includes(desktopCache(folders.data))) await removeDesktopCache(folders.data)
  await refreshIcons(folders.data, options.now())
  const kept = await removeEmptied(intent.folders, folders)
  const caches = hasEntries ? intent.caches : []
  const skipped = skippedOf(plan, refused, unreachable)
  await writeRecord(options.record, { format: 1, settled, exported, folders: kept, caches, skipped }, intent)
  return refused
}

async function intentOf(now: Omit<Settling, 'unreachable'>): Promise<ExportsRecord> {
  const { folders, before, plan } = now
  const made = new Set(before.folders)
  for (const { wanted, file } of plan.steps) {
    if (wanted !== null) for (const folder of await missingFolders(file)) made.add(folder)
  }
  const cache = desktopCache(folders.data)
  const isNew = plan.steps.some(({ wanted }) => wanted?.kind === 'entry') && !(await exists(cache))
  return {
    format: 1,
    settled: null,
    exported: [...plan.standing, ...plan.steps.map(({ intended }) => intended)],
    folders: [...made].toSorted(),
    caches: [...new Set([...before.caches, ...(isNew ? [cache] : [])])],
    skipped: before.skipped,
  }
}

/** Contents are on disk before their names are there: what a power cut leaves is ours, or not there yet. */
async function carryOut(
  steps: readonly ExportStep[],
  folders: PersonFolders,
  signal: AbortSignal,
): Promise<Refused> {
  const refused = new Map<ExportStep, SkipReason>()
  const attempt = async (step: ExportStep, work: () => Promise<SkipReason | null>) => {
    if (refused.has(step)) return
    signal.throwIfAborted()
    const reason = await work().catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      return 'denied' as const
    })
    if (reason !== null) refused.set(step, reason)
  }
  for (const step of steps) await attempt(step, async () => stage(step))
  const copies = steps.some(({ wanted }) => wanted !== null && wanted.kind !== 'command')
  if (copies && (await exists(folders.data))) await syncFileSystem(folders.data)
  for (const step of steps) await attempt(step, async () => perform(step))
  for (const folder of new Set(steps.map(({ file }) => path.dirname(file)))) {
    if (await exists(folder)) await syncFolder(folder)
  }
  return refused
}

async function stage({ file, wanted }: ExportStep): Promise<null> {
  if (wanted === null) return null
  // Base folders that are not there are made for the person alone, as the XDG rule wants it.
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await unlinkIfThere(temporaryOf(file))
  await stageFile(wanted)
  return null
}

async function perform({ file, wanted, decision }: ExportStep): Promise<SkipReason | null> {
  if (wanted === null || decision === 'remove') {
    await unlinkIfThere(file)
    return null
  }
  return (await placeStaged(wanted, decision)) ? null : 'foreign'
}

function recordOf({ wanted, intended }: ExportStep, refused: Refused): ExportsRecord['exported'] {
  const isRefused = [...refused.keys()].some((step) => step.intended === intended)
  if (isRefused) return [intended]
  return wanted === null ? [] : [{ ...intended, marks: [wanted.mark] }]
}

async function sweepTemporaries(files: readonly string[]): Promise<void> {
  for (const file of files) await unlinkIfThere(temporaryOf(file))
}

/** Of the folders we made, innermost first, those that hold nothing any more. Returns the others. */
async function removeEmptied(made: readonly string[], { data, bin }: PersonFolders): Promise<string[]> {
  const kept: string[] = []
  for (const folder of made.toReversed()) {
    const root = [data, bin].find((one) => folder === one || folder.startsWith(`${one}/`)) ?? folder
    // Where a link has come into the way, what lies behind it is the person's.
    if ((await folderProblem(root, path.join(path.relative(root, folder), 'file'))) !== null) continue
    const code = await rmdir(folder).then(() => null, systemCode)
    if (code !== null && code !== 'ENOENT' && code !== 'ENOTDIR') kept.unshift(folder)
  }
  return kept
}

function skippedOf(plan: ExportPlan, refused: Refused, unreachable: readonly Unexported[]): Unexported[] {
  const late = [...refused].map(([{ what, file }, reason]) => ({ ...what, path: file, reason }))
  return [...plan.skipped, ...late, ...unreachable]
}

function reportOf(plan: ExportPlan, refused: Refused, unreachable: readonly Unexported[]): ExportReport {
  const done = plan.steps.filter((step) => !refused.has(step))
  return {
    settled: true,
    written: done.filter(({ wanted }) => wanted !== null).map(({ file }) => file),
    removed: done.filter(({ wanted }) => wanted === null).map(({ file }) => file),
    skipped: skippedOf(plan, refused, unreachable),
  }
}

/** Another home, or another way to start us, is another thing to settle. */
function settledKey(
  { generation, launcher }: Pick<ExportOptions, 'generation' | 'launcher'>,
  { data, bin }: PersonFolders,
): string {
  return canonicalJson({ generation, launcher: [...launcher], data, bin })
}

function userId(): number | null {
  return process.getuid?.() ?? null
}

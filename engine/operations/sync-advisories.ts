import type { DigestedFile, UnreadableFile } from '../catalog/jobs.ts'
import { EngineError, type Failure, failureOf } from '../model/failure.ts'
import type { AdvisoryMarks, StoredRepository } from '../state/repositories.ts'
import { limits } from '../trust/limits.ts'
import { fetchResumed, isResumable } from '../trust/fetch-resumed.ts'
import type { Refreshed } from '../trust/refresh.ts'
import { fetchTarget, type VerifiedTarget } from '../trust/targets.ts'
import type { Toolbox } from './toolbox.ts'

/** What a synchronization brings of advisories, and what is to be remembered of it. */
export interface AdvisoryNews {
  readonly file: DigestedFile | 'as before' | null
  readonly marks: AdvisoryMarks | null
  /** As they were before it. */
  readonly before: AdvisoryMarks | null
}

interface About {
  readonly repository: StoredRepository
  readonly refreshed: Refreshed
  /** Digests of what the catalog has; null where everything is fetched anew. */
  readonly here: { readonly advisories: string } | null
}

/** Whatever is wrong with advisories, those of before stay, and what is wrong is remembered. */
export async function newsOfAdvisories(
  toolbox: Toolbox,
  { repository, refreshed, here }: About,
  signal: AbortSignal,
): Promise<AdvisoryNews> {
  const { advisories, marks } = refreshed
  const before = marks.advisories
  if (advisories.kind === 'none') return { file: isHere(here, '') ? 'as before' : null, marks: null, before }
  if (advisories.kind === 'refused') return stale(before, advisories.failure)
  const { target, validUntil } = advisories
  const version = Math.max(advisories.version, before === null ? 0 : before.version)
  const fresh: AdvisoryMarks = { version, validUntil, problem: null }
  if (isHere(here, target.digest)) return { file: 'as before', marks: fresh, before }
  const file = await fetchOrExplain(toolbox, repository.name, target, signal)
  if ('bytes' in file) return { file, marks: fresh, before }
  return stale({ version, validUntil: before === null ? null : before.validUntil, problem: null }, file)
}

function isHere(here: About['here'], digest: string): boolean {
  return here?.advisories === digest
}

async function fetchOrExplain(
  toolbox: Toolbox,
  repository: string,
  target: VerifiedTarget,
  signal: AbortSignal,
): Promise<DigestedFile | Failure> {
  try {
    return await fetchPacked(toolbox, repository, target, signal)
  } catch (error) {
    signal.throwIfAborted()
    const failure = failureOf(error)
    if (failure === null) throw error
    return failure
  }
}

/** Marks where the file that was brought cannot be read. */
export function unreadable(
  { name: repository }: StoredRepository,
  { marks, before }: AdvisoryNews,
  file: UnreadableFile,
): AdvisoryMarks {
  const problem = new EngineError('trust/metadata', { repository, reason: 'format', ...file }).failure
  return { version: marks?.version ?? 0, validUntil: before?.validUntil ?? null, problem }
}

export async function fetchPacked(
  toolbox: Toolbox,
  repository: string,
  target: VerifiedTarget,
  signal: AbortSignal,
): Promise<DigestedFile> {
  const { listTransport: transport, layout } = toolbox
  const bytes = isResumable(target)
    ? await fetchResumed(transport, { repository, target, cache: layout.packages }, signal)
    : await fetchTarget(transport, repository, target, signal)
  const most = Math.min(
    limits.indexUnpacked,
    Math.max(limits.indexSmall, bytes.length * limits.indexExpansion),
  )
  return { name: target.name, digest: target.digest, bytes, most }
}

function stale(before: AdvisoryMarks | null, problem: Failure): AdvisoryNews {
  const { version = 0, validUntil = null } = before ?? {}
  return { file: 'as before', marks: { version, validUntil, problem }, before }
}

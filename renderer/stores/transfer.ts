import type { Progress, Step } from '../../engine/api/progress.ts'
import type { Failure } from '../../engine/model/failure.ts'
import type { ChangeRequest, Plan, PlanLine, Receipt } from '../../engine/model/plan.ts'
import { rateOf, withSample, type Sample } from './transfer-rate.ts'

/** A change that this window started. Values are replaced, never mutated. */
export interface Transfer {
  readonly id: number
  readonly request: ChangeRequest
  readonly plan: Plan
  /** What moves: everything the plan installs, changes or removes. */
  readonly lines: readonly PlanLine[]
  readonly title: string
  readonly icon: string | null
  readonly phase: TransferPhase
  /** Bytes of each file under way or here, by the name that the engine gives it. */
  readonly files: ReadonlyMap<string, { readonly received: number; readonly total: number | null }>
  readonly samples: readonly Sample[]
}

export type TransferPhase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly step: Step; readonly canCancel: boolean }
  | { readonly kind: 'done'; readonly receipt: Receipt }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled' }

/** The transfer after what the engine told, at `now` milliseconds. */
export function withProgress(transfer: Transfer, progress: Progress, now: number): Transfer {
  const { phase } = transfer
  if (phase.kind !== 'running') return transfer
  switch (progress.kind) {
    case 'step':
      return { ...transfer, phase: { ...phase, step: progress.step } }
    case 'committing':
      return { ...transfer, phase: { ...phase, step: 'commit', canCancel: false } }
    case 'transfer': {
      const { name, received, total } = progress
      const files = new Map(transfer.files).set(name, { received, total })
      const samples = withSample(transfer.samples, { at: now, received: sum(files) })
      return { ...transfer, files, samples }
    }
  }
}

export function isActive({ phase }: Transfer): boolean {
  return phase.kind === 'waiting' || phase.kind === 'running'
}

/** Bytes that arrived, and bytes in all: what the plan said, or what the files turned out to be. */
export function amountsOf({ files, plan }: Transfer): { readonly received: number; readonly total: number } {
  const received = sum(files)
  return { received, total: Math.max(plan.download, received) }
}

export function transferRate({ samples }: Transfer): number | null {
  return rateOf(samples)
}

/** Share done, 0 to 1; null where the step has no measure. */
export function shareOf(transfer: Transfer): number | null {
  if (transfer.phase.kind === 'waiting') return 0
  if (transfer.phase.kind !== 'running' || transfer.phase.step !== 'download') return null
  const { received, total } = amountsOf(transfer)
  return total === 0 ? null : received / total
}

/** The line that the change is about: what was asked for, else the first of them. */
export function leadOf(plan: Plan): PlanLine | undefined {
  const lines = linesOf(plan)
  return lines.find(({ because }) => because.kind === 'requested') ?? lines[0]
}

export function linesOf(plan: Plan): readonly PlanLine[] {
  return [...plan.install, ...plan.change, ...plan.remove]
}

function sum(files: Transfer['files']): number {
  let all = 0
  for (const { received } of files.values()) all += received
  return all
}

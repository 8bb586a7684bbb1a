import type { PackageSummary } from '../../engine/api/package-operations.ts'
import type { Step } from '../../engine/api/progress.ts'
import { failureKind } from '../format/failure.ts'
import type { AppActionState } from '../ui/app-action.ts'
import { shareOf, type Transfer } from './transfer.ts'

type Subject = Pick<PackageSummary, 'name' | 'role' | 'installed' | 'update' | 'blocked'>

/** What an app's button shows: what a transfer is doing to it, else how the engine says it stands. */
export function actionOf(
  subject: Subject,
  transfers: readonly Transfer[],
  generation: number | null,
): AppActionState {
  const transfer = transferOf(subject.name, transfers)
  if (!transfer) return stateAtRest(subject)
  if (transfer.phase.kind !== 'done') return stateDuring(subject.name, transfer) ?? stateAtRest(subject)
  // The receipt is newer than the page's reading, until the machine moves on from it.
  const isLatest = generation === null || generation <= transfer.phase.receipt.generation
  return isLatest ? stateAfter(subject, transfer) : stateAtRest(subject)
}

/** The latest transfer that touches the package. */
export function transferOf(name: string, transfers: readonly Transfer[]): Transfer | undefined {
  return transfers.findLast(({ lines }) => lines.some((line) => line.name === name))
}

/** Once the page has read what the receipt says, it knows more than the receipt: that a newer release is out. */
function stateAfter(subject: Subject, { lines }: Transfer): AppActionState {
  const line = lines.find(({ name }) => name === subject.name)
  const here = line === undefined || line.action === 'remove' ? null : line.to
  if (here === (subject.installed?.version ?? null)) return stateAtRest(subject)
  return here === null ? { state: 'absent' } : { state: 'installed', opens: subject.role !== 'component' }
}

function stateAtRest({ role, installed, update, blocked }: Subject): AppActionState {
  if (installed === null) return { state: blocked === undefined ? 'absent' : 'blocked' }
  if (update !== null) return { state: 'update' }
  return { state: 'installed', opens: role !== 'component' }
}

function stateDuring(name: string, transfer: Transfer): AppActionState | null {
  const { phase } = transfer
  switch (phase.kind) {
    case 'waiting':
      return { state: 'queued' }
    case 'running':
      return stateOfStep(phase.step, name, transfer)
    case 'failed':
      return failureKind(phase.failure) === 'refused' ? { state: 'refused' } : failedState(name, transfer)
    case 'done':
    case 'cancelled':
      return null
  }
}

/** Retry installs. A removal or an undo that failed leaves the app as it was. */
function failedState(name: string, transfer: Transfer): AppActionState | null {
  const line = transfer.lines.find((one) => one.name === name)
  return line?.action === 'install' && line.because.kind === 'requested' ? { state: 'failed' } : null
}

function stateOfStep(step: Step, name: string, transfer: Transfer): AppActionState {
  switch (step) {
    case 'wait':
    case 'resolve':
    case 'sync':
      return { state: 'queued' }
    case 'download':
      return { state: 'downloading', share: shareOf(transfer) }
    case 'verify':
      return { state: 'checking' }
    case 'stage':
    case 'commit':
    case 'record': {
      const removes = transfer.lines.some((line) => line.name === name && line.action === 'remove')
      return { state: removes ? 'removing' : 'installing' }
    }
  }
}

import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import { formatBytes, formatBytesOf } from '../../format/bytes.ts'
import { formatTimeLeft } from '../../format/time.ts'
import { en } from '../../locales/en.ts'
import { amountsOf, transferRate } from '../../stores/transfer.ts'
import type { Transfer } from '../../stores/transfer.ts'
import type { AppActionState } from '../../ui/app-action.ts'
import type { MenuItem } from '../../ui/menu.ts'

/** The button while something is being done: the same place, its own progress. */
export interface ButtonProgress {
  /** For assistive technology: the phase and the app. */
  readonly label: string
  readonly phase: string
  readonly detail: string
  /** 0 to 1. */
  readonly share: number
  readonly canCancel: boolean
}

/** Null while nothing is under way. */
export function progressOf(action: AppActionState, transfer: Transfer | undefined): ButtonProgress | null {
  const phase = en.action.phase[action.state]
  if (phase === '' || transfer === undefined) return null
  const canCancel =
    transfer.phase.kind === 'waiting' || (transfer.phase.kind === 'running' && transfer.phase.canCancel)
  return {
    label: `${phase}: ${transfer.title}`,
    phase,
    detail: detailOf(action, transfer, canCancel),
    share: action.state === 'queued' ? 0 : action.state === 'downloading' ? (action.share ?? 0) : 1,
    canCancel,
  }
}

/** What lies behind the arrow. Empty where there is nothing more to choose. */
export function menuOf(details: PackageDetails, action: AppActionState): readonly MenuItem[] {
  const versions = otherVersions(details, action)
  const open: readonly MenuItem[] =
    action.state === 'update' && details.role !== 'component'
      ? [{ id: 'open', label: 'Open', icon: 'external' }]
      : []
  const remove: readonly MenuItem[] =
    details.installed === null ? [] : [{ id: 'remove', label: 'Remove', icon: 'trash' }]
  const own = [...open, ...remove]
  return own.length > 0 && versions.length > 0
    ? [...own, { separator: true }, ...versions]
    : [...own, ...versions]
}

function otherVersions(details: PackageDetails, action: AppActionState): readonly MenuItem[] {
  const usual =
    action.state === 'absent' || action.state === 'update' ? (details.update ?? details.version) : null
  // Of those that several repositories offer, the first.
  const offered = new Map(details.versions.toReversed().map((each) => [each.version, each]))
  return [...offered.values()]
    .reverse()
    .filter((each) => !each.installed && !each.revoked && each.version !== usual)
    .map((each) => ({
      id: each.version,
      label: `Install ${each.version}`,
      icon: 'history' as const,
      end: formatBytes(each.size),
    }))
}

function detailOf(action: AppActionState, transfer: Transfer, canCancel: boolean): string {
  if (!canCancel) return en.transfer.tooLate
  if (action.state === 'downloading') return downloadWords(transfer)
  return transfer.phase.kind === 'running' ? en.transfer.step[transfer.phase.step] : en.transfer.waiting
}

function downloadWords(transfer: Transfer): string {
  const { received, total } = amountsOf(transfer)
  const rate = transferRate(transfer)
  const left =
    rate === null || rate <= 0 ? en.transfer.unknownTime : formatTimeLeft((total - received) / rate)
  return `${formatBytesOf(received, total)}, ${left}`
}

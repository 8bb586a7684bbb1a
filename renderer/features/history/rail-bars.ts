import type { HistoryEntry } from '../../../engine/api/history-operations.ts'
import { formatMoment } from '../../format/time.ts'

export interface RailBar {
  readonly generation: number
  /** Share of the rail's height, 0 to 1. */
  readonly height: number
  readonly kept: boolean
  readonly now: boolean
  /** It would be undone by going back to the picked one. */
  readonly undone: boolean
  readonly tip: string
}

/** A month below the bar where it begins; columns count from 1. */
export interface RailMonth {
  readonly column: number
  readonly text: string
}

/** Even a change of nothing can be seen and hit. */
const lowest = 0.18
/** Columns that a month's name needs below it, where few and where many bars share the rail. */
const clearance = { few: 4, many: 9 }
const manyBars = 60

/** Oldest first. Heights grow with the logarithm, so that one large change does not flatten the others. */
export function barsOf(entries: readonly HistoryEntry[], picked: number): readonly RailBar[] {
  const most = Math.max(1, ...entries.map(({ changes }) => changes.length))
  const running = entries.find(({ current }) => current)?.generation ?? 0
  return entries.toReversed().map(({ generation, at, request, changes, pinned, current }) => ({
    generation,
    height: lowest + (1 - lowest) * (Math.log1p(changes.length) / Math.log1p(most)),
    kept: pinned,
    now: current,
    undone: !current && generation > picked && generation <= running,
    tip: request === null ? `${generation}` : `${generation}, ${formatMoment(at)}`,
  }))
}

/** Where months begin, as far as their names have room. */
export function monthsOf(entries: readonly HistoryEntry[]): readonly RailMonth[] {
  const oldestFirst = entries.toReversed()
  const room = oldestFirst.length > manyBars ? clearance.many : clearance.few
  const months: RailMonth[] = []
  let before: string | null = null
  for (const [index, { at, request }] of oldestFirst.entries()) {
    if (request === null) continue
    const text = new Date(at).toLocaleDateString('en-GB', { month: 'long' })
    const last = months.at(-1)?.column ?? -room
    const column = index + 1
    const fits = column - last >= room && oldestFirst.length - column >= room - 1
    if (text !== before && fits) months.push({ column, text })
    before = text
  }
  return months
}

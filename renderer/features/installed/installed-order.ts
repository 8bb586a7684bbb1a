import type { PackageSummary } from '../../../engine/api/package-operations.ts'

export type Column = 'title' | 'used' | 'size'

export interface Order {
  readonly by: Column
  readonly descending: boolean
}

export const usualOrder: Order = { by: 'title', descending: false }

/** The other way round; of another column what most want first: names from A, what was used last, what is large. */
export function nextOrder(order: Order, column: Column): Order {
  return { by: column, descending: order.by === column ? !order.descending : column !== 'title' }
}

/** Equal ones go by their titles, whichever way the rest goes. */
export function inOrder(
  packages: readonly PackageSummary[],
  { by, descending }: Order,
): readonly PackageSummary[] {
  const sign = descending ? -1 : 1
  return packages.toSorted((one, other) => sign * compareBy[by](one, other) || compareBy.title(one, other))
}

const compareBy: Record<Column, (one: PackageSummary, other: PackageSummary) => number> = {
  title: (one, other) => one.title.localeCompare(other.title),
  used: (one, other) => usedAt(one) - usedAt(other) || 0,
  size: (one, other) => one.installedSize - other.installedSize,
}

/** What runs is used now; what nobody noted is taken for oldest. */
function usedAt({ installed }: PackageSummary): number {
  if (installed?.running === true) return Infinity
  return installed?.used === undefined ? 0 : Date.parse(installed.used)
}

import type { PackageSummary } from '../../../engine/api/package-operations.ts'

export type Column = 'title' | 'since' | 'size'

export interface Order {
  readonly by: Column
  readonly descending: boolean
}

export const usualOrder: Order = { by: 'title', descending: false }

/** The other way round; of another column what most want first: names from A, what is new, what is large. */
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
  since: (one, other) => Date.parse(one.installed?.at ?? '') - Date.parse(other.installed?.at ?? '') || 0,
  size: (one, other) => one.installedSize - other.installedSize,
}

import {
  ageBucketOf,
  ageBuckets,
  dayOf,
  isVerified,
  roleIn,
  roles,
  sizeBucketOf,
  sizeBuckets,
} from './columns.ts'
import type { SearchIndex } from './search-index.ts'
import type { View } from './view.ts'

/** What a person can narrow an answer by. A package has one value of each, and any number of categories. */
export const facetNames = [
  'categories',
  'repositories',
  'licenses',
  'roles',
  'sizes',
  'ages',
  'verified',
  'installed',
  'updates',
  'fits',
] as const
export type FacetName = (typeof facetNames)[number]

/** By facet, the values that are wanted; none: any. */
export type Filters = Partial<Readonly<Record<FacetName, readonly string[]>>>
export type Facets = Readonly<Record<FacetName, { value: string; count: number }[]>>

/** Values that one facet lists at most, beside those that are wanted. */
const mostValues = 100
const no = 0
const yes = 1
const answers = ['no', 'yes'] as const

/** What the index does not know of packages; each is as long as there are packages, 1 where it is so. */
export interface Machine {
  readonly installed: Uint8Array
  readonly updates: Uint8Array
}

/** Values of every facet as columns of numbers. */
export interface Columns {
  readonly values: Readonly<Record<FacetName, readonly string[]>>
  readonly single: readonly { readonly name: FacetName; readonly column: Uint32Array }[]
}

/** `today` counts days since 1970. */
export function columnsOf(index: SearchIndex, view: View, machine: Machine, today: number): Columns {
  const { flags, sizes, moments, licenses, repositories } = index.data
  const { about } = index
  return {
    values: {
      categories: about.categories,
      repositories: about.repositories,
      licenses: about.licenses,
      roles,
      sizes: sizeBuckets,
      ages: ageBuckets,
      verified: answers,
      installed: answers,
      updates: answers,
      fits: answers,
    },
    single: [
      { name: 'repositories', column: mapped(repositories, (at) => at) },
      { name: 'licenses', column: licenses },
      { name: 'roles', column: mapped(flags, roleIn) },
      { name: 'sizes', column: mapped(sizes, sizeBucketOf) },
      { name: 'ages', column: mapped(moments, (moment) => ageBucketOf(today - dayOf(moment))) },
      { name: 'verified', column: mapped(flags, (each) => Number(isVerified(each))) },
      { name: 'installed', column: mapped(machine.installed, (is) => is) },
      { name: 'updates', column: mapped(machine.updates, (is) => is) },
      // See `reasons`: 1 is another architecture.
      { name: 'fits', column: mapped(view.hidden, (reason) => (reason === 1 ? no : yes)) },
    ],
  }
}

/** Typed arrays have this too, ten times slower. */
function mapped(
  source: Uint8Array | Uint16Array | Uint32Array | Float64Array,
  valueOf: (number: number) => number,
): Uint32Array {
  const column = new Uint32Array(source.length)
  for (let at = 0; at < column.length; at += 1) column[at] = valueOf(source[at]!)
  return column
}

interface Filter {
  readonly facet: number
  /** Null for categories, of which a package has several. */
  readonly column: Uint32Array | null
  /** By value: 1 where it is wanted. */
  readonly wanted: Uint8Array
}

/** Packages that pass all filters, and how many there are of each value. */
export interface Counted {
  /** By package: 1 where it passes. */
  readonly accepted: Uint8Array
  readonly total: number
  readonly facets: Facets
}

/** Goes through packages once; each facet is counted as if its own filter were not there. */
export function countFacets(
  index: SearchIndex,
  columns: Columns,
  { packages, asked }: { readonly packages: Uint32Array; readonly asked: Filters },
): Counted {
  const accepted = new Uint8Array(index.packageCount)
  const filters = filtersOf(columns, asked)
  const failing = failuresOf(index, filters, packages)
  let total = 0
  for (let at = 0; at < packages.length; at += 1) {
    if (failing[at] !== passed) continue
    accepted[packages[at]!] = 1
    total += 1
  }
  const counts = facetNames.map((name, facet) => {
    const column = columns.single[facet - 1]?.column
    const rows = { packages, failing, facet }
    const counted = new Uint32Array(columns.values[name].length)
    return column === undefined ? countLists(index, rows, counted) : countColumn(column, rows, counted)
  })
  const entries = facetNames.map(
    (name, facet) => [name, listed(columns.values[name], counts[facet]!, asked[name] ?? [])] as const,
  )
  return { accepted, total, facets: Object.fromEntries(entries) as unknown as Facets }
}

/** In place of the number of a facet: no filter is failed, or several are. */
const passed = 255
const several = 254

/** By row of `packages`: the only facet whose filter it fails, `passed` or `several`. */
function failuresOf(index: SearchIndex, filters: readonly Filter[], packages: Uint32Array): Uint8Array {
  const failing = new Uint8Array(packages.length).fill(passed)
  for (const { facet, column, wanted } of filters) {
    for (let row = 0; row < packages.length; row += 1) {
      const at = packages[row]!
      const passes = column === null ? hasCategory(index, at, wanted) : wanted[column[at]!] === 1
      if (!passes) failing[row] = failing[row] === passed ? facet : several
    }
  }
  return failing
}

function hasCategory(
  { data: { categories, categoryStarts } }: SearchIndex,
  at: number,
  wanted: Uint8Array,
): boolean {
  for (let place = categoryStarts[at]!; place < categoryStarts[at + 1]!; place += 1) {
    if (wanted[categories[place]!] === 1) return true
  }
  return false
}

interface Rows {
  readonly packages: Uint32Array
  readonly failing: Uint8Array
  readonly facet: number
}

function countColumn(
  column: Uint32Array,
  { packages, failing, facet }: Rows,
  counts: Uint32Array,
): Uint32Array {
  for (let row = 0; row < packages.length; row += 1) {
    const fails = failing[row]!
    if (fails === passed || fails === facet) counts[column[packages[row]!]!]! += 1
  }
  return counts
}

function countLists(
  { data: { categories, categoryStarts } }: SearchIndex,
  { packages, failing, facet }: Rows,
  counts: Uint32Array,
): Uint32Array {
  for (let row = 0; row < packages.length; row += 1) {
    const fails = failing[row]!
    if (fails !== passed && fails !== facet) continue
    const at = packages[row]!
    const end = categoryStarts[at + 1]!
    for (let place = categoryStarts[at]!; place < end; place += 1) counts[categories[place]!]! += 1
  }
  return counts
}

function filtersOf({ values, single }: Columns, asked: Filters): Filter[] {
  return facetNames.flatMap((name, facet) => {
    const wanted = asked[name]
    if (wanted === undefined || wanted.length === 0) return []
    const folded = new Set(wanted.map((value) => value.toLowerCase()))
    const marks = Uint8Array.from(values[name], (value) => Number(folded.has(value.toLowerCase())))
    return [{ facet, column: single[facet - 1]?.column ?? null, wanted: marks }]
  })
}

/** Most frequent first, then by name. */
function listed(values: readonly string[], counts: Uint32Array, wanted: readonly string[]) {
  const found = values
    .map((value, at) => ({ value, count: counts[at]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return found.filter(({ value }, at) => at < mostValues || wanted.includes(value))
}

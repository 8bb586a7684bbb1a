import { standingIn } from './columns.ts'
import type { SearchIndex } from './search-index.ts'

/** Why a package is not among what is found, though a repository has it. `none`: it is. */
export const reasons = [
  'none',
  /** No release of it is for this machine. */
  'architecture',
  /** Its repository took it back. */
  'revoked',
  /** Its name is another publisher's. */
  'stranger',
  /** Its name belongs to another repository. */
  'owner',
  /** Another repository comes first for its name. */
  'priority',
  /** Its repository is not in use. */
  'disabled',
] as const
export type HiddenReason = Exclude<(typeof reasons)[number], 'none'>

/** What people decided about repositories. */
export interface Choices {
  /** In use, highest priority first. */
  readonly repositories: readonly string[]
  /** The only repository that may offer a name; null where any may. Null where no name has an owner. */
  readonly ownerOf: ((name: string) => string | null) | null
}

/** Who may be seen under one set of choices. */
export interface View {
  /** By package: a place in `reasons`. */
  readonly hidden: Uint8Array
  readonly visibleCount: number
  /** All packages, hidden ones too. */
  readonly all: Uint32Array
}

const none = 0
const architecture = 1
const owned = 4
const priority = 5
const disabled = 6

/**
 * Of each name at most one package is seen: that of the first repository that has anything of it for this machine,
 * as the resolver would have it.
 */
export function viewOf(index: SearchIndex, { repositories, ownerOf }: Choices): View {
  const ranks = index.about.repositories.map((name) => repositories.indexOf(name))
  const hidden = new Uint8Array(index.packageCount)
  let visibleCount = 0
  for (let start = 0, end = 0; start < index.packageCount; start = end) {
    end = endOfName(index, start)
    const owner = ownerOf === null ? null : ownerOf(index.nameOf(start))
    for (let at = start; at < end; at += 1) hidden[at] = ownReason(index, at, { ranks, owner })
    const winner = winnerOf(index, hidden, { ranks, start, end })
    for (let at = start; at < end; at += 1) {
      if (at !== winner && mayWin(hidden[at]!)) hidden[at] = priority
      if (hidden[at] === none) visibleCount += 1
    }
  }
  const all = new Uint32Array(index.packageCount)
  for (let at = 0; at < all.length; at += 1) all[at] = at
  return { hidden, visibleCount, all }
}

function endOfName(index: SearchIndex, start: number): number {
  let end = start + 1
  while (end < index.packageCount && isSameName(index, start, end)) end += 1
  return end
}

/** Whatever other repositories offer. */
function ownReason(
  index: SearchIndex,
  at: number,
  { ranks, owner }: { readonly ranks: readonly number[]; readonly owner: string | null },
): number {
  const { repositories, flags } = index.data
  if (ranks[repositories[at]!]! < 0) return disabled
  return isOwners(index, at, owner) ? standingIn(flags[at]!) : owned
}

interface Run {
  readonly ranks: readonly number[]
  readonly start: number
  readonly end: number
}

/** -1 where nobody has anything for this machine. */
function winnerOf(
  { data: { repositories } }: SearchIndex,
  hidden: Uint8Array,
  { ranks, start, end }: Run,
): number {
  let winner = -1
  for (let at = start; at < end; at += 1) {
    if (!mayWin(hidden[at]!)) continue
    if (winner < 0 || ranks[repositories[at]!]! < ranks[repositories[winner]!]!) winner = at
  }
  return winner
}

/** What was taken back still has its name, so that nobody else slips in. */
function mayWin(reason: number): boolean {
  return reason < owned && reason !== architecture
}

function isOwners(index: SearchIndex, at: number, owner: string | null): boolean {
  return owner === null || index.about.repositories[index.data.repositories[at]!] === owner
}

function isSameName({ data: { nameText, nameStarts } }: SearchIndex, one: number, other: number): boolean {
  const [start, next] = [nameStarts[one]!, nameStarts[other]!]
  const length = nameStarts[one + 1]! - start
  if (nameStarts[other + 1]! - next !== length) return false
  for (let at = 0; at < length; at += 1) if (nameText[start + at] !== nameText[next + at]) return false
  return true
}

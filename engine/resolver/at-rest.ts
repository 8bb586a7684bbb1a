import { noFact, type Fact } from './claims.ts'
import { isMetByNamesake } from './met.ts'
import type { Placed } from './placed.ts'
import { isAlone, isExclusion } from './pool-layout.ts'
import type { Pool } from './pool.ts'

/** Installed releases, and what cannot be beside them: pairs of a release and the one of these that excludes it. */
export interface Resting {
  readonly releases: readonly number[]
  readonly rivals: readonly number[]
}

/**
 * What is installed, where it is sound: all of it can stay as it is, and a request that only adds need not look at it
 * again but for what cannot be beside it.
 */
export interface AtRest {
  /** Chosen, and no other release has the name: they stay whatever comes. */
  readonly bound: Resting
  /** What the request says of these, from number 1 on. */
  readonly facts: readonly Fact[]
  readonly free: Resting
}

const known = new WeakMap<Placed, { readonly atRest: AtRest | null }>()

/** Null where something is missing, excluded, accepted to be unmet or not offered any more. Worked out once. */
export function atRestIn(pool: Pool, placed: Placed): AtRest | null {
  const found = known.get(placed) ?? { atRest: lookAt(pool, placed) }
  known.set(placed, found)
  return found.atRest
}

function lookAt(pool: Pool, { installed, isOffered, here }: Placed): AtRest | null {
  if (!isOffered || installed.length === 0) return null
  const bound = { releases: [] as number[], rivals: [] as number[], mark: 1 }
  const free = { releases: [] as number[], rivals: [] as number[], mark: 2 }
  const out = new Uint8Array(pool.releaseCount)
  const facts: Fact[] = [noFact]
  for (let at = 0; at < installed.length; at += 1) {
    const { release, chosen, unmet } = installed[at]!
    const isBound = chosen && pool.has(release, isAlone)
    const kind = isBound ? bound : free
    if (unmet.length > 0 || !isSound(release, { pool, here, out, rivals: kind.rivals, mark: kind.mark }))
      return null
    kind.releases.push(release)
    if (isBound) facts.push({ kind: 'stay', release })
  }
  return { bound, facts, free }
}

interface Neighbours {
  readonly pool: Pool
  /** 1 by release. */
  readonly here: Int8Array
  /** Is added to. */
  readonly rivals: number[]
  /** By release: marks of the lists of rivals that it is in. One reason is enough, and a thousand may exclude ten thousand. */
  readonly out: Uint8Array
  readonly mark: number
}

function isSound(release: number, neighbours: Neighbours): boolean {
  const { pool, here } = neighbours
  if (!pool.has(release, isAlone) && !areNamesakesOut(release, neighbours)) return false
  const { starts, items } = pool.relations
  const { termCounts, termFroms } = pool.data
  const end = starts[release + 1]!
  // What is frequent is looked at in the loop itself: this runs once in a command, in code that is cold.
  for (let at = starts[release]!; at < end; at += 1) {
    const item = items[at]!
    const isPlain =
      item < pool.termCount
        ? termCounts[item] === 1 && here[termFroms[item]!] === 1
        : item >= isExclusion && termCounts[item - isExclusion] === 0
    if (!isPlain && !isMet(item, release, neighbours)) return false
  }
  return true
}

function areNamesakesOut(release: number, neighbours: Neighbours): boolean {
  const { pool } = neighbours
  const { releaseNames } = pool.data
  const name = releaseNames[release]
  for (let other = pool.firstNamesake(release); releaseNames[other] === name; other += 1)
    if (other !== release && !isKeptOut(other, release, neighbours)) return false
  return true
}

/** What it says is so: a dependency is met, or what is excluded is not here. */
function isMet(item: number, by: number, neighbours: Neighbours): boolean {
  if (item >= isExclusion) return areKeptOut(item - isExclusion, by, neighbours)
  return isMetByNamesake(item, neighbours.pool, neighbours.here) || isMetByOther(item, neighbours)
}

/** Of what meets the term, whatever has another name cannot come. */
function areKeptOut(term: number, by: number, neighbours: Neighbours): boolean {
  const { pool } = neighbours
  const { releaseNames, termFroms } = pool.data
  const name = releaseNames[by]
  const end = Math.min(pool.termEnd(term), pool.releaseCount)
  for (let other = termFroms[term]!; other < end; other += 1)
    if (releaseNames[other] !== name && !isKeptOut(other, by, neighbours)) return false
  const others = pool.othersMeeting(term)
  for (let at = 0; at < others.length; at += 1) {
    const other = others[at]!
    if (releaseNames[other] !== name && !isKeptOut(other, by, neighbours)) return false
  }
  return true
}

function isKeptOut(other: number, by: number, { here, rivals, out, mark }: Neighbours): boolean {
  if (here[other] === 1) return false
  if ((out[other]! & mark) === 0) rivals.push(other, by)
  out[other]! |= mark
  return true
}

/** By something that provides the name of one of the clause's terms. */
function isMetByOther(clause: number, { pool, here }: Neighbours): boolean {
  const { clauses, clauseStarts } = pool.data
  const row = clause - pool.termCount
  const [from, to] = row < 0 ? [0, 1] : [clauseStarts[row]!, clauseStarts[row + 1]!]
  for (let at = from; at < to; at += 1) {
    const term = row < 0 ? clause : clauses[at]!
    const others = pool.othersMeeting(term)
    for (let each = 0; each < others.length; each += 1) if (here[others[each]!] === 1) return true
    const end = pool.termEnd(term)
    for (let release = pool.data.termFroms[term]!; release < end; release += 1)
      if (here[release] === 1) return true
  }
  return false
}

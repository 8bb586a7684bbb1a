import { isExclusion } from './pool-layout.ts'
import type { Pool } from './pool.ts'

/** How many packages of a repository depend on a name. */
export interface NeededName {
  readonly name: string
  readonly repository: string
  readonly count: number
}

/** Names that at least so many packages of one repository depend on, and these names however few do. */
export function neededNames(pool: Pool, least: number, these: readonly string[]): NeededName[] {
  const { sources } = pool.about
  const counts = countsOf(pool)
  const wanted = new Set(these.map((name) => pool.findName(name)))
  return sources.flatMap(({ repository }, source) =>
    Array.from(counts[source]!.entries())
      .filter(([name, count]) => count >= least || (count > 0 && wanted.has(name)))
      .map(([name, count]) => ({ name: pool.nameText(name), repository, count })),
  )
}

/** By source and number of a name; of each package the newest release says what it depends on. */
function countsOf(pool: Pool): readonly Uint32Array[] {
  const { sources } = pool.about
  const counts = sources.map(() => new Uint32Array(pool.nameCount))
  const termNames = pool.later('termNames')
  const { starts, items } = pool.relations
  const lastNames = sources.map(() => -1)
  for (let release = 0; release < pool.releaseCount; release += 1) {
    const source = pool.sourceOf(release)
    const name = pool.data.releaseNames[release]!
    // Releases of one name are neighbours, the newest first.
    if (lastNames[source] === name) continue
    lastNames[source] = name
    for (let at = starts[release]!; at < starts[release + 1]!; at += 1) {
      for (const term of termsOf(pool, items[at]!)) counts[source]![termNames[term]!]! += 1
    }
  }
  return counts
}

function termsOf(pool: Pool, clause: number): Iterable<number> {
  if (clause < pool.termCount) return [clause]
  if (clause >= isExclusion) return []
  const { clauses, clauseStarts } = pool.data
  const row = clause - pool.termCount
  return clauses.subarray(clauseStarts[row], clauseStarts[row + 1])
}

import { ClauseSearch, negative, positive, type Clause } from './clause-search.ts'
import { clauseOf, type Origin } from './origin.ts'
import { SearchStopped } from './solve.ts'

/**
 * The fewest of these facts that still contradict each other: each is left out in turn, and stays out where the
 * rest still does. What the person has is tried first, so that a package that is impossible by itself is not
 * blamed on others.
 */
/** Leaving out one by one is quadratic; a core that large is a chain, of which nothing can be left out. */
const mostToTry = 200

export function minimizeCore(origins: Iterable<Origin>, spend: () => void): readonly Origin[] {
  let core = new Set(origins)
  try {
    core = contradictionIn([...core], spend) ?? core
    if (core.size > mostToTry) return [...core]
    for (const origin of [...core].sort((a, b) => rankOf(a) - rankOf(b))) {
      if (!core.has(origin)) continue
      const rest = [...core].filter((other) => other !== origin)
      core = contradictionIn(rest, spend) ?? core
    }
  } catch (error) {
    // A larger explanation is still a right one.
    if (!(error instanceof SearchStopped)) throw error
  }
  return [...core]
}

/** That a package stays because it was chosen is left out before that it is protected: that is no way out. */
function rankOf({ kind }: Origin): number {
  if (kind === 'stay') return 0
  return kind === 'no-downgrade' || kind === 'removal' ? 1 : 2
}

/** Those of `origins` that already contradict each other; null where all can hold. */
function contradictionIn(origins: readonly Origin[], spend: () => void): Set<Origin> | null {
  const search = new ClauseSearch<Origin>(spend)
  const variables = new Map<number, number>()
  const variableOf = (release: number): number => {
    const variable = variables.get(release) ?? search.addVariable()
    variables.set(release, variable)
    return variable
  }
  for (const origin of origins) {
    const { anyOf, unless } = clauseOf(origin)
    const literals = [
      ...unless.map((release) => negative(variableOf(release))),
      ...anyOf.map((release) => positive(variableOf(release))),
    ]
    search.addClause(literals, origin)
  }
  const conflict = searchAll(search, variables.size)
  return conflict && new Set(search.coreOf(conflict))
}

function searchAll(search: ClauseSearch<Origin>, count: number): Clause<Origin> | null {
  for (;;) {
    const conflict = search.settle()
    if (conflict !== null) return conflict
    let open = 0
    while (open < count && search.value(open) !== 0) open += 1
    if (open === count) return null
    search.decide(negative(open))
  }
}

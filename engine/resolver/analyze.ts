import type { Cause } from './cause.ts'
import type { Literal, Trail } from './trail.ts'

/** What the analysis of a conflict asks of the search. */
export interface Assignments {
  readonly trail: Trail
  /** Why a release is there or not; null for a decision. */
  readonly causeOf: (release: number) => Cause | null
  /** The literals of which at least one must be true. */
  readonly literalsOf: (cause: Cause) => readonly Literal[]
}

export interface Lesson {
  /** The first is the one that the level to jump to decides; the second is of that level. */
  readonly literals: readonly Literal[]
  readonly sources: readonly Cause[]
  readonly level: number
}

/**
 * Resolves a conflict back to one literal of the level it arose on (the first unique implication point; Marques-Silva
 * and Sakallah, GRASP, 1996). Every literal of `conflict` is false, and one of them above level 0.
 */
export function analyze(conflict: Cause, search: Assignments): Lesson {
  const { trail } = search
  const literalsOfConflict = search.literalsOf(conflict)
  const top = literalsOfConflict.reduce((level, literal) => Math.max(level, trail.levelOf(literal >> 1)), 0)
  const seen = new Set<number>()
  const sources: Cause[] = [conflict]
  const learned: Literal[] = []
  let open = 0
  const take = (literals: readonly Literal[], implied: number): void => {
    for (const literal of literals) {
      const release = literal >> 1
      if (release === implied || seen.has(release)) continue
      seen.add(release)
      const level = trail.levelOf(release)
      if (level === top) open += 1
      else if (level > 0) learned.push(literal)
    }
  }
  take(literalsOfConflict, -1)
  let position = trail.length - 1
  for (;;) {
    while (!seen.has(trail.literals[position]! >> 1) || trail.levelOf(trail.literals[position]! >> 1) !== top)
      position -= 1
    open -= 1
    if (open === 0) break
    const release = trail.literals[position]! >> 1
    // A decision is the first of its level, so that only the last open literal can be one.
    const cause = search.causeOf(release)!
    sources.push(cause)
    take(search.literalsOf(cause), release)
    position -= 1
  }
  learned.sort((a, b) => trail.levelOf(b >> 1) - trail.levelOf(a >> 1))
  const level = learned.length === 0 ? 0 : trail.levelOf(learned[0]! >> 1)
  return { literals: [trail.literals[position]! ^ 1, ...learned], sources, level }
}

/** The facts that `conflict` rests on, once everything in it is settled without a decision. */
export function expandCause(
  conflict: Cause,
  search: Pick<Assignments, 'causeOf' | 'literalsOf'>,
  sourcesOf: (index: number) => readonly Cause[],
): readonly Cause[] {
  const facts = new Map<string, Cause>()
  const seen = new Set<number>()
  const told = new Set<number>()
  const open = [conflict]
  for (let cause = open.pop(); cause !== undefined; cause = open.pop()) {
    if (cause.kind === 'learned') {
      if (!told.has(cause.index)) open.push(...sourcesOf(cause.index))
      told.add(cause.index)
    } else facts.set(Object.values(cause).join(' '), cause)
    for (const literal of search.literalsOf(cause)) {
      const release = literal >> 1
      if (seen.has(release)) continue
      seen.add(release)
      const reason = search.causeOf(release)
      if (reason !== null) open.push(reason)
    }
  }
  return [...facts.values()]
}

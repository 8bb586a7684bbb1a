import type { Declaration } from '../../../engine/resolver/package-source.ts'
import type { Universe } from './oracle.ts'
import { answers, readTerms } from './plain-words.ts'

/** A release in the new state. */
export interface Present {
  readonly declared: Declaration
  readonly chosen: boolean
}

/**
 * What of a state nothing chosen, held or protected leads to, through dependencies, recommendations and suggestions of
 * what is there; what was as idle before the request is no matter of the request, unless it tidies up.
 */
export function idleIn(
  state: readonly Present[],
  { installed, policy, wishes }: Universe,
): readonly string[] {
  const old = installed.map((each) => ({ declared: each.declare(), chosen: each.chosen }))
  const isKept = ({ declared, chosen }: Present) =>
    chosen || policy.holds.has(declared.name) || policy.protected.has(declared.name)
  // What replaces something that only came along is not chosen, and yet it was asked for.
  const isAsked = ({ declared }: Present) =>
    wishes.some((wish) => wish.kind === 'replace' && answers(declared, { name: wish.by, bounds: [] }))
  const tidies = wishes.some(({ kind }) => kind === 'autoremove')
  const idleBefore = tidies
    ? []
    : unreached(
        old,
        old.filter(({ chosen }) => chosen),
      )
  return unreached(
    state,
    state.filter((each) => isKept(each) || isAsked(each) || idleBefore.includes(each.declared.name)),
  )
}

function unreached(state: readonly Present[], roots: readonly Present[]): readonly string[] {
  const reached = new Set(roots)
  for (const { declared } of reached) {
    const terms = [...declared.dependencies, ...declared.recommends, ...declared.suggests].flatMap(readTerms)
    for (const other of state) if (terms.some((term) => answers(other.declared, term))) reached.add(other)
  }
  return state.filter((each) => !reached.has(each)).map(({ declared }) => declared.name)
}

import type { RequestOptions, Wish } from '../../../engine/resolver/package-source.ts'
import {
  candidatesFor,
  comingFor,
  fallsByForce,
  namesOf,
  sizeOf,
  type Candidate,
  type State,
  type Universe,
} from './oracle.ts'
import { secondBests } from './oracle-first.ts'
import { compareForTaking, mayCome } from './oracle-policy.ts'
import { compareWritten } from './plain-words.ts'

/** What the order of preference decides on, one after the other: the first of the list that is still possible. */
interface Concern {
  readonly about: string
  readonly list: readonly Candidate[]
}

export interface Ordered extends Universe {
  readonly options: RequestOptions
  readonly securityFixes: ReadonlySet<string>
}

/**
 * What is not the best about an answer. `possible` are all answers as they are before what nobody needs is swept away;
 * `answer` is one that was swept.
 */
export function shortcomingsOf(
  answer: State,
  possible: readonly State[],
  { all, universe }: { readonly all: readonly Candidate[]; readonly universe: Ordered },
): readonly string[] {
  const { binding, loose } = concernsOf(all, universe)
  let left = possible
  for (const { about, list } of binding) {
    const own = rank(answer, list)
    // A wish that several packages can grant is granted by whatever has to be there anyway.
    const isOpen = new Set(list.map(({ declared }) => declared.name)).size > 1
    const best = isOpen ? own : Math.min(...left.map((state) => rank(state, list)))
    if (own !== best) return [`${about}: ${nameAt(list, own)} and not ${nameAt(list, best)}`]
    left = left.filter((state) => rank(state, list) === own)
  }
  const least = Math.min(...left.map((state) => lostIn(state, loose)))
  left = left.filter((state) => lostIn(state, loose) === least)
  if (!left.some((state) => includes(state, answer))) return [`more than ${least} of what came along is lost`]
  for (const { about, list } of loose) {
    const best = Math.min(...left.map((state) => rank(state, list)))
    left = left.filter((state) => rank(state, list) === best)
    if (!left.some((state) => includes(state, answer))) return [`${about}: not ${nameAt(list, best)}`]
  }
  const before = smallest(left.filter((state) => includes(state, answer)))
  // What was swept away is not known: the best of it was there, if the answer can be told from one of these.
  const faults = before.map((state) => secondBests(state, new Set(possible), { all, universe }))
  return faults.find((each) => each.length === 0) ?? faults[0] ?? []
}

function smallest(states: readonly State[]): readonly State[] {
  const size = Math.min(...states.map(sizeOf))
  return states.filter((state) => sizeOf(state) === size)
}

function includes(state: State, part: State): boolean {
  return (state & part) === part
}

/** The place of the first that is there; behind all places where none is. */
function rank(state: State, list: readonly Candidate[]): number {
  const found = list.findIndex(({ bit }) => (state & bit) !== 0)
  return found < 0 ? list.length : found
}

function lostIn(state: State, loose: readonly Concern[]): number {
  return loose.filter(({ list }) => rank(state, list) === list.length).length
}

function nameAt(list: readonly Candidate[], place: number): string {
  const declared = list[place]?.declared
  return declared === undefined ? 'none' : `${declared.name} ${declared.version} ${declared.repository}`
}

/** `binding` has to be granted somehow; `loose` may be lost, as few as possible. */
function concernsOf(all: readonly Candidate[], universe: Ordered) {
  const { wishes, installed, policy, securityFixes } = universe
  const isUpdating = (name: string) =>
    wishes.some((wish) => wish.kind === 'update-all' || (wish.kind === 'update' && wish.name === name))
  const urgency = (name: string) => (isUpdating(name) ? (securityFixes.has(name) ? 0 : 1) : 2)
  const named = namesOf(wishes)
  const staying = installed
    .filter(({ name }) => !named.has(name))
    .map((old) => ({ old, isBinding: old.chosen && !fallsByForce(old, universe) }))
    .toSorted(
      (a, b) =>
        Number(b.old.chosen) - Number(a.old.chosen) ||
        urgency(a.old.name) - urgency(b.old.name) ||
        (a.old.name < b.old.name ? -1 : 1),
    )
  const concernOf = ({ old }: (typeof staying)[number]): Concern => {
    const own = all.find((each) => each.installed === old)!
    const newer = all
      .filter(
        ({ declared }) => declared.name === old.name && compareWritten(declared.version, old.version) > 0,
      )
      .filter((each) => mayCome(each, all, universe))
      .toSorted((a, b) => compareForTaking(a, b, policy))
    return { about: old.name, list: isUpdating(old.name) ? [...newer, own] : [own, ...newer] }
  }
  return {
    binding: [
      ...wishes.flatMap((wish) => wishConcern(wish, all, universe)),
      ...staying.filter(({ isBinding }) => isBinding).map(concernOf),
    ],
    loose: staying.filter(({ isBinding }) => !isBinding).map(concernOf),
  }
}

function wishConcern(wish: Wish, all: readonly Candidate[], universe: Ordered): readonly Concern[] {
  if (wish.kind !== 'install' && wish.kind !== 'replace') return []
  const install = wish.kind === 'install' ? wish : comingFor(wish)
  const list = candidatesFor(install, all, universe)
    .filter((each) => each.installed !== null || mayCome(each, all, universe))
    .toSorted(
      (a, b) =>
        Number(b.installed !== null) - Number(a.installed !== null) ||
        compareForTaking(a, b, universe.policy),
    )
  return [{ about: install.name, list }]
}

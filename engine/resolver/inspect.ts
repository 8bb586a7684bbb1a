import { Candidates } from './candidates.ts'
import { hiddenReleases as hiddenOf, type Hidden } from './hidden.ts'
import { clausesOf, needKinds, type NeedKind } from './need.ts'
import type { Release } from './package-source.ts'
import type { ResolverInput } from './problem.ts'
import { Universe } from './universe.ts'

/** What is asked about a machine, without a request. */
export type MachineState = Omit<ResolverInput, 'wishes'>

/** A package, and the clause by which it needs the next one of a chain. */
export interface Link {
  readonly name: string
  readonly version: string
  readonly clause: string
  readonly kind: NeedKind
}

export interface WhyInstalled {
  readonly release: Release
  readonly chosen: boolean
  /** From a chosen package down to the one that was asked about; shortest first. */
  readonly chains: readonly (readonly Link[])[]
}

const mostChains = 8

/** Which chosen packages need an installed one, and through which others; null where it is not installed. */
export function whyInstalled(input: MachineState, name: string): WhyInstalled | null {
  const machine = open(input)
  const target = machine.universe.installed.find(({ text }) => text === name)
  if (target === undefined) return null
  const steps = stepsTowards(target.release, machine)
  const chains = machine.universe.installed
    .filter(({ chosen, release }) => chosen && release !== target.release && steps.has(release))
    .map(({ release }) => chainFrom(release, steps, machine.universe))
    .sort((a, b) => a.length - b.length)
  return {
    release: machine.universe.describe(target.release),
    chosen: target.chosen,
    chains: chains.slice(0, mostChains),
  }
}

export type StateProblem =
  | {
      readonly kind: 'unmet'
      readonly release: Release
      readonly clause: string
      /** The person left it out by force. */
      readonly accepted: boolean
    }
  | { readonly kind: 'conflict'; readonly release: Release; readonly clause: string; readonly other: Release }

/** What is wrong with the installed set: dependencies nothing meets, and packages that exclude each other. */
export function checkInstalled(input: MachineState): readonly StateProblem[] {
  const { universe, candidates } = open(input)
  return universe.installed.flatMap(({ release, name, unmet }): readonly StateProblem[] => {
    const lacking = universe
      .dependenciesOf(release)
      .filter((clause) => !candidates.listOf(clause).some((each) => universe.isInstalled(each)))
      .map((clause) => universe.terms.clauseText(clause))
    const clashes = universe.exclusionsOf(release).flatMap((term) =>
      installedMeeting(term, universe)
        .filter((other) => universe.nameOf(other) !== name)
        .map((other) => ({ clause: universe.terms.text(term), other: universe.describe(other) })),
    )
    const described = universe.describe(release)
    return [
      ...lacking.map((clause) => ({
        kind: 'unmet' as const,
        release: described,
        clause,
        accepted: unmet.includes(clause),
      })),
      ...clashes.map((clash) => ({ kind: 'conflict' as const, release: described, ...clash })),
    ]
  })
}

function installedMeeting(term: number, universe: Universe): readonly number[] {
  const found: number[] = []
  universe.terms.matching(term, found)
  return found.filter((release) => universe.isInstalled(release))
}

/** Releases of a name that exist and may not be taken, and by which rule. */
export function hiddenReleases(
  input: MachineState,
  name: string,
): readonly (Omit<Hidden, 'release'> & { readonly release: Release })[] {
  const { universe } = open(input)
  return hiddenOf(universe.overlay.nameOf(name), () => [], universe).map((hidden) => ({
    ...hidden,
    release: universe.describe(hidden.release),
  }))
}

interface Machine {
  readonly universe: Universe
  readonly candidates: Candidates
}

function open({ pool, installed, policy }: MachineState): Machine {
  const universe = new Universe(pool, installed, policy, [])
  return { universe, candidates: new Candidates(universe, 0) }
}

/** By installed release: the next one on its shortest way to the target, and how it needs that. */
type Steps = ReadonlyMap<number, { readonly next: number; readonly clause: number; readonly kind: NeedKind }>

function stepsTowards(target: number, machine: Machine): Steps {
  const needers = needersOf(machine)
  const steps = new Map<number, { next: number; clause: number; kind: NeedKind }>()
  const seen = new Set([target])
  // A set keeps the order of insertion and visits what is added while it is walked: breadth first.
  for (const next of seen) {
    for (const { by, clause, kind } of needers.get(next) ?? []) {
      if (seen.has(by)) continue
      seen.add(by)
      steps.set(by, { next, clause, kind })
    }
  }
  return steps
}

interface Needer {
  readonly by: number
  readonly clause: number
  readonly kind: NeedKind
}

/** Who needs each installed release: by dependencies before recommendations before suggestions. */
function needersOf({ universe, candidates }: Machine): ReadonlyMap<number, readonly Needer[]> {
  const needers = new Map<number, Needer[]>()
  const tell = (needer: Needer): void => {
    for (const met of candidates.listOf(needer.clause).filter((each) => universe.isInstalled(each))) {
      const known = needers.get(met)
      if (known === undefined) needers.set(met, [needer])
      else known.push(needer)
    }
  }
  for (const kind of needKinds) {
    for (const { release: by } of universe.installed) {
      for (const clause of clausesOf(kind, by, universe)) tell({ by, clause, kind })
    }
  }
  return needers
}

function chainFrom(start: number, steps: Steps, universe: Universe): readonly Link[] {
  const links: Link[] = []
  for (let step = steps.get(start), at = start; step !== undefined; step = steps.get(at)) {
    const { name, version } = universe.describe(at)
    links.push({ name, version, clause: universe.terms.clauseText(step.clause), kind: step.kind })
    at = step.next
  }
  return links
}

import type { ProofFact, ProofStep } from '../model/plan.ts'
import { formatAlternative } from '../model/relation.ts'
import { formatConstraints } from '../model/version-range.ts'
import { clauseOf, type InstallWish, type Origin } from './origin.ts'
import type { ResolverRelease } from './package-source.ts'
import type { Universe } from './universe.ts'

/** Words for a contradiction: `core` is minimal, so every fact in it has its part. */
export function describe(
  core: readonly Origin[],
  universe: Universe,
): { readonly clash: readonly ProofFact[]; readonly proof: readonly ProofStep[] } {
  return { clash: findClash(core, universe), proof: prove(core, universe) }
}

function labelOf({ name, version }: ResolverRelease): string {
  return `${name} ${version}`
}

function factOf(origin: Extract<Origin, { kind: 'wish' | 'stay' | 'dependency' | 'conflict' }>): ProofFact {
  switch (origin.kind) {
    case 'wish':
      return wanted(origin.wish)
    case 'stay':
      return { kind: 'installed', name: origin.release.name, version: origin.release.version }
    case 'dependency': {
      const { release, relation } = origin
      return {
        kind: 'depends',
        release: labelOf(release),
        clause: relation.text,
        repository: release.repository,
      }
    }
    case 'conflict': {
      const { release, relation, other } = origin
      return { kind: 'conflicts', release: labelOf(release), clause: relation.text, other: labelOf(other) }
    }
  }
}

function wanted({ name, constraints }: InstallWish): ProofFact {
  const constraint = constraints.length === 0 ? null : formatConstraints(constraints)
  return { kind: 'wanted', name, constraint }
}

/** At most as many facts as a sentence can hold. */
const mostClashing = 3

/** The facts at the point of contradiction; what led there is in the proof. */
function findClash(core: readonly Origin[], universe: Universe): readonly ProofFact[] {
  const contested = contestedNames(core)
  const removed = removedNames(core)
  return chooseFacts(
    core.flatMap((origin): readonly Ranked[] => {
      if (origin.kind === 'conflict')
        return [[1, `${origin.release.name} ${origin.other.name}`, factOf(origin)]]
      return 'candidates' in origin ? rankChoice(origin, { contested, removed, universe }) : []
    }),
  )
}

/** How far from the contradiction (0 is nearest), whose fact, and the fact. */
type Ranked = readonly [number, string, ProofFact]

type ChoiceOrigin = Extract<Origin, { kind: 'wish' | 'stay' | 'dependency' }>

function rankChoice(
  origin: ChoiceOrigin,
  {
    contested,
    removed,
    universe,
  }: {
    readonly contested: ReadonlySet<string>
    readonly removed: ReadonlySet<string>
    readonly universe: Universe
  },
): readonly Ranked[] {
  const names = origin.candidates.map(({ name }) => name)
  const owner = origin.kind === 'wish' ? origin.wish.name : origin.release.name
  if (names.length === 0)
    return [
      [0, owner, noRelease(origin, universe)],
      [1, owner, factOf(origin)],
    ]
  if (origin.kind !== 'dependency')
    return [[names.some((name) => contested.has(name)) ? 3 : 4, owner, factOf(origin)]]
  const lost = names.find((name) => removed.has(name))
  if (lost !== undefined) return [[1, owner, { kind: 'needed-by', name: lost, by: labelOf(origin.release) }]]
  return names.some((name) => contested.has(name)) ? [[2, owner, factOf(origin)]] : []
}

/** The nearest to the contradiction, one of each kind and owner, told from the wish to the obstacle. */
function chooseFacts(ranked: readonly Ranked[]): readonly ProofFact[] {
  const nearest = new Map<string, Ranked>()
  for (const entry of ranked.toSorted((a, b) => a[0] - b[0])) {
    const key = `${entry[2].kind} ${entry[1]}`
    if (!nearest.has(key)) nearest.set(key, entry)
  }
  const story = ['wanted', 'needed-by', 'depends', 'conflicts', 'installed', 'no-release', 'impossible']
  const entries = [...nearest.values()]
  const essential = entries.filter(([rank]) => rank < 4).slice(0, mostClashing)
  const chosen = essential.length > 1 ? essential : entries.slice(0, mostClashing)
  return chosen.map(([, , fact]) => fact).toSorted((a, b) => story.indexOf(a.kind) - story.indexOf(b.kind))
}

function contestedNames(core: readonly Origin[]): ReadonlySet<string> {
  return new Set(
    core.flatMap((origin) =>
      origin.kind === 'one-version' || origin.kind === 'no-downgrade' ? [origin.release.name] : [],
    ),
  )
}

function removedNames(core: readonly Origin[]): ReadonlySet<string> {
  return new Set(core.flatMap((origin) => (origin.kind === 'removal' ? [origin.release.name] : [])))
}

/** Versions shown where none fits. */
const mostAvailable = 8

function noRelease(origin: ChoiceOrigin, universe: Universe): ProofFact {
  const alternatives =
    origin.kind === 'dependency'
      ? origin.relation.alternatives
      : [origin.kind === 'wish' ? origin.wish : null]
  const named = alternatives.filter((alternative) => alternative !== null)
  const versions = named.flatMap(({ name }) => universe.releasesOf(name).map(({ version }) => version))
  const clause =
    origin.kind === 'dependency' ? origin.relation.text : named.map(formatAlternative).join(' | ')
  return { kind: 'no-release', clause, available: [...new Set(versions)].slice(0, mostAvailable) }
}

/** A tree in which each fact of the core appears once, where it first matters. */
function prove(core: readonly Origin[], universe: Universe): readonly ProofStep[] {
  const told = new Set<Origin>()
  const tell = (origin: Origin): boolean => !told.has(origin) && told.add(origin).size > 0

  /** Why `release` cannot be. */
  function refute(release: ResolverRelease): readonly ProofStep[] {
    const against = core.filter((origin) => clauseOf(origin).unless.includes(release))
    return against.flatMap((origin) => (tell(origin) ? refuteBy(origin, release) : []))
  }

  function refuteBy(origin: Origin, release: ResolverRelease): readonly ProofStep[] {
    switch (origin.kind) {
      case 'dependency':
        return [step(factOf(origin), refuteAll(origin))]
      case 'no-downgrade':
        return [installed(origin.installed)]
      case 'conflict':
        return [step(factOf(origin), justify(origin.release === release ? origin.other : origin.release))]
      case 'one-version':
        return justify(origin.release === release ? origin.other : origin.release)
      default:
        return [step({ kind: 'impossible', name: release.name })]
    }
  }

  function refuteAll(origin: ChoiceOrigin): readonly ProofStep[] {
    return origin.candidates.length === 0
      ? [step(noRelease(origin, universe))]
      : origin.candidates.flatMap(refute)
  }

  /** Why `release` is there, or has to be. */
  function justify(release: ResolverRelease): readonly ProofStep[] {
    return core.flatMap((origin) => {
      if (!('candidates' in origin) || !origin.candidates.includes(release) || !tell(origin)) return []
      return [step(factOf(origin), origin.kind === 'dependency' ? justify(origin.release) : [])]
    })
  }

  function start(origin: Extract<Origin, { kind: 'wish' | 'stay' }>): readonly ProofStep[] {
    if (!tell(origin)) return []
    const name = origin.kind === 'wish' ? origin.wish.name : origin.release.name
    return [step({ kind: 'impossible', name }, [step(factOf(origin)), ...refuteAll(origin)])]
  }

  const wishes = core.filter((origin) => origin.kind === 'wish')
  if (wishes.length > 0) return wishes.flatMap(start)
  const lost = removedNames(core)
  if (lost.size > 0) {
    return Array.from(lost, (name) => step({ kind: 'impossible', name }, neededBy(name, core, justify)))
  }
  return core.filter((origin) => origin.kind === 'stay').flatMap(start)
}

/** Why the packages named `name` have to be there, against the wish to remove them. */
function neededBy(
  name: string,
  core: readonly Origin[],
  justify: (release: ResolverRelease) => readonly ProofStep[],
): readonly ProofStep[] {
  const releases = core.flatMap((origin) =>
    origin.kind === 'removal' && origin.release.name === name ? [origin.release] : [],
  )
  return releases.flatMap(justify)
}

function installed({ name, version }: ResolverRelease): ProofStep {
  return step({ kind: 'installed', name, version })
}

function step(text: ProofFact, because: readonly ProofStep[] = []): ProofStep {
  return { text, because }
}

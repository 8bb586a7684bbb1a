import type { ProofFact, ProofStep } from '../model/plan.ts'
import { formatAlternative } from '../model/relation.ts'
import { formatConstraints } from '../model/version-range.ts'
import type { InstallWish, Origin } from './origin.ts'
import type { ResolverRelease } from './package-source.ts'
import type { Universe } from './universe.ts'

/** Words for a contradiction: `core` is minimal, so every fact in it has its part. */
export function describe(
  core: readonly Origin[],
  universe: Universe,
): { readonly clash: readonly ProofFact[]; readonly proof: readonly ProofStep[] } {
  return { clash: findClash(core, universe), proof: prove(core, universe) }
}

export function labelOf({ name, version }: ResolverRelease): string {
  return `${name} ${version}`
}

export function factOf(
  origin: Extract<Origin, { kind: 'wish' | 'stay' | 'dependency' | 'conflict' }>,
): ProofFact {
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
  const ranked: (readonly [number, string, ProofFact])[] = []
  for (const origin of core) {
    if (origin.kind === 'conflict')
      ranked.push([1, `${origin.release.name} ${origin.other.name}`, factOf(origin)])
    if (!('candidates' in origin)) continue
    const names = origin.candidates.map(({ name }) => name)
    const owner = origin.kind === 'wish' ? origin.wish.name : origin.release.name
    if (names.length === 0) ranked.push([0, owner, noRelease(origin, universe)], [1, owner, factOf(origin)])
    const lost = names.find((name) => removed.has(name))
    if (lost !== undefined && origin.kind === 'dependency') {
      ranked.push([1, owner, { kind: 'needed-by', name: lost, by: labelOf(origin.release) }])
    } else if (names.some((name) => contested.has(name))) {
      ranked.push([origin.kind === 'dependency' ? 2 : 3, owner, factOf(origin)])
    } else if (origin.kind !== 'dependency') ranked.push([4, owner, factOf(origin)])
  }
  return chooseFacts(ranked)
}

/** The nearest to the contradiction, one of each kind and owner, told from the wish to the obstacle. */
function chooseFacts(ranked: readonly (readonly [number, string, ProofFact])[]): readonly ProofFact[] {
  const nearest = new Map<string, readonly [number, string, ProofFact]>()
  for (const entry of ranked.toSorted((a, b) => a[0] - b[0])) {
    const key = `${entry[2].kind} ${entry[1]}`
    if (!nearest.has(key)) nearest.set(key, entry)
  }
  const story = ['wanted', 'needed-by', 'depends', 'conflicts', 'installed', 'no-release', 'impossible']
  const entries = [...nearest.values()]
  const essential = entries.filter(([rank]) => rank < 4).slice(0, mostClashing)
  const chosen = essential.length > 1 ? essential : entries.slice(0, 2)
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

function noRelease(
  origin: Extract<Origin, { kind: 'wish' | 'stay' | 'dependency' }>,
  universe: Universe,
): ProofFact {
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
    return core.flatMap((origin) => {
      const concerns = 'release' in origin && (origin.release === release || otherOf(origin) === release)
      if (!concerns || origin.kind === 'stay' || !tell(origin)) return []
      if (origin.kind === 'dependency') return [step(factOf(origin), refuteAll(origin))]
      if (origin.kind === 'no-downgrade') return [installed(origin.installed)]
      if (origin.kind === 'removal') return [step({ kind: 'impossible', name: release.name })]
      const rival = origin.release === release ? origin.other : origin.release
      return origin.kind === 'conflict' ? [step(factOf(origin), justify(rival))] : justify(rival)
    })
  }

  function refuteAll(
    origin: Extract<Origin, { kind: 'wish' | 'stay' | 'dependency' }>,
  ): readonly ProofStep[] {
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

  const starts = core.filter((origin) => origin.kind === 'wish')
  if (starts.length > 0) {
    return starts.filter(tell).map((origin) => {
      const steps = [step(factOf(origin)), ...refuteAll(origin)]
      return step({ kind: 'impossible', name: origin.wish.name }, steps)
    })
  }
  const lost = removedNames(core)
  if (lost.size > 0)
    return Array.from(lost, (name) => step({ kind: 'impossible', name }, neededBy(name, core, justify)))
  return core
    .filter((origin) => origin.kind === 'stay')
    .filter(tell)
    .map((origin) =>
      step({ kind: 'impossible', name: origin.release.name }, [step(factOf(origin)), ...refuteAll(origin)]),
    )
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

function otherOf(origin: Origin): ResolverRelease | null {
  return 'other' in origin ? origin.other : null
}

function installed({ name, version }: ResolverRelease): ProofStep {
  return step({ kind: 'installed', name, version })
}

function step(text: ProofFact, because: readonly ProofStep[] = []): ProofStep {
  return { text, because }
}

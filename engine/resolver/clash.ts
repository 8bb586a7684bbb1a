import type { ProofFact, ProofStep } from '../model/proof.ts'
import type { ChoiceOrigin, Facts } from './facts.ts'
import type { Origin } from './origin.ts'

/** At most as many facts as a sentence can hold. */
const mostClashing = 3

/** The facts at the point of contradiction, in the order of the proof. `core` is minimal. */
export function findClash(
  core: readonly Origin[],
  facts: Facts,
  proof: readonly ProofStep[],
): readonly ProofFact[] {
  const contested = contestedNames(core, facts)
  const removed = removedNames(core, facts)
  const isWished = core.some(({ kind }) => kind === 'wish')
  return chooseFacts(
    core.flatMap((origin): readonly Ranked[] => {
      if (origin.kind === 'conflict')
        return [[1, `${facts.name(origin.release)} ${facts.termText(origin)}`, facts.of(origin)]]
      // Where nothing is wished for, all of it is about the removal.
      if (origin.kind === 'removal' && isWished) {
        const name = facts.name(origin.release)
        return [[2, name, { kind: 'unwanted', name }]]
      }
      return 'candidates' in origin ? rankChoice(origin, { contested, removed, facts }) : []
    }),
    proof.flatMap(factsIn).map((fact) => JSON.stringify(fact)),
  )
}

/** How far from the contradiction (0 is nearest), whose fact, and the fact. */
type Ranked = readonly [number, string, ProofFact]

function rankChoice(
  origin: ChoiceOrigin,
  context: {
    readonly contested: ReadonlySet<string>
    readonly removed: ReadonlySet<string>
    readonly facts: Facts
  },
): readonly Ranked[] {
  const { contested, removed, facts } = context
  const names = origin.candidates.map((release) => facts.name(release))
  const owner = origin.kind === 'wish' ? origin.wish.name : facts.name(origin.release)
  const hidden = facts.notAllowed(origin).slice(0, 1)
  if (names.length === 0) {
    const missing = hidden.length > 0 ? hidden : [facts.noRelease(origin)]
    return [...missing.map((fact): Ranked => [0, owner, fact]), [1, owner, facts.of(origin)]]
  }
  if (origin.kind === 'protected') return [[0, owner, facts.of(origin)]]
  if (origin.kind !== 'dependency')
    return [[names.some((name) => contested.has(name)) ? 3 : 4, owner, facts.of(origin)]]
  const lost = names.find((name) => removed.has(name))
  if (lost !== undefined)
    return [[1, owner, { kind: 'needed-by', name: lost, by: facts.label(origin.release) }]]
  if (!names.some((name) => contested.has(name))) return []
  return [[2, owner, facts.of(origin)], ...hidden.map((fact): Ranked => [3, owner, fact])]
}

/** The nearest to the contradiction, one of each kind and owner, told from the wish to the obstacle. */
function chooseFacts(ranked: readonly Ranked[], told: readonly string[]): readonly ProofFact[] {
  const nearest = new Map<string, Ranked>()
  for (const entry of ranked.toSorted((a, b) => a[0] - b[0])) {
    const key = entry[2].kind === 'wanted' ? JSON.stringify(entry[2]) : `${entry[2].kind} ${entry[1]}`
    if (!nearest.has(key)) nearest.set(key, entry)
  }
  const entries = [...nearest.values()]
  const essential = entries.filter(([rank]) => rank < 4).slice(0, mostClashing)
  const chosen = essential.length > 1 ? essential : entries.slice(0, mostClashing)
  const place = (fact: ProofFact) => told.indexOf(JSON.stringify(fact)) >>> 0
  return chosen
    .map(([, , fact]) => fact)
    .toSorted((a, b) => story.indexOf(a.kind) - story.indexOf(b.kind) || place(a) - place(b))
}

function factsIn(step: ProofStep): readonly ProofFact[] {
  return [step.text, ...step.because.flatMap(factsIn)]
}

const story: readonly ProofFact['kind'][] = [
  'wanted',
  'needed-by',
  'depends',
  'conflicts',
  'installed',
  'protected',
  'no-release',
  'not-allowed',
  'unwanted',
  'impossible',
]

function contestedNames(core: readonly Origin[], facts: Facts): ReadonlySet<string> {
  return new Set(
    core.flatMap((origin) =>
      origin.kind === 'one-version' || origin.kind === 'no-downgrade'
        ? [facts.name(origin.release)]
        : origin.kind === 'conflict'
          ? [facts.name(origin.release), facts.name(origin.other)]
          : [],
    ),
  )
}

export function removedNames(core: readonly Origin[], facts: Facts): ReadonlySet<string> {
  return new Set(core.flatMap((origin) => (origin.kind === 'removal' ? [facts.name(origin.release)] : [])))
}

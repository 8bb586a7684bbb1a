import type { Explanation } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { listed, sentence } from './phrases.ts'
import { requestCommands } from './request.ts'
import { verdictWords } from './policy-words.ts'
import { bold, inline } from './text.ts'
import { bare } from './word-parts.ts'

type ProofStep = Explanation['proof'][number]
type ProofFact = ProofStep['text']

/** What cannot be had, in the fewest words. */
export function explanationTitle(explanation: Explanation): string {
  const facts = allFacts(explanation)
  const subject = facts.find((fact) => fact.kind === 'wanted' || fact.kind === 'impossible')
  if (subject === undefined) return 'This change is not possible.'
  return `${inline(subject.name)} cannot ${denied(explanation)(subject.name)}.`
}

/** What the package that it is about cannot. */
type Denied = 'be installed' | 'go back to an older release' | 'be removed' | 'be kept as it is'

/** Of each package; several wishes may be told together, of which one goes back and the other does not. */
function denied(explanation: Explanation): (name: string) => Denied {
  const wishes = allFacts(explanation).filter((fact) => fact.kind === 'wanted')
  const isRemoval = explanation.clash.some((fact) => fact.kind === 'needed-by' || fact.kind === 'protected')
  return (name) => {
    const isOlder = wishes.some((fact) => fact.name === name && fact.older === true)
    if (wishes.length > 0) return isOlder ? 'go back to an older release' : 'be installed'
    return isRemoval ? 'be removed' : 'be kept as it is'
  }
}

/** The clash as one sentence: what holds, but what holds against it. */
export function clashSentence({ clash }: Explanation): string {
  const wishes = clash.filter((fact) => fact.kind === 'wanted').map(wantedWords)
  // That something is installed is no news in a sentence which says what it does here.
  const told = new Set(clash.flatMap(releasesIn))
  const others = clash
    .filter((fact) => fact.kind !== 'wanted')
    .filter((fact) => fact.kind !== 'installed' || !told.has(`${fact.name} ${fact.version}`))
    .map((fact) => factWords(fact))
  const parts = [...(wishes.length === 0 ? [] : [`you want ${listed(wishes)}`]), ...others]
  if (parts.length === 0) return 'No set of releases was found that grants it.'
  if (parts.length === 1) return `${opening(parts[0]!)}.`
  // Facts of one kind add up; only another one stands against them.
  const joint = new Set(clash.map(({ kind }) => kind)).size === 1 ? ' and' : ', but'
  return `${opening(parts.slice(0, -1).join(', '))}${joint} ${parts.at(-1)!}.`
}

/** Releases of which a fact says what they do. */
function releasesIn(fact: ProofFact): readonly string[] {
  switch (fact.kind) {
    case 'depends':
      return [fact.release]
    case 'conflicts':
      return [fact.release, fact.other]
    case 'needed-by':
      return [fact.by]
    default:
      return []
  }
}

/** A sentence may start with a capital only where it does not start with a package's name. */
function opening(text: string): string {
  return /^(?:you|no) /.test(text) ? sentence(text) : text
}

/** The whole proof as a tree. */
export function proofTree(
  steps: readonly ProofStep[],
  what: (name: string) => Denied,
  indent = '',
): readonly string[] {
  return steps.flatMap((step, index) => {
    const last = index === steps.length - 1
    return [
      `${indent}${last ? '└─' : '├─'} ${factWords(step.text, what)}`,
      ...proofTree(step.because, what, `${indent}${last ? '   ' : '│  '}`),
    ]
  })
}

/** Lines of a proof that anybody reads; what would work may not be pushed out of sight. */
const mostLines = 40

/** Everything below the sentence: why, and what would work. */
export function explanationDetails(explanation: Explanation, page: Page): string {
  const what = denied(explanation)
  const tree = proofTree(explanation.proof, what)
  const more = tree.length - mostLines
  const rest = more > 0 ? [`… and ${more} more lines, which --json has`] : []
  const why = tree.length === 0 ? [] : [bold('Why'), ...tree.slice(0, mostLines), ...rest, '']
  const commands = explanation.fixes.map((fix) =>
    fix.requests.flatMap((request) => requestCommands(request, page)).join(' && '),
  )
  const ways = commands.map((line, index) => `${index + 1}. ${line}`)
  return [...why, ...(ways.length === 0 ? [] : [bold('What would work'), ...ways])].join('\n').trimEnd()
}

/** `what` cannot be done with that which is impossible. */
export function factWords(fact: ProofFact, what: (name: string) => Denied = () => 'be installed'): string {
  switch (fact.kind) {
    case 'wanted':
      return `you want ${wantedWords(fact)}`
    case 'installed':
      return `${inline(fact.name)} ${inline(fact.version)} is installed`
    case 'depends':
      return `${inline(fact.release)} (${inline(fact.repository)}) needs ${inline(fact.clause)}`
    case 'conflicts':
      return conflictWords(fact)
    case 'no-release':
      return fact.available.length === 0
        ? `no repository offers ${inline(fact.clause)}`
        : `no repository offers ${inline(fact.clause)}, only ${listed(fact.available.map(inline))}`
    case 'needed-by':
      return `${inline(fact.by)} needs ${inline(fact.name)}`
    case 'impossible':
      return `${inline(fact.name)} cannot ${what(fact.name)}`
    case 'unwanted':
      return `you want ${inline(fact.name)} removed`
    case 'not-allowed':
      return `${inline(fact.release)} (${inline(fact.repository)}) may not be taken: ${notAllowedReasons[fact.reason](fact)}`
    case 'protected':
      return `${inline(fact.name)} is protected from removal`
  }
}

type NotAllowed = Extract<ProofFact, { kind: 'not-allowed' }>

/** Why a release that would fit may not be taken. */
export const notAllowedReasons: {
  readonly [R in NotAllowed['reason']]: (fact: Pick<NotAllowed, 'release' | 'verdict'>) => string
} = {
  held: ({ release }) => `${bare(release)} is held at the release it has`,
  pinned: ({ release }) => `a pin on ${bare(release)} rules it out`,
  'other-repository': ({ release }) => `${bare(release)} comes from another repository`,
  development: () => 'it is a development release',
  architecture: () => 'it is made for another kind of machine',
  revoked: () => 'its repository took it back',
  untrusted: () => 'no key that you trust signed it',
  stranger: () => 'its name belongs to another publisher',
  policy: ({ verdict }) => (verdict === undefined ? 'a rule forbids it' : verdictWords(verdict)),
}

function wantedWords(fact: Extract<ProofFact, { kind: 'wanted' }>): string {
  if (fact.constraint !== null) return `${inline(fact.name)} ${inline(fact.constraint)}`
  return fact.older === true ? `an older ${inline(fact.name)}` : inline(fact.name)
}

function conflictWords({ release, other, clause }: Extract<ProofFact, { kind: 'conflicts' }>): string {
  // A clause that only names the other one says nothing new.
  const says = other.split(' ')[0] === clause ? '' : ` (it says: ${inline(clause)})`
  return `${inline(release)} cannot be together with ${inline(other)}${says}`
}

function allFacts({ clash, proof }: Explanation): readonly ProofFact[] {
  return [...clash, ...proof.flatMap(factsOf)]
}

function factsOf(step: ProofStep): readonly ProofFact[] {
  return [step.text, ...step.because.flatMap(factsOf)]
}

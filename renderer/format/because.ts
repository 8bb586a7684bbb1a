import type { Because, ChangeRequest, PlanLine } from '../../engine/model/plan.ts'
import type { ProofFact } from '../../engine/model/proof.ts'
import { clauseWords, rangeWords, splitClause } from './clause.ts'
import { verdictWords } from './policy-words.ts'
import { listOf } from './words.ts'

/** The name people know a package by. */
export type TitleOf = (name: string) => string

/** Why a plan holds a line, as one clause that fits on the row. */
export function becauseWords(because: Because, titleOf: TitleOf): string {
  const describe = reasons[because.kind] as (because: Because, titleOf: TitleOf) => string
  return describe(because, titleOf)
}

/** The reason of a line, with the repository that it moves to and the advisories that it repairs. */
export function reasonOf(
  line: Pick<PlanLine, 'name' | 'to' | 'because' | 'repository' | 'fromRepository' | 'fixes'>,
  titleOf: TitleOf,
): string {
  const { because, repository, fromRepository } = line
  const reason =
    because.kind === 'generation' && line.to === null
      ? `Not there in generation ${because.generation}`
      : becauseWords(because, titleOf).replace(` needs ${line.name} `, ' needs ')
  return [
    reason,
    ...(repository === null || fromRepository === null ? [] : [`from ${repository}, was ${fromRepository}`]),
    ...(line.fixes.length === 0 ? [] : [`fixes ${listOf(line.fixes)}`]),
  ].join('; ')
}

type Reason<K extends Because['kind']> = (because: Extract<Because, { kind: K }>, titleOf: TitleOf) => string

const reasons: { readonly [K in Because['kind']]: Reason<K> } = {
  requested: () => 'You asked for this',
  dependency: ({ by, clause }, titleOf) =>
    /[<>=~^|]/.test(clause) ? `${titleOf(by)} needs ${clauseWords(clause)}` : `Needed by ${titleOf(by)}`,
  recommended: ({ by }, titleOf) => `Recommended by ${titleOf(by)}`,
  suggested: ({ by }, titleOf) => `Suggested by ${titleOf(by)}`,
  replaces: ({ name }, titleOf) => `Takes the place of ${titleOf(name)}`,
  orphaned: ({ formerly }, titleOf) =>
    formerly === null ? 'Nothing needs it now' : `${titleOf(formerly)} needed it last`,
  'depends-on-removed': ({ on }, titleOf) => `It needs ${titleOf(on)}, which goes`,
  conflict: (because, titleOf) => `Cannot be here together with ${titleOf(because.with)}`,
  newer: () => 'A newer release is offered',
  generation: ({ generation }) => `As it was in generation ${generation}`,
  held: heldWords,
}

/** The facts in the way; or it is the person's own hold, or a rule. Plans of before had `editor 2.0: spell < 3` alone. */
function heldWords(
  { reason, facts: inTheWay = [] }: Extract<Because, { kind: 'held' }>,
  titleOf: TitleOf,
): string {
  if (reason.startsWith('hold ')) return 'You hold it at the release it has'
  if (inTheWay.length > 0) {
    const words = inTheWay.map((fact) => factWords(fact, titleOf).replace(/^No /, 'no '))
    return `Held because ${words.join(', but ')}`
  }
  const [, owner, rule, version] = /^rule (\S+) (\S+) (\S+)$/.exec(reason) ?? []
  if (rule !== undefined && version !== undefined)
    return `Rule “${rule}” of ${owner === 'administrator' ? 'your administrator' : 'your own'} keeps ${version} away`
  const [release, clause] = reason.split(': ')
  return clause === undefined
    ? `Held because of ${reason}`
    : `Held because ${release} says ${clauseWords(clause)}`
}

/** One fact of a proof, as a clause without a full stop. */
export function factWords(fact: ProofFact, titleOf: TitleOf): string {
  const describe = facts[fact.kind] as (fact: ProofFact, titleOf: TitleOf) => string
  return describe(fact, titleOf)
}

type Fact<K extends ProofFact['kind']> = (fact: Extract<ProofFact, { kind: K }>, titleOf: TitleOf) => string

const facts: { readonly [K in ProofFact['kind']]: Fact<K> } = {
  wanted: (wish, titleOf) => `You asked for ${wishWords(wish, titleOf)}`,
  installed: ({ name, version }, titleOf) => `${titleOf(name)} ${version} is installed`,
  depends: ({ release, clause }, titleOf) => `${releaseWords(release, titleOf)} needs ${clauseWords(clause)}`,
  conflicts: ({ release, clause, other }, titleOf) => {
    const together = `${releaseWords(release, titleOf)} cannot be here together with ${releaseWords(other, titleOf)}`
    return clause === splitClause(other)[0] ? together : `${together}: it excludes ${clauseWords(clause)}`
  },
  'no-release': ({ clause, available }) =>
    available.length === 0
      ? `No repository offers ${clauseWords(clause)}`
      : `No release fits ${clauseWords(clause)}; offered are ${listOf(available)}`,
  'needed-by': ({ name, by }, titleOf) => `${releaseWords(by, titleOf)} needs ${titleOf(name)}`,
  impossible: ({ name }, titleOf) => `${titleOf(name)} cannot be here as asked`,
  unwanted: ({ name }, titleOf) => `You asked for ${titleOf(name)} to go`,
  'not-allowed': ({ release, repository, reason, verdict }, titleOf) =>
    `${releaseWords(release, titleOf)} from ${repository} may not be taken: ${verdict === undefined ? barWords[reason] : verdictWords(verdict)}`,
  protected: ({ name }, titleOf) => `${titleOf(name)} is protected from removal`,
}

/** What is wished for, after `You asked for` or `You want`. */
export const wishWords: Fact<'wanted'> = ({ name, constraint, older }, titleOf) => {
  if (constraint !== null) return `${titleOf(name)} ${rangeWords(constraint)}`
  return older === true ? `an older ${titleOf(name)}` : titleOf(name)
}

const barWords: Record<Extract<ProofFact, { kind: 'not-allowed' }>['reason'], string> = {
  held: 'the package is held at the release it has',
  pinned: 'a pin rules it out',
  'other-repository': 'the package comes from another repository',
  development: 'it is a development release',
  architecture: 'it is made for another kind of machine',
  revoked: 'its repository took it back',
  untrusted: 'no key that you trust signed it',
  stranger: 'its name belongs to another publisher',
  policy: 'a rule forbids it',
}

/** A release is told as `name version`. */
function releaseWords(release: string, titleOf: TitleOf): string {
  const [name, version] = splitClause(release)
  return `${titleOf(name)} ${version}`.trim()
}

/** A request in a few words, as a person would say it: `Install Markdown Viewer 1.2`. */
export function requestWords(request: ChangeRequest, titleOf: TitleOf): string {
  switch (request.kind) {
    case 'install':
      return `Install ${listOf(request.packages.map((each) => wantedWords(each, titleOf)))}`
    case 'remove':
      return `Remove ${listOf(request.packages.map(titleOf))}`
    case 'update':
      return updateWords(request, titleOf)
    case 'downgrade':
      return `Go back to an older ${listOf(request.packages.map(titleOf))}`
    case 'replace':
      return `Replace ${titleOf(request.name)} with ${titleOf(request.by)}`
    case 'autoremove':
      return 'Remove what nothing needs'
    case 'repair':
      return 'Repair what is installed'
    case 'together':
      return listOf(
        request.requests.map((one, index) => {
          const words = requestWords(one, titleOf)
          return index === 0 ? words : words.charAt(0).toLowerCase() + words.slice(1)
        }),
      )
    case 'rollback':
      return `Go back to generation ${request.generation}`
    case 'rollback-package':
      return `Go back to ${titleOf(request.name)} ${request.version}`
    case 'undo':
      return 'Undo the last change'
  }
}

function updateWords(
  { packages, categories, security }: Extract<ChangeRequest, { kind: 'update' }>,
  titleOf: TitleOf,
): string {
  const verb = security === true ? 'Bring security updates of' : 'Update'
  if (packages !== undefined) return `${verb} ${listOf(packages.map(titleOf))}`
  return categories === undefined ? `${verb} everything` : `${verb} everything in ${listOf(categories)}`
}

/** A package, and in which releases it is wanted. */
export function wantedWords(
  wanted: { readonly name: string; readonly version?: string | undefined },
  titleOf: TitleOf,
): string {
  const title = titleOf(wanted.name)
  return wanted.version === undefined ? title : `${title} ${rangeWords(wanted.version)}`
}

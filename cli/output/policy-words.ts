import type { ErrorCode, ErrorFacts, PolicyDeadline, PolicyVerdict } from '../../engine/index.ts'
import { closed, count, day, lastMoment, moment, size as sizeText } from './phrases.ts'
import { requestWords } from './request-words.ts'
import { inline } from './text.ts'
import { notSetWords } from './word-parts.ts'
import type { Table } from './word-table.ts'

type Refused = ErrorFacts['policy/refused']

/** Why a rule says no, as the end of a sentence. */
const reasonWords: { readonly [R in PolicyVerdict['reason']]: string } = {
  repository: 'its repository is not on the list of those that may be used',
  insecure: 'its address is not encrypted',
  'no-root': 'its repository has no root: one key that nobody can replace signs all of it',
  threshold: 'its repository is signed by fewer keys than rules here ask for',
  'user-added': 'only the administrator adds repositories here',
  namespace: 'its name belongs to another repository',
  publisher: 'its publisher is not trusted for it',
  'publisher-key': 'its repository names a key for the publisher that is not trusted',
  package: 'a rule for packages speaks of it',
  default: 'no rule allows it',
  scripts: 'it brings install scripts',
  delay: 'it was published too recently',
  downgrade: 'it is older than what is installed',
  protected: 'it must not be removed',
  order: 'its repository comes before others here',
  'installed-size': 'everything together would take more space than is allowed',
  'download-size': 'this would download more than is allowed at once',
  role: 'your role does not reach that far',
  'two-persons': 'it takes two: whoever decides about trust here does not install',
  schedule: 'this is not a time in which software may change',
}

/** Why a rule is in the way, and what its owner wrote about it. */
export function ruleReason({ reason, note }: Pick<Refused, 'reason' | 'note'>): string {
  return `${reasonWords[reason]}${note === null ? '' : `: ${inline(note)}`}`
}

type Rule = Pick<Refused, 'owner' | 'file' | 'rule'>

/** `rule "packages[2]" of your administrator (FILE)`. */
export function ruleWords({ owner, file, rule }: Rule): string {
  const whose = owner === 'administrator' ? 'of your administrator' : 'of your own'
  return `rule "${inline(rule)}" ${whose} (${inline(file)})`
}

/** Which rule lets something be taken, or who let it pass a rule that asks, and in answer to what. */
export function leaveWords({ approval, ...rule }: Rule & Pick<PolicyVerdict, 'approval'>): string {
  if (approval === undefined) return `allowed by ${ruleWords(rule)}`
  const { id, by, at, until } = approval
  const end = until === null ? '' : `, until ${day(lastMoment(until))}`
  return `approved by ${inline(by)} on ${day(at)}${end}, in answer to request ${inline(id)}: ${ruleWords(rule)} asks`
}

/** `has to be repaired by 2027-03-01: X-1 is known to be exploited, says rule …` */
export function deadlineWords({ due, isOver, advisory, reason, ...rule }: PolicyDeadline): string {
  const when = isOver ? `was to be repaired by ${moment(due)}` : `has to be repaired by ${moment(due)}`
  const why = reason === 'exploited' ? 'is known to be exploited' : 'is critical'
  return `${when}: ${inline(advisory)} ${why}, says ${ruleWords(rule)}`
}

/** Why a release may not be taken, and whose rule says so. */
export function verdictWords(verdict: Rule & Pick<Refused, 'reason' | 'note'>): string {
  const note = verdict.note === null || verdict.reason === 'role' ? '' : `: ${inline(verdict.note)}`
  return `${reasonWords[verdict.reason]}, says ${ruleWords(verdict)}${note}`
}

export const policyWords: Table<Extract<ErrorCode, `policy/${string}`>> = {
  ...requestWords,
  'policy/not-set': ({ rule, what }, { command }) => ({
    title: notSetWords(rule, what),
    cause: null,
    fix: `See what holds: ${command('policy')}`,
  }),
  'policy/refused': (facts, { command }) => ({
    title: refusedTitle(facts),
    cause: closed(`Because ${verdictWords(facts)}`),
    fix:
      facts.request === null
        ? ownWay(facts)
        : `Look closer: ${command('policy', 'explain', facts.request)}\nAsk for it:  ${command('policy', 'request', facts.request)}`,
  }),
  'policy/invalid': ({ owner, file, line, key, problem, accepted, more }, { command }) => ({
    title:
      owner === 'administrator'
        ? 'The rules of this machine cannot be used, so nothing is done.'
        : 'Your own rules cannot be used, so nothing is done.',
    cause: closed(`${placeWords(file, line, key)}: ${inline(problem)}`),
    fix: [
      accepted === '' ? '' : `Accepted: ${inline(accepted)}.`,
      more === 0 ? '' : `There ${more === 1 ? 'is' : 'are'} ${count(more, 'more problem')}.`,
      owner === 'administrator'
        ? `Whoever wrote it can check it: ${command('policy', 'check', file)}`
        : `Check it: ${command('policy', 'check', '--person', file)}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  }),
  'policy/untrusted': ({ owner, file, problem }) =>
    owner === 'administrator'
      ? {
          title: "The administrator's rules cannot be trusted, so nothing is done.",
          cause: `${inline(file)} ${untrustedWords[problem].cause}`,
          fix: untrustedWords[problem].fix(inline(file)),
        }
      : {
          title: 'Your own rules cannot be read, so nothing is done.',
          cause: `${inline(file)} ${untrustedWords[problem].cause}`,
          fix: `Mend it, or move it away: ${inline(file)}`,
        },
}

function refusedTitle({ what, reason, owner }: Refused): string {
  const name = inline(what)
  switch (reason) {
    case 'installed-size':
    case 'download-size':
      return 'This change is larger than is allowed here, so nothing was changed.'
    case 'schedule':
      return 'Software may not change at this time, so nothing was changed.'
    case 'role':
    case 'two-persons':
      return 'You may not do that here.'
    case 'protected':
      return `${name} may not be removed, so nothing was changed.`
    default:
      return owner === 'administrator'
        ? `Your administrator does not allow ${name}, so nothing was changed.`
        : `Your own rules do not allow ${name}, so nothing was changed.`
  }
}

function ownWay(facts: Refused): string {
  const { size } = facts
  const larger =
    size === undefined ? '' : `It would be ${sizeText(size.is)}, allowed are ${sizeText(size.most)}. `
  return `${larger}${usualWay(facts)}`
}

function usualWay({ owner, file, reason, note, opens }: Refused): string {
  if (opens !== undefined) return `It may from ${moment(opens)} on. Going back is possible at any time.`
  if (owner === 'person') return `Change the rule, if it is not meant any more: ${inline(file)}`
  if (reason !== 'role') return 'Ask your administrator.'
  return note === null
    ? 'Your administrator gave you no role. Ask for one.'
    : `You are: ${inline(note)}. Ask your administrator.`
}

/** `FILE, line 3, "packages[0].decision"`. */
export function placeWords(file: string, line: number | null, key: string): string {
  const place = line === null ? inline(file) : `${inline(file)}, line ${line}`
  return key === '' ? place : `${place}, "${inline(key)}"`
}

const untrustedWords: Record<
  ErrorFacts['policy/untrusted']['problem'],
  { readonly cause: string; readonly fix: (file: string) => string }
> = {
  owner: {
    cause: 'belongs to somebody else than the administrator.',
    fix: (file) => `Look at what it says, then give it back: chown root:root ${file}`,
  },
  writable: {
    cause: 'can be written by others.',
    fix: (file) => `Look at what it says, then close it: chmod go-w ${file}`,
  },
  link: {
    cause: 'is a link, and could lead anywhere.',
    fix: () => 'Put what it leads to in its place.',
  },
  'no-file': { cause: 'is no file.', fix: () => 'Put a file there, or move it away.' },
  'too-large': { cause: 'is too large for a policy file.', fix: () => 'Put the right file there.' },
  unreadable: {
    cause: 'cannot be read.',
    fix: (file) => `Let everybody read it: chmod a+r ${file}`,
  },
  closed: {
    cause: 'lets nobody else look into it.',
    fix: (folder) => `Let everybody read what is in it: chmod a+rx ${folder}`,
  },
}

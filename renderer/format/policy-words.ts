import type { ErrorCode, ErrorFacts } from '../../engine/model/failure.ts'
import type { PolicyDeadline, PolicyVerdict } from '../../engine/model/policy.ts'
import type { FailureWords } from './failure-words.ts'
import { policyRequestWords } from './policy-request-words.ts'
import { formatBytes } from './bytes.ts'
import { formatMoment } from './time.ts'
import { sentence } from './words.ts'

type PolicyCode = Extract<ErrorCode, `policy/${string}`>
type Refused = ErrorFacts['policy/refused']

const nothingChanged = 'Nothing was changed.'

/** Why a rule says no, as a sentence. */
const reasonWords: Record<PolicyVerdict['reason'], string> = {
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
  'download-size': 'it would download more than is allowed at once',
  role: 'your role does not reach that far',
  'two-persons': 'it takes two: whoever decides about trust here does not install',
  schedule: 'this is not a time in which software may change',
}

/** `Blocked by your administrator: rule packages[2]`. */
export function blockedWords({ owner, rule }: Pick<PolicyVerdict, 'owner' | 'rule'>): string {
  return `Blocked by ${owner === 'administrator' ? 'your administrator' : 'your own rules'}: rule ${rule}`
}

/** Until when a rule wants something repaired. */
export function deadlineWords(
  title: string,
  { due, isOver, reason, advisory, owner, rule }: PolicyDeadline,
): { readonly title: string; readonly text: string } {
  const day = formatMoment(due)
  const why = reason === 'exploited' ? 'is known to be exploited' : 'is critical'
  const whose = owner === 'administrator' ? 'your administrator' : 'your own'
  return {
    title: isOver ? `${title} was to be repaired by ${day}` : `${title} has to be repaired by ${day}`,
    text: `${advisory} ${why}. Rule ${rule} of ${whose} says so.`,
  }
}

export function verdictWords({ reason, note }: Pick<PolicyVerdict, 'reason' | 'note'>): string {
  return note === null || reason === 'role' ? reasonWords[reason] : `${reasonWords[reason]}: ${note}`
}

export const policyWords: { readonly [C in PolicyCode]: (facts: ErrorFacts[C]) => FailureWords } = {
  ...policyRequestWords,
  'policy/not-set': ({ rule, what }) => ({
    title: 'There is no such rule',
    cause: {
      hold: `“${what}” is not held.`,
      pin: `“${what}” is not pinned.`,
      protect: `“${what}” is not protected.`,
      owner: `“${what.split(' ')[0] ?? ''}” does not own “${what.split(' ')[1] ?? ''}”.`,
    }[rule],
    fix: 'It may have been dropped in the meantime.',
  }),
  'policy/refused': (facts) => ({
    title: refusedTitle(facts),
    cause: `${sentence(verdictWords(facts))} ${nothingChanged}`,
    fix: `${opensWords(facts)}${sizeWords(facts)}${blockedWords(facts)}, in ${facts.file}.`,
  }),
  'policy/invalid': ({ owner, file, line, key, problem, accepted }) => ({
    title:
      owner === 'administrator' ? 'The rules of this device cannot be used' : 'Your own rules cannot be used',
    cause: `${file}${line === null ? '' : `, line ${line}`}${key === '' ? '' : `, “${key}”`}: ${sentence(problem)}`,
    fix: accepted === '' ? 'Whoever wrote them has to mend them.' : `Accepted: ${accepted}.`,
  }),
  'policy/untrusted': ({ owner, file, problem }) => ({
    title:
      owner === 'administrator'
        ? 'The rules of this device cannot be trusted'
        : 'Your own rules cannot be read',
    cause: `${file} ${untrustedWords[problem]}`,
    fix:
      owner === 'administrator'
        ? 'The administrator has to look at it. Until then nothing is done.'
        : 'Mend it, or move it away. Until then nothing is done.',
  }),
}

function opensWords({ opens }: Refused): string {
  return opens === undefined
    ? ''
    : `It may from ${formatMoment(opens)} on; going back is possible at any time. `
}

function sizeWords({ size }: Refused): string {
  return size === undefined
    ? ''
    : `It would be ${formatBytes(size.is)}, allowed are ${formatBytes(size.most)}. `
}

function refusedTitle({ what, reason, owner }: Refused): string {
  if (reason === 'installed-size' || reason === 'download-size') return 'This change is too large here'
  if (reason === 'schedule') return 'Software may not change at this time'
  if (reason === 'role' || reason === 'two-persons') return 'You may not do that here'
  if (reason === 'protected') return `${what} may not be removed`
  return owner === 'administrator'
    ? `${what} is not allowed here`
    : `${what} is not allowed by your own rules`
}

const untrustedWords: Record<ErrorFacts['policy/untrusted']['problem'], string> = {
  owner: 'belongs to somebody else than the administrator.',
  writable: 'can be written by others.',
  link: 'is a link, and could lead anywhere.',
  'no-file': 'is no file.',
  'too-large': 'is too large for a policy file.',
  unreadable: 'cannot be read.',
  closed: 'lets nobody else look into it.',
}

import type { ErrorFacts } from '../../engine/model/failure.ts'
import type { PolicyRequestView } from '../../engine/model/policy-request.ts'
import type { IconName } from '../ui/icons.ts'
import type { FailureWords } from './failure-words.ts'
import { formatDate, formatMoment } from './time.ts'

export interface StatusWords {
  readonly icon: IconName
  readonly text: string
}

/** Where a request stands: asked on, approved until, refused because. */
export function requestStatus({ status, at, rule }: PolicyRequestView): StatusWords {
  switch (status.kind) {
    case 'asked':
      return {
        icon: 'clock',
        text:
          rule.decision === 'ask'
            ? `Asked on ${formatDate(at)}. Not answered yet.`
            : `Asked on ${formatDate(at)}. The rule cannot be passed: your administrator sees this, and would have to change it.`,
      }
    case 'approved':
      return { icon: 'check-circle', text: `Approved${untilWords(status.until)}${because(status.reason)}` }
    case 'expired':
      return { icon: 'clock', text: `Its approval ended${because(status.reason)}` }
    case 'refused':
      return { icon: 'lock', text: `Refused by ${status.by}${because(status.reason)}` }
  }
}

/** What was asked for, in short. */
export function wantedTitle({ wanted }: PolicyRequestView): string {
  return wanted.kind === 'package' ? `${wanted.name} ${wanted.version}` : wanted.address
}

function untilWords(until: string | null): string {
  // An end at midnight belongs to the day before.
  return until === null ? '' : ` until ${formatDate(new Date(Date.parse(until) - 1).toISOString())}`
}

function because(reason: string | null): string {
  return reason === null ? '.' : `: ${reason}`
}

type Codes =
  | 'policy/spool'
  | 'policy/nothing-to-ask'
  | 'policy/request-not-found'
  | 'policy/not-approvable'
  | 'policy/decided'

export const policyRequestWords: { readonly [C in Codes]: (facts: ErrorFacts[C]) => FailureWords } = {
  'policy/spool': ({ folder, problem }) => ({
    title: problem === 'none' ? 'No requests are taken here' : 'Requests cannot be taken now',
    cause: spoolWords[problem](folder),
    fix: 'Ask your administrator in another way.',
  }),
  'policy/nothing-to-ask': ({ what, reason }) => ({
    title: 'There is nothing to ask for',
    cause:
      reason === 'allowed' ? `Nothing keeps ${what} from you.` : `Only your own rules keep ${what} from you.`,
    fix: 'The rules of this device are on the page Security.',
  }),
  'policy/request-not-found': ({ id }) => ({
    title: 'This request is not there any more',
    cause: `It was changed or taken back: ${id}.`,
    fix: 'Look at the list again.',
  }),
  'policy/not-approvable': ({ file, rule, reason }) => ({
    title: 'This request cannot be approved',
    ...notApprovable[reason](rule, file),
  }),
  'policy/decided': ({ kind, by, at }) => ({
    title: 'Somebody has decided already',
    cause: `It was ${kind} by ${by}, ${formatMoment(at)}.`,
    fix: kind === 'approved' ? 'To take that back, refuse it.' : 'It has to be asked for once more.',
  }),
}

type NotApprovable = ErrorFacts['policy/not-approvable']['reason']

const notApprovable: {
  readonly [R in NotApprovable]: (
    rule: string,
    file: string,
  ) => { readonly cause: string; readonly fix: string }
} = {
  denies: (rule, file) => ({
    cause: `Rule ${rule} refuses without asking.`,
    fix: `If it may be had, change that rule in ${file}.`,
  }),
  changed: (rule) => ({
    cause: `The rule that asked, then ${rule}, says something else now.`,
    fix: 'It has to be asked for once more.',
  }),
  'one-person': (rule, file) => ({
    cause: `You asked for it yourself, and rule ${rule} of ${file} wants somebody else to approve it.`,
    fix: 'Another administrator has to approve it.',
  }),
  'unknown-person': (rule, file) => ({
    cause: `Rule ${rule} of ${file} wants two persons, and nobody can tell who asked, or who you are.`,
    fix: 'Log in as yourself and become the administrator from there.',
  }),
}

const spoolWords: { readonly [P in ErrorFacts['policy/spool']['problem']]: (folder: string) => string } = {
  none: () => 'Your administrator has named no folder for them.',
  missing: (folder) => `The folder for them is not there: ${folder}.`,
  owner: (folder) => `The folder for them is not the administrator’s: ${folder}.`,
  writable: (folder) => `In the folder for them people could exchange what others ask for: ${folder}.`,
  'no-folder': (folder) => `What should be the folder for them is none: ${folder}.`,
  full: () => 'You have asked for as much as one person may.',
  closed: (folder) => `You may not write in the folder for them: ${folder}.`,
}

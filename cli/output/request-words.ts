import type { ErrorFacts } from '../../engine/index.ts'
import { moment } from './phrases.ts'
import { inline } from './text.ts'
import type { Table } from './word-table.ts'

type Codes =
  | 'policy/spool'
  | 'policy/nothing-to-ask'
  | 'policy/request-not-found'
  | 'policy/not-approvable'
  | 'policy/decided'

/** Asking the administrator, and what comes of it. */
export const requestWords: Table<Codes> = {
  'policy/spool': ({ folder, problem }) => spoolWords[problem](inline(folder)),
  'policy/nothing-to-ask': ({ what, reason }, { command }) =>
    reason === 'allowed'
      ? { title: `Nothing keeps ${inline(what)} from you, so nobody was asked.`, cause: null, fix: null }
      : {
          title: `Only your own rules keep ${inline(what)} from you, so nobody was asked.`,
          cause: null,
          fix: `See which: ${command('policy', 'show')}`,
        },
  'policy/request-not-found': ({ id }, { command }) => ({
    title: `There is no request ${inline(id)}.`,
    cause: 'An id stands for exactly what was asked for: it goes where that is changed or taken back.',
    fix: `See what there is: ${command('policy', 'requests')}`,
  }),
  'policy/not-approvable': ({ file, rule, reason }) => ({
    title: 'This request cannot be approved, so nothing was changed.',
    ...notApprovable[reason](inline(rule), inline(file)),
  }),
  'policy/decided': ({ id, kind, by, at }) => ({
    title: `${inline(id)} was ${kind} already, by ${inline(by)}, ${moment(at)}.`,
    cause: null,
    fix: kind === 'approved' ? 'To take that back, refuse it.' : 'Let whoever asked ask once more.',
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
    cause: `The rule "${rule}" refuses without asking.`,
    fix: `If it may be had, change that rule: ${file}`,
  }),
  changed: (rule) => ({
    cause: `The rule that asked, then "${rule}", says something else now.`,
    fix: 'Let whoever asked ask once more.',
  }),
  'one-person': (rule, file) => ({
    cause: `You asked for it yourself, and the rule "${rule}" of ${file} wants somebody else to approve it.`,
    fix: 'Let another administrator approve it.',
  }),
  'unknown-person': (rule, file) => ({
    cause: `The rule "${rule}" of ${file} wants two persons, and nobody can tell who asked, or who you are.`,
    fix: 'Log in as yourself and use sudo; what was asked for as the administrator has to be asked for so, too.',
  }),
}

type Problem = ErrorFacts['policy/spool']['problem']
interface Words {
  readonly title: string
  readonly cause: string | null
  readonly fix: string | null
}

const spoolWords: { readonly [P in Problem]: (folder: string) => Words } = {
  none: () => ({
    title: 'Your administrator takes no requests here.',
    cause: 'No folder for them is named in the policy file ("requests").',
    fix: 'Ask in another way.',
  }),
  missing: unusable('is not there', (folder) => `install -d -m 1777 ${folder}`),
  owner: unusable('belongs to somebody else than the administrator', (folder) => `chown root:root ${folder}`),
  writable: unusable('lets people exchange what others put there', (folder) => `chmod 1777 ${folder}`),
  'no-folder': unusable('is no folder', (folder) => `install -d -m 1777 ${folder}`),
  full: (folder) => ({
    title: 'You have asked for as much as one person may, so this was not asked for.',
    cause: `What is not answered yet lies in ${folder}.`,
    fix: 'Wait for answers.',
  }),
  closed: (folder) => ({
    title: 'You may not ask for anything here.',
    cause: `You may not write in ${folder}.`,
    fix: 'Ask your administrator in another way.',
  }),
}

function unusable(problem: string, mend: (folder: string) => string): (folder: string) => Words {
  return (folder) => ({
    title: 'The folder for requests cannot be used, so nothing was asked or decided.',
    cause: `${folder} ${problem}.`,
    fix: `The administrator can mend that: ${mend(folder)}`,
  })
}

import type { ErrorCode, ErrorFacts } from '../../engine/index.ts'
import type { CliCode, CliFailure, OwnCode } from '../failure.ts'
import { clashWords } from './clash-words.ts'
import { clashSentence, explanationTitle } from './explanation.ts'
import { diskWords } from './disk-words.ts'
import { fileWords } from './file-words.ts'
import { scriptWords } from './scripts.ts'
import type { Page } from './page.ts'
import { count, fingerprint, keymark, listed, moment } from './phrases.ts'
import { policyWords } from './policy-words.ts'
import {
  elsewhereOffered,
  evidence,
  isMaker,
  lastWord,
  near,
  publisher,
  unquoted,
  validWay,
} from './word-parts.ts'
import { publisherWords } from './publisher-words.ts'
import { requestCommands } from './request.ts'
import { inline } from './text.ts'
import { unknownPackage } from './unknown-package.ts'
import { again, type Setting, type Table, type Words } from './word-table.ts'
import {
  artifactReasons,
  clockReason,
  metadataReasons,
  networkReason,
  notRepositoryReasons,
  requestReason,
  unwritableReason,
} from './reasons.ts'

export function failureWords(failure: CliFailure, setting: Setting): Words {
  // The code picks the writer and the facts of that same code go in: a pairing TypeScript cannot follow.
  const write = table[failure.code] as (facts: unknown, setting: Setting) => Words
  return write(failure.facts, setting)
}

const names: Table<
  Extract<
    ErrorCode,
    | `package/${string}`
    | `release/${string}`
    | `category/${string}`
    | `repository/${string}`
    | `generation/${string}`
    | `history/${string}`
  >
> = {
  'package/not-found': unknownPackage,
  'package/not-installed': ({ name, nearest, configured }, { command }) => ({
    title: `"${inline(name)}" is not installed.`,
    cause: configured === true ? 'Only its configuration was kept.' : near(nearest),
    fix:
      configured === true
        ? `Remove that: ${command('uninstall', '--purge', name)}`
        : `See what is: ${command('list')}`,
  }),
  'release/not-found': ({ name, wanted, available: [first, ...others] }, { command, program, verb }) => ({
    title: `There is no ${inline(name)} ${inline(wanted)}.`,
    cause: first === undefined ? null : `There is ${listed([first, ...others].map(inline))}.`,
    fix:
      first === undefined || program === publisher
        ? null
        : `Try: ${verb === 'rollback' ? command('rollback', name, first) : command('install', name, '--version', first)}`,
  }),
  'release/not-in-repository': (facts, setting) => ({
    title: `The repository "${inline(facts.repository)}" does not offer ${inline(`${facts.name} ${facts.wanted ?? ''}`).trim()}.`,
    cause: elsewhereOffered(facts),
    fix: facts.offeredBy[0] === undefined ? null : takenFrom(facts.offeredBy[0], facts, setting),
  }),
  'category/not-found': ({ name, nearest, known }, { command }) => ({
    title: `There is no category called "${inline(name)}".`,
    cause: near(nearest) ?? (known.length === 0 ? null : `There is ${listed(known.map(inline), 20)}.`),
    fix: known.length === 0 ? `Get the lists of packages first: ${command('sync')}` : null,
  }),
  'repository/not-found': ({ name, nearest }, { command, program }) => ({
    title: `There is no repository called "${inline(name)}" here.`,
    cause: near(nearest),
    fix:
      program === publisher
        ? 'Name and folder are those that it was created with.'
        : `See which there are: ${command('repository', 'list')}`,
  }),
  'repository/exists': ({ name, url }, { command, program }) => ({
    title: `There already is a repository called "${inline(name)}".`,
    cause: `It is the one at ${inline(url)}`,
    fix:
      program === publisher
        ? 'Choose another folder, or go on with this one.'
        : `Choose another name, or remove that one first: ${command('repository', 'remove', name)}`,
  }),
  'repository/not-a-repository': ({ url, reason, file }) => ({
    title: `There is no repository at ${inline(url)}`,
    cause: notRepositoryReasons[reason](inline(file)),
    fix: 'Check the address: it is the folder that holds "packages" and "metadata".',
  }),
  'generation/not-found': ({ generation, kept }, { command }) => ({
    title: `There is no generation ${generation}.`,
    cause: kept.length === 0 ? 'None is kept yet.' : `Kept: ${listed(kept.map(String))}.`,
    fix: `See what each one held: ${command('history')}`,
  }),
  'history/nothing-to-undo': (_, { command }) => ({
    title: 'There is nothing to undo.',
    cause: 'No earlier generation is kept.',
    fix: `See what happened so far: ${command('history')}`,
  }),
}

const plans: Table<Extract<ErrorCode, `plan/${string}` | `request/${string}` | `busy/${string}`>> = {
  'request/invalid': ({ what, value, problem }, setting) => ({
    title: `${value === '' ? 'This' : `"${inline(unquoted(value))}"`} is no valid ${inline(lastWord(what))}.`,
    cause: requestReason(inline(problem)),
    fix: validWay({ what, value, problem }, setting),
  }),
  'plan/stale': (_, { typed }) => ({
    title: 'Something else changed this machine in the meantime.',
    cause: 'What was shown is no longer what would happen, so nothing was done.',
    fix: `Once more, with a fresh plan: ${typed}`,
  }),
  'plan/unsolvable': ({ explanation }) => ({
    title: explanationTitle(explanation),
    cause: clashSentence(explanation),
    fix: null,
  }),
  'plan/gave-up': ({ packages }) => ({
    title: 'Whether this is possible could not be worked out.',
    cause: 'It was too hard to decide within the time, so nothing was changed.',
    fix: packages > 1 ? 'Ask for fewer packages at once.' : 'Name the version that you want: NAME=VERSION.',
  }),
  'plan/unfinished': ({ generation, path, problem }) => ({
    title: `The change was made, but not to its end: generation ${generation} is in use.`,
    cause: `${inline(path)} ${unfinishedWords[problem]}`,
    fix: 'Mend that. The next command does the rest.',
  }),
  ...clashWords,
  'busy/locked': ({ holder, waited }, setting) => ({
    title: 'Another program is changing packages at the moment.',
    cause:
      holder === null
        ? `It did not finish within ${Math.round(waited / 1000)} seconds.`
        : `It is "${inline(holder.command)}" (process ${holder.pid}), at work since ${moment(holder.since)}.`,
    fix: `Wait until it is done. ${again(setting)}`,
  }),
}

const trust: Table<Exclude<Extract<ErrorCode, `trust/${string}`>, keyof typeof publisherWords>> = {
  'trust/unconfirmed': ({ url, fingerprint: hex }, { typed }) => ({
    title: `The repository at ${inline(url)} is not trusted yet, because nobody confirmed its key.`,
    cause: `Its fingerprint is ${fingerprint(hex)}\n${keymark(hex)}`,
    fix: `Compare it with the one its owner publishes. If they are the same: ${typed} --fingerprint ${hex}`,
  }),
  'trust/fingerprint-mismatch': ({ url, expected, actual }) => ({
    title: `The repository at ${inline(url)} is not the one you expect, so nothing was taken from it.`,
    cause: `Expected ${fingerprint(expected)}\n         ${keymark(expected)}\nit shows ${fingerprint(actual)}\n         ${keymark(actual)}`,
    fix: 'Ask its owner for the right fingerprint. Do not go on if they cannot explain the difference.',
  }),
  'trust/metadata': ({ repository, file, reason, detail }, { command }) => ({
    title: `The repository "${inline(repository)}" cannot be trusted right now, so nothing was taken from it.`,
    cause: `${inline(file)} ${metadataReasons[reason]}${evidence(detail)}`,
    fix: `Try later: ${command('sync', '--repository', repository)}. If it stays, tell the repository's owner.`,
  }),
  'trust/clock': (facts, { command }) => ({
    title: `The clock of this machine is behind, so nothing was taken from "${inline(facts.repository)}".`,
    cause: clockReason(facts),
    fix: `Set the clock right, then: ${command('sync', '--repository', facts.repository)}`,
  }),
  'trust/artifact': ({ file, reason, detail }, { program, beside }) => ({
    title: `${inline(file)} was refused, and nothing was changed.`,
    cause: `The file ${artifactReasons[reason]}${evidence(detail)}`,
    fix: isMaker(program)
      ? makersWay(file, reason, beside)
      : "Try again later. If it stays, tell the repository's owner: somebody may have tampered with it.",
  }),
}

const world: Table<Extract<ErrorCode, `network/${string}` | 'file/not-found' | 'file/exists'>> = {
  'network/unreachable': ({ url, reason }, setting) => ({
    title: `${inline(url)} cannot be reached.`,
    cause: networkReason(inline(reason)),
    fix: `Check your connection and the address. ${again(setting)}`,
  }),
  'network/status': ({ url, status }, setting) => ({
    title: `${inline(url)} cannot be had right now.`,
    cause: url.startsWith('file:') ? 'There is no such file.' : `The server answered with status ${status}.`,
    fix: `Check the address, or try later. ${again(setting)}`,
  }),
  'network/timeout': ({ url, seconds }, setting) => ({
    title: `${inline(url)} stopped answering.`,
    cause: `Nothing came for ${count(seconds, 'second')}, or next to nothing.`,
    fix: `Check your connection. ${again(setting)}`,
  }),
  'file/not-found': ({ path }) => ({
    title: `There is no file or folder at ${inline(path)}`,
    cause: null,
    fix: 'Check the path.',
  }),
  'file/exists': ({ path }) => ({
    title: `${inline(path)} is already there, and was left as it is.`,
    cause: null,
    fix: 'Choose another name, or move it away first.',
  }),
}

const unfinishedWords: Record<ErrorFacts['plan/unfinished']['problem'], string> = {
  full: 'has no room left.',
  'read-only': 'cannot be written to.',
  denied: 'is closed to you.',
  failing: 'could not be read or written.',
}

const own: Table<OwnCode> = {
  'usage/invalid': ({ problem, hint }) => ({ title: inline(problem), cause: null, fix: hint }),
  'usage/unconfirmed': ({ loses }, { typed }) => ({
    title: `Nothing was changed: this would also remove ${listed(loses)}, which you chose to have.`,
    cause: 'Nobody is at the keyboard to confirm that.',
    fix: `If that is what you want: ${typed} --yes`,
  }),
  'usage/unwritable': ({ reason }, { command, program }) => ({
    title: 'What this command has to tell could not be written.',
    cause: unwritableReason(inline(reason)),
    fix: `The command itself is done.${isMaker(program) ? '' : ` See how things stand: ${command('status')}`}`,
  }),
  'usage/declined': ({ what }) => ({ title: inline(what), cause: null, fix: null }),
  'usage/interrupted': ({ finished, state }, { command }) => ({
    title: state,
    cause: null,
    fix: finished ? `To take it back: ${command('undo')}` : null,
  }),
}

/** Complete by type: a new failure does not compile until it has words here. */
const table: Table<CliCode> = {
  ...names,
  ...plans,
  ...trust,
  ...world,
  ...diskWords,
  ...policyWords,
  ...publisherWords,
  ...fileWords,
  ...scriptWords,
  ...own,
}

function takenFrom(
  repository: string,
  { name, wanted }: Pick<ErrorFacts['release/not-in-repository'], 'name' | 'wanted'>,
  setting: Setting,
): string {
  const packages = [wanted === null ? { name } : { name, version: wanted }]
  const [command = ''] = requestCommands({ kind: 'install', packages, repository, force: false }, setting)
  return `Take it from there: ${command}`
}

/** What whoever has the file at hand can do about it. */
function makersWay(
  file: string,
  reason: ErrorFacts['trust/artifact']['reason'],
  beside: Page['beside'],
): string {
  switch (reason) {
    case 'signature-missing':
      return `Sign it first: ${beside('multios-pm', 'sign', 'sign', file, 'KEY')}`
    case 'published':
      return 'A release never changes: give it a new version in package.yaml, then build it again.'
    default:
      return 'Build it again, or get it again from where it came.'
  }
}

import type { ErrorCode, ErrorFacts } from '../../engine/index.ts'
import { closed, count, listed, sentence, shellWord } from './phrases.ts'
import { launchReason, sandboxReasons } from './reasons.ts'
import { inline } from './text.ts'
import { elsewhere, near } from './word-parts.ts'
import type { Setting, Table, Words } from './word-table.ts'

/** Files that somebody wrote, keys, programs, and what lies in the store. */
export const fileWords: Table<
  Extract<
    ErrorCode,
    | `config/${string}`
    | `recipe/${string}`
    | `archive/${string}`
    | `key/${string}`
    | `keystore/${string}`
    | `launch/${string}`
    | `state/${string}`
    | `trigger/${string}`
    | 'file/unvouched'
    | 'internal'
  >
> = {
  'state/open-place': ({ path, problem }, { program }) => ({
    title: 'Software is not kept where somebody else could exchange it.',
    cause: openPlaceWords[problem](inline(path)),
    fix:
      problem === 'owner'
        ? `Choose ${elsewhere(program)}.`
        : `Close it to others, or choose ${elsewhere(program)}: chmod go-w ${shellWord(path)}`,
  }),
  'file/unvouched': ({ path }, { command }) => ({
    title: `Nothing that is installed vouches for ${inline(path)}`,
    cause: 'It is no file of a package, and not, byte for byte, the package file that one came from.',
    fix: `See what is installed: ${command('list')}`,
  }),
  'config/invalid': (facts) => settingWords('The configuration cannot be used.', facts),
  'recipe/invalid': (facts) =>
    settingWords(
      /(^|[/\\])package\.yaml$/.test(facts.file)
        ? 'The package cannot be built.'
        : 'The repository cannot be built with this file.',
      facts,
    ),
  'archive/not-an-archive': ({ file, detail }, { beside }) => ({
    title: `${inline(file)} is not a package.`,
    cause: closed(sentence(inline(detail))),
    fix: `A package ends in .tar.xz or .tar.zst and is made by: ${beside('multios-builder', 'build')}`,
  }),
  'key/exists': ({ keyId }, { beside }) => ({
    title: `There already is a key called "${inline(keyId)}".`,
    cause: null,
    fix: `Choose another name. See which there are: ${beside('multios-pm', 'sign', 'list')}`,
  }),
  'key/not-found': ({ keyId, nearest }, { beside }) => ({
    title: `There is no key called "${inline(keyId)}".`,
    cause: near(nearest),
    fix: missingKeyFix(keyId, nearest, beside),
  }),
  'key/signatures-missing': ({ file, version, before, own }, { beside }) => ({
    title: `Root ${version} is not published yet, so nothing was.`,
    cause: missingWords(before, own),
    fix:
      before + own === 0
        ? `Publish it: ${beside('multios-repo-builder', 'publish-root')} …`
        : `Where such a key is kept: ${beside('multios-repo-builder', 'sign-root', file, 'KEY')}`,
  }),
  'key/targets-unsigned': ({ file, lacking }, { beside }) => ({
    title: 'The targets role is not signed, so nothing is published.',
    cause: `It lacks ${count(lacking, 'signature')} of keys that are kept elsewhere.`,
    fix: `Where such a key is kept: ${beside('multios-repo-builder', 'sign-targets', file, 'KEY')}`,
  }),
  'key/advisories-unsigned': ({ lacking }, { beside }) => ({
    title: 'The advisories are not signed, so nothing is published.',
    cause: `They lack ${count(lacking, 'signature')} of keys that are kept elsewhere.`,
    fix: `Where such a key is kept: ${beside('multios-repo-builder', 'sign-advisories', 'KEY')} …`,
  }),
  'keystore/unavailable': ({ kind, reason }) => ({
    title: 'Keys cannot be kept on this machine, because its keychain does not answer.',
    cause: closed(`${inline(kind)}: ${inline(reason)}`),
    fix:
      'Either sign in to a desktop session that has a keychain (GNOME Keyring or KWallet),\n' +
      'or keep keys in an encrypted file: MULTIOS_KEYSTORE=file MULTIOS_KEYSTORE_PASSPHRASE=… before the command.',
  }),
  'keystore/locked': ({ kind, reason }) => ({
    title: 'The key cannot be used, because its keystore is locked.',
    cause: closed(`${inline(kind)}: ${inline(reason)}`),
    fix:
      kind === 'file'
        ? 'Set MULTIOS_KEYSTORE_PASSPHRASE to the passphrase it was made with.'
        : 'Unlock the keychain of your desktop session.',
  }),
  'launch/no-program': ({ name, programs }, { command }) => ({
    title: `${inline(name)} has no such program to start.`,
    cause:
      programs.length === 0 ? 'It brings no programs at all.' : `It brings ${listed(programs.map(inline))}.`,
    fix: programs[0] === undefined ? null : `Try: ${command('run', name, '--program', programs[0])}`,
  }),
  'launch/failed': ({ program, reason }) => ({
    title: `${inline(program)} could not be started.`,
    cause: launchReason(inline(reason)),
    fix: null,
  }),
  'launch/no-sandbox': ({ program, reason, detail }) => ({
    title: `${inline(program)} cannot run on this machine yet.`,
    cause: `${sandboxReasons[reason].cause}${detail === '' ? '' : `\n${closed(inline(detail))}`}`,
    fix: sandboxReasons[reason].fix,
  }),
  'trigger/failed': ({ trigger, detail }) => ({
    title: `What installed programs share (${inline(trigger)}) could not be made, so nothing was changed.`,
    cause: closed(sentence(inline(detail))),
    fix: 'Try without the package that came last, and tell its publisher.',
  }),
  'state/damaged': ({ file, detail }, { command }) => ({
    title: 'A file that MultiOS wrote cannot be read any more.',
    cause: closed(`${inline(file)}: ${inline(detail)}`),
    fix: wayOutOf(file, command),
  }),
  internal: ({ incident }) => ({
    title: `Something went wrong that should not have (incident ${inline(incident)}).`,
    cause: 'This is a mistake in the program, not yours.',
    fix: 'Please report it, with the lines below.',
  }),
}

function wayOutOf(file: string, command: Setting['command']): string {
  if (file.endsWith('/catalog.db')) return `It was put aside. Have it made again: ${command('sync')}`
  if (/\/(?:store|generations|profile)\//.test(file)) return `Repair it: ${command('verify', '--fix')}`
  if (/\/lock\.db$/.test(file)) return 'It holds nothing of yours. Move it away, and run this again.'
  if (!/(?:^|\/)state\.db$/.test(file)) return 'Put it back from a backup, or move it away and start again.'
  return (
    `Repair it: ${command('verify', '--fix')}\n` +
    'Where that cannot, move it away: what is installed stays, repositories have to be added again.'
  )
}

function missingWords(before: number, own: number): string {
  const lacking = [
    ...(before === 0 ? [] : [`${count(before, 'key')} of the root before it`]),
    ...(own === 0 ? [] : [`${count(own, 'key')} of its own`]),
  ]
  return lacking.length === 0 ? 'All have signed it.' : `Still to sign: ${lacking.join(', and ')}.`
}

const openPlaceWords: Readonly<Record<ErrorFacts['state/open-place']['problem'], (path: string) => string>> =
  {
    owner: (path) => `${path} belongs to somebody else.`,
    writable: (path) => `Others can write in ${path}.`,
  }

function settingWords(title: string, facts: ErrorFacts['config/invalid']): Words {
  const place = facts.line === null ? inline(facts.file) : `${inline(facts.file)}, line ${facts.line}`
  const key = facts.key === '' ? '' : `, "${inline(facts.key)}"`
  return {
    title,
    cause: closed(`${place}${key}: ${inline(facts.problem)}`),
    fix: facts.accepted === '' ? null : `Accepted: ${inline(facts.accepted)}`,
  }
}

/** Another key of that name would be none of the repository's. */
function missingKeyFix(keyId: string, nearest: readonly string[], beside: Setting['beside']): string {
  if (keyId.startsWith('repository:'))
    return 'The keys of a repository are in the keychain of whoever ran "create": run this as that person, on that machine.'
  return nearest.length > 0
    ? `See which there are: ${beside('multios-pm', 'sign', 'list')}`
    : `Make it: ${beside('multios-pm', 'sign', 'generate-key', keyId, '--algorithm', 'ed25519')}`
}

import type { ErrorFacts } from '../../engine/index.ts'
import { closed, moment, sentence } from './phrases.ts'
import { inline } from './text.ts'

type Reasons<C extends 'trust/metadata' | 'trust/artifact'> = Readonly<
  Record<ErrorFacts[C]['reason'], string>
>

/** Continues "timestamp.json …". */
export const metadataReasons: Reasons<'trust/metadata'> = {
  signature: 'is not signed by the keys that speak for this repository',
  expired: 'is too old: its signature has expired',
  rollback: 'is older than what was already seen from this repository',
  hash: 'is not the file that was signed',
  length: 'has another length than the file that was signed',
  format: 'cannot be read as what it should be',
  version: 'has another version number than was signed',
  missing: 'is missing',
  key: 'names a key that may not be used',
  publisher: "names a publisher, or a package of one, that the repository's targets key does not",
}

const witnesses: Readonly<Record<ErrorFacts['trust/clock']['witness'], string>> = {
  built: 'this program was built then',
  seen: 'it was refreshed then',
  signed: 'it was signed then',
  ended: 'something that it signed was found to have expired then',
}

export function clockReason({ file, clock, known, witness }: ErrorFacts['trust/clock']): string {
  return `It says ${moment(clock)}, but ${moment(known)} is past: ${witnesses[witness]}. ${inline(file)} has expired since.`
}

/** Continues "The file …". */
export const artifactReasons: Reasons<'trust/artifact'> = {
  hash: 'is not the one that the repository lists',
  published: 'is another one than the release that was added under this version',
  length: 'has another length than the repository says',
  'signature-missing': 'is not signed by its publisher',
  signature: 'carries a signature that does not fit',
  publisher: 'is signed by somebody who is not one of its publishers',
  revoked: 'was taken back by the repository',
  untrusted: 'is signed by no key that you trust',
  stranger: 'bears a name that belongs to another publisher',
  manifest: 'says something else about itself than the repository does',
  content: 'holds content that differs from what was signed',
  archive: 'is damaged, or is no package',
}

/** Why an address that answered is no repository; `file` is what was asked for. */
export const notRepositoryReasons: Readonly<
  Record<ErrorFacts['repository/not-a-repository']['reason'], (file: string) => string>
> = {
  missing: (file) => `It has no ${file}.`,
  'web-page': (file) => `It answered with a web page instead of ${file}.`,
  empty: (file) => `${file} is empty there.`,
  garbage: (file) => `${file} is there, but cannot be read.`,
}

/** System codes that people meet, in words; the code stays, for those who look it up. */
const networkCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at that address',
  ERESERVED: 'The name leads to this machine, or to a place where no repository can be',
  ECONNRESET: 'The connection was cut',
  ENOTFOUND: 'There is no machine of that name',
  EAI_AGAIN: 'Names cannot be looked up right now; you may be offline',
  ENETUNREACH: 'There is no way to it; you may be offline',
  EHOSTUNREACH: 'There is no way to that machine',
  ETIMEDOUT: 'It took too long to answer',
  EPIPE: 'The connection was cut',
  HPE_: 'What answers there does not speak HTTP as it should',
  ERR_SSL: 'What answers there does not speak https',
  EPROTO: 'What answers there does not speak https',
  CERT: 'Its certificate cannot be trusted',
  UNABLE_TO_VERIFY: 'Its certificate cannot be trusted',
}

export function networkReason(reason: string): string {
  const known = Object.keys(networkCodes).find((one) => reason.includes(one))
  if (known === undefined) return closed(sentence(reason))
  // The whole code, as people look it up: ERR_SSL_WRONG_VERSION_NUMBER.
  const code = reason.split(/[^A-Z0-9_]+/).find((word) => word.includes(known)) ?? known
  return closed(`${networkCodes[known] ?? ''} (${code})`)
}

const launchReasons: Readonly<Record<string, string>> = {
  'no-display': 'There is no display here to open a window on.',
  'not-started': 'The system would not start it.',
  ENOENT: 'The program, or what it runs on, is not there (ENOENT).',
  EACCES: 'It may not be run by you (EACCES).',
}

export function launchReason(reason: string): string {
  return launchReasons[reason] ?? closed(sentence(reason))
}

/** Why this machine cannot show a program a /usr of its own, and who can change that. */
export const sandboxReasons: Readonly<
  Record<ErrorFacts['launch/no-sandbox']['reason'], { readonly cause: string; readonly fix: string }>
> = {
  'no-bwrap': {
    cause:
      'It expects its files in /usr, and bubblewrap, which shows them to it there, is not installed here.',
    fix: 'Ask an administrator to install the package “bubblewrap” of this system (or “proot”, which is slower).',
  },
  namespaces: {
    cause:
      'It expects its files in /usr, and the kernel here gives nobody a view of their own (user namespaces).',
    fix:
      'An administrator can allow them: sysctl kernel.unprivileged_userns_clone=1 where there is such a setting,\n' +
      'or a user.max_user_namespaces that is not 0. In a container its host decides. Or they install “proot”.',
  },
  apparmor: {
    cause:
      'It expects its files in /usr, and AppArmor here lets bubblewrap make no view of its own\n' +
      '(kernel.apparmor_restrict_unprivileged_userns).',
    fix:
      'An administrator can give /usr/bin/bwrap a profile that allows it: docs/running.md has the file.\n' +
      'Or they install “proot”, which is slower.',
  },
  other: {
    cause: 'It expects its files in /usr, and bubblewrap cannot show them to it there.',
    fix: 'Ask an administrator what keeps bubblewrap (bwrap) from working here, or to install “proot”.',
  },
}

/** Why an address cannot be a repository's. */
const addressProblems: Readonly<Record<string, string>> = {
  'not-an-address':
    'An address looks like https://example.org/repository/, or is a folder such as ./repository.',
  scheme: 'Repositories are reached by https:, by file:, or by http: on this machine.',
  'plain-http':
    'Plain http: is for this machine only, since everybody on the way could read along. Use https:',
  reserved: 'No repository can be at that number.',
  credentials: 'An address must not carry a name or password.',
  'file-host': 'A file: address names no machine: file:///folder/',
  'has-a-root': 'That repository has a root, which names its keys: nobody else gives it one.',
  query: 'An address of a repository ends with its folder, without ? or #.',
}

export function requestReason(problem: string): string {
  return addressProblems[problem] ?? closed(sentence(problem))
}

const unwritableReasons: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk behind it is full (ENOSPC).',
  EDQUOT: 'You may not use more of the disk behind it (EDQUOT).',
  EIO: 'The disk behind it fails (EIO).',
}

export function unwritableReason(reason: string): string {
  return unwritableReasons[reason] ?? closed(sentence(reason))
}

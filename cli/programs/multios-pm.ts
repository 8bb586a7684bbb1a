import { oneOf, wholeNumber } from '../parse.ts'
import type { CommandRow, OptionRow, Program } from '../program.ts'
import { auditRows } from './audit-rows.ts'
import { backRows, changeRows, cleanRows } from './change-rows.ts'
import { dependencyRows } from './dependency-rows.ts'
import { ownerRows, policyRows } from './policy-rows.ts'
import { signingRows } from './signing-rows.ts'
import { trustRows } from './trust-rows.ts'

const finding = 'Finding:'
const sources = 'Repositories:'
const health = 'Health:'

const browse: readonly CommandRow[] = [
  {
    path: 'search',
    group: finding,
    about: 'find packages by name, title or command',
    operands: [['[query...]', 'words to look for; with --category, all of it where they are left out']],
    options: [
      { flags: '--description', about: 'look in descriptions too' },
      { flags: '--tags', about: 'look in tags too' },
      { flags: '--category <name>', about: 'only of this category; may be given again', many: true },
      { flags: '--all', about: 'also what is hidden, and why' },
      { flags: '--limit <n>', about: 'at most this many (usually 50)', read: wholeNumber(1, 1000) },
    ],
    examples: ['search convert', 'search text editor', 'search --category graphics --limit 5'],
    load: async () => (await import('../commands/browse.ts')).search,
  },
  {
    path: 'list',
    group: finding,
    about: 'list what is installed',
    options: [{ flags: '--available', about: 'list what repositories offer instead' }],
    load: async () => (await import('../commands/browse.ts')).list,
  },
  {
    path: 'info',
    group: finding,
    about: 'tell everything about a package',
    operands: [['<name>', 'the package']],
    options: [
      { flags: '--dependencies', about: 'what it needs, and what needs it' },
      { flags: '--security', about: 'who vouches for it, and known weaknesses' },
      { flags: '--files', about: 'the files it brings; of what is installed, where no version is given' },
      { flags: '--version <version>', about: 'this version of it' },
      { flags: '--repository <name>', about: 'as this repository offers it' },
    ],
    load: async () => (await import('../commands/info.ts')).info,
  },
]

const repositoryName: readonly [string, string] = ['<name>', 'its name on this machine']
const mirror: OptionRow = {
  flags: '--mirror <url>',
  about: 'another address of the same files; may be given again',
  many: true,
}
const repositories: readonly CommandRow[] = [
  {
    path: 'repository add',
    about: 'add a repository, after its fingerprint was confirmed',
    operands: [repositoryName, ['<url>', 'its address; a folder works too']],
    options: [
      { flags: '--description <text>', about: 'a note for yourself' },
      {
        flags: '--priority <n>',
        about: 'the higher one wins where two offer the same package',
        read: wholeNumber(-1000, 1000),
      },
      {
        flags: '--fingerprint <sha256>',
        about: 'the fingerprint its owner publishes; nothing is asked then',
      },
      {
        flags: '--gpg-key <file>',
        about: 'for a repository that signs with OpenPGP: its public key, a file or an address',
      },
      mirror,
    ],
    whenStopped: 'Stopped. The repository was not added.',
    load: async () => (await import('../commands/repository.ts')).add,
  },
  {
    path: 'repository remove',
    about: 'forget a repository; what came from it stays installed',
    operands: [repositoryName],
    load: async () => (await import('../commands/repository.ts')).remove,
  },
  {
    path: 'repository list',
    about: 'list repositories',
    load: async () => (await import('../commands/repository.ts')).list,
  },
  {
    path: 'repository enable',
    about: 'use a repository again',
    operands: [repositoryName],
    load: async () => (await import('../commands/repository.ts')).enable,
  },
  {
    path: 'repository disable',
    about: 'keep a repository without using it',
    operands: [repositoryName],
    load: async () => (await import('../commands/repository.ts')).disable,
  },
  {
    path: 'repository set-priority',
    about: 'say which repository wins where two offer the same package',
    operands: [repositoryName, ['<n>', 'the higher one wins']],
    load: async () => (await import('../commands/repository.ts')).setPriority,
  },
  {
    path: 'repository set-key',
    about: 'take another OpenPGP key for a repository, or a newer copy of its key',
    operands: [repositoryName, ['<key>', 'the public key: a file or an address']],
    options: [
      { flags: '--fingerprint <hex>', about: 'the fingerprint its owner announced; nothing is asked then' },
    ],
    whenStopped: 'Stopped. The key stays as it was.',
    load: async () => (await import('../commands/openpgp-key.ts')).setKey,
  },
  {
    path: 'repository set-mirrors',
    about: 'say where else a repository can be had, in this order; without addresses, nowhere else',
    operands: [repositoryName, ['[url...]', 'addresses of mirrors; folders work too']],
    load: async () => (await import('../commands/repository.ts')).setMirrors,
  },
  {
    path: 'sync',
    group: sources,
    about: 'ask repositories what is new',
    options: [
      { flags: '--repository <name>', about: 'only this one' },
      { flags: '--force', about: 'fetch everything again' },
    ],
    whenStopped: 'Stopped. Repositories that were already up to date stay so.',
    load: async () => (await import('../commands/repository.ts')).sync,
  },
]

const checks: readonly CommandRow[] = [
  {
    path: 'verify',
    group: health,
    about: 'check that installed files are what they should be',
    operands: [['[package...]', 'names of installed packages; usually all']],
    options: [
      { flags: '--fix', about: 'repair what is damaged, from the cache or a repository' },
      {
        flags: '--strict',
        about: 'check every signature again, and look for files that belong to no package',
      },
      { flags: '--check-conflicts', about: 'instead of files, check that installed packages fit together' },
      {
        flags: '--security-audit',
        about:
          'instead of files, hold installed packages against known weaknesses; status 1 where there are any',
      },
    ],
    examples: ['verify', 'verify hello-world --fix', 'verify --security-audit'],
    load: async () => (await import('../commands/health.ts')).verify,
  },
  {
    path: 'why-trusted',
    group: health,
    about: 'show what vouches for an installed package or file, from the root down, checked again',
    operands: [['<what>', 'an installed package, a file of it, or its package file']],
    examples: ['why-trusted hello-world', 'why-trusted bin/hello-world'],
    load: async () => (await import('../commands/why-trusted.ts')).whyTrusted,
  },
  {
    path: 'sbom',
    group: health,
    about: 'write a bill of materials of what is installed, with what is known against it',
    options: [{ flags: '--format <format>', about: 'cyclonedx (1.6, JSON)', read: oneOf('cyclonedx') }],
    examples: ['sbom > installed.cdx.json'],
    load: async () => (await import('../commands/sbom.ts')).sbom,
  },
  {
    path: 'owns',
    group: health,
    about: 'tell which installed package brings a file',
    operands: [['<path>', 'below the profile, or as it lies on the disk']],
    load: async () => (await import('../commands/health.ts')).owns,
  },
  {
    path: 'status',
    group: health,
    about: 'tell how things stand',
    options: [{ flags: '--debug', about: 'everything worth knowing for a report of a mistake' }],
    load: async () => (await import('../commands/health.ts')).status,
  },
]

export const multiosPm: Program = {
  name: 'multios-pm',
  about: 'Install, update and undo software. Every change is shown before it is made.',
  usesEngine: true,
  groups: [
    { name: 'repository', about: 'add, list and arrange repositories', heading: sources },
    { name: 'generation', about: 'name and keep generations', heading: 'Going back:' },
    { name: 'audit', about: 'read, check and export what was done here', heading: health },
    { name: 'sign', about: 'make keys, sign packages and check signatures', heading: 'Signing:' },
  ],
  commands: [
    ...browse,
    ...dependencyRows,
    ...changeRows,
    ...backRows,
    ...cleanRows,
    ...policyRows,
    ...repositories,
    ...ownerRows,
    ...checks,
    ...auditRows,
    ...signingRows,
    ...trustRows,
  ],
}

import { oneOf, wholeNumber } from '../parse.ts'
import type { OptionRow, Program } from '../program.ts'
import { algorithms } from '../public-key.ts'
import { asBefore, whichRepository } from './repository-options.ts'
import { advisoriesElsewhere, advisoryRows } from './advisory-rows.ts'
import { importNpmRow } from './import-npm-row.ts'
import { importDebRow } from './import-deb-row.ts'
import { newPublisherKey, publisherRows } from './publisher-rows.ts'

const offline: readonly OptionRow[] = [
  {
    flags: '--root-key <file>',
    about: 'a key of the root that is kept elsewhere: its public half',
    many: true,
  },
  {
    flags: '--root-threshold <n>',
    about: 'how many of these must sign (usually 1)',
    read: wholeNumber(1, 16),
  },
]

const targetsElsewhere: readonly OptionRow[] = [
  {
    flags: '--targets-key <file>',
    about: 'a key of targets that is kept elsewhere: its public half',
    many: true,
  },
  {
    flags: '--targets-threshold <n>',
    about: 'how many of these must sign (usually 1)',
    read: wholeNumber(1, 16),
  },
]

export const multiosRepoBuilder: Program = {
  name: 'multios-repo-builder',
  about: 'Make repositories: folders that any web server can serve.',
  usesEngine: false,
  groups: [],
  commands: [
    {
      path: 'create',
      about: 'start a repository and make its keys',
      operands: [
        ['<name>', 'how it is called; its keys go by this name'],
        ['<path>', 'the folder for it'],
      ],
      options: [{ flags: '--description <text>', about: 'what it offers' }, ...offline, ...targetsElsewhere],
      load: async () => (await import('../commands/repo-builder.ts')).create,
    },
    {
      path: 'add',
      about: 'add package files, each checked first',
      operands: [['<file...>', 'package files']],
      options: [...whichRepository, newPublisherKey],
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-builder.ts')).add,
    },
    {
      path: 'build',
      about: 'publish: write and sign the index of everything added',
      options: [
        ...whichRepository,
        {
          flags: '--gpg-key <file>',
          about:
            'sign with this OpenPGP key, too: a private key; what is sealed opens with MULTIOS_EXPORT_PASSPHRASE',
        },
      ],
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-builder.ts')).build,
    },
    {
      path: 'sync',
      about: 'add every package file of a folder that is not there yet',
      operands: [['<dir>', 'the folder with package files']],
      options: [...whichRepository, newPublisherKey],
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-builder.ts')).sync,
    },
    importNpmRow,
    importDebRow,
    {
      path: 'rotate-keys',
      about: 'replace keys: a root that names the new ones, and everything signed anew',
      operands: [
        [
          '[role...]',
          'root, targets, snapshot, timestamp, advisories, releases; usually snapshot and timestamp, which change together',
        ],
      ],
      options: [
        ...whichRepository,
        { flags: '--algorithm <name>', about: 'usually that of the old key', read: oneOf(...algorithms) },
        ...offline,
        ...targetsElsewhere,
        ...advisoriesElsewhere,
      ],
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-keys.ts')).rotate,
    },
    {
      path: 'sign-root',
      about: 'sign a root that waits, where a key of it is kept',
      operands: [
        ['<file>', 'the waiting root: root.pending.json'],
        ['<key>', 'the name of your key'],
      ],
      load: async () => (await import('../commands/repo-keys.ts')).signRoot,
    },
    {
      path: 'sign-targets',
      about: 'sign who may publish what, where a key of targets is kept',
      operands: [
        ['<file>', 'what waits: targets.pending.json'],
        ['<key>', 'the name of your key'],
      ],
      load: async () => (await import('../commands/repo-keys.ts')).signTargets,
    },
    {
      path: 'publish-root',
      about: 'publish a root that all have signed, and everything with the keys that it names',
      options: [
        ...whichRepository,
        { flags: '--file <file>', about: 'the signed root; usually the one in the repository' },
      ],
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-keys.ts')).publishRoot,
    },
    ...publisherRows,
    ...advisoryRows,
  ],
}

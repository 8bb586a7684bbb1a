import { wholeNumber } from '../parse.ts'
import type { CommandRow, OptionRow } from '../program.ts'
import { asBefore, whichRepository } from './repository-options.ts'

export const newPublisherKey: OptionRow = {
  flags: '--new-publisher-key',
  about: 'take packages signed by a key that their publisher did not have here',
}

/** Who publishes what, and what is taken back. */
export const publisherRows: readonly CommandRow[] = [
  {
    path: 'publisher',
    about: 'tell who a publisher is, or give it keys, or names that are its alone',
    operands: [['<name>', 'as the maintainer of its packages is called']],
    options: [
      { flags: '--key <file>', about: 'a key that may sign for it from now on: its public half', many: true },
      {
        flags: '--succession <file>',
        about: 'the word of an old key that a new one takes its place: what sign rotate printed',
        many: true,
      },
      {
        flags: '--namespace <pattern>',
        about: 'a name, or the start of names before a star, that only it may publish',
        many: true,
      },
      {
        flags: '--threshold <n>',
        about: 'how many of its keys must sign each of its packages (usually 1)',
        read: wholeNumber(1, 16),
      },
      ...whichRepository,
    ],
    examples: ['publisher Acme --key a.pub --repo-name main --repo-path .'],
    whenStopped: asBefore,
    load: async () => (await import('../commands/repo-publishers.ts')).publisher,
  },
  {
    path: 'revoke-key',
    about: 'take a key from its publisher, as when it was stolen',
    operands: [
      ['<name>', 'as the maintainer of its packages is called'],
      ['<fingerprint>', 'of the key, as publisher NAME tells it'],
    ],
    options: [...whichRepository],
    examples: ['revoke-key Acme 5878D436… --repo-name main --repo-path .'],
    whenStopped: asBefore,
    load: async () => (await import('../commands/repo-publishers.ts')).revokeKey,
  },
  {
    path: 'yank',
    about: 'take a release back: nobody installs it any more, and who has it is told',
    operands: [['<release>', 'NAME=VERSION']],
    options: [
      { flags: '--reason <text>', about: 'what people are told' },
      { flags: '--restore', about: 'offer it again instead' },
      ...whichRepository,
    ],
    examples: ['yank tool=1.0 --repo-name main --repo-path .'],
    whenStopped: asBefore,
    load: async () => (await import('../commands/repo-publishers.ts')).yank,
  },
]

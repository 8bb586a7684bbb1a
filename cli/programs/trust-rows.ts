import { oneOf } from '../parse.ts'
import type { CommandRow, OptionRow } from '../program.ts'
import { algorithms } from '../public-key.ts'

const who: readonly [string, string] = [
  '<who>',
  'a publisher as repositories name it, the fingerprint of a key, or a file with its public half',
]
const which: OptionRow = { flags: '--repository <name>', about: 'as this repository names it' }

/** Whose releases may be installed, where the configuration says that only they may. */
export const trustRows: readonly CommandRow[] = [
  {
    path: 'sign rotate',
    about: 'let another key of yours take the place of one, by the word of the old one',
    operands: [
      ['<key>', 'the name of the key that you have signed with'],
      ['<new>', 'the name of the key that you will sign with; made where it is not there yet'],
    ],
    options: [
      {
        flags: '--algorithm <name>',
        about: 'of a new key; usually that of the old one',
        read: oneOf(...algorithms),
      },
    ],
    examples: ['sign rotate my-key my-key-2 > succession.json'],
    load: async () => (await import('../commands/trust.ts')).rotate,
  },
  {
    path: 'sign trust',
    about: 'trust a publisher, or one of its keys',
    operands: [who],
    options: [which],
    examples: ['sign trust "Acme"', 'sign trust acme.pub'],
    load: async () => (await import('../commands/trust.ts')).trust,
  },
  {
    path: 'sign untrust',
    about: 'trust a publisher, or one of its keys, no longer',
    operands: [who],
    options: [which],
    load: async () => (await import('../commands/trust.ts')).untrust,
  },
  {
    path: 'sign trusted',
    about: 'list the keys of publishers that you trust',
    load: async () => (await import('../commands/trust.ts')).trusted,
  },
]

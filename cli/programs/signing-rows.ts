import { oneOf } from '../parse.ts'
import type { CommandRow } from '../program.ts'
import { algorithms } from '../public-key.ts'

/** Keys of one's own, and what they sign. */
export const signingRows: readonly CommandRow[] = [
  {
    path: 'sign generate-key',
    about: 'make a key to sign packages with',
    operands: [['<keyname>', 'how you want to call it']],
    options: [
      {
        flags: '--algorithm <name>',
        about: `usually ed25519; or ${algorithms.slice(1).join(', ')}`,
        read: oneOf(...algorithms),
      },
    ],
    load: async () => (await import('../commands/sign.ts')).generateKey,
  },
  {
    path: 'sign list',
    about: 'list your keys',
    load: async () => (await import('../commands/sign.ts')).listKeys,
  },
  {
    path: 'sign sign',
    about: 'sign a package file; the signature goes beside it',
    operands: [
      ['<file>', 'the package file'],
      ['<key>', 'the name of your key'],
    ],
    load: async () => (await import('../commands/sign.ts')).signFile,
  },
  {
    path: 'sign verify',
    about: 'check that a key signed a package file',
    operands: [
      ['<file>', 'the package file'],
      ['<key>', 'the name of your key, or a file with a public one'],
    ],
    load: async () => (await import('../commands/sign.ts')).verifyFile,
  },
  {
    path: 'sign export',
    about: 'print the public half of a key, or all of it sealed with a passphrase',
    operands: [['<key>', 'the name of your key']],
    options: [
      { flags: '--private', about: 'all of it, sealed with the passphrase in MULTIOS_EXPORT_PASSPHRASE' },
    ],
    examples: ['sign export my-key > my-key.pub'],
    load: async () => (await import('../commands/sign.ts')).exportKey,
  },
  {
    path: 'sign import',
    about: 'take in a private key: an exported one, or PEM as OpenSSL writes it',
    operands: [
      ['<file>', 'the file with the key; what is sealed opens with MULTIOS_EXPORT_PASSPHRASE'],
      ['<keyname>', 'how you want to call it'],
    ],
    load: async () => (await import('../commands/sign.ts')).importKey,
  },
]

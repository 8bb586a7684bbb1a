import { wholeNumber } from '../parse.ts'
import type { CommandRow } from '../program.ts'
import { asBefore } from './repository-options.ts'

/** Software of Debian, for whoever runs a repository. */
export const importDebRow: CommandRow = {
  path: 'import-deb',
  about: 'turn packages of Debian into packages of the repository; build publishes them',
  operands: [['[file...]', '.deb files']],
  options: [
    {
      flags: '--apt <name>',
      about: 'fetch it with everything it needs, as apt finds it; more names may follow',
      many: true,
    },
    {
      flags: '--installed <name>',
      about: 'pack it again from what is installed here, with everything it needs; more names may follow',
      many: true,
    },
    { flags: '--recommends', about: 'with --apt: what is recommended, too' },
    {
      flags: '--screenshots',
      about:
        'fetch the pictures that apps offer on the web, at most five of each, and put them into the package',
    },
    { flags: '--repo-path <dir>', about: 'the folder of the repository', needed: true },
    { flags: '--repo-name <name>', about: 'the name it was created with, to notice a slip of the folder' },
    { flags: '--key-id <key>', about: 'the key that signs; usually your only one' },
    { flags: '--publisher <name>', about: 'who makes these packages; usually the name of the repository' },
    { flags: '--exclude <pattern>', about: 'leave this out of every package, too', many: true },
    {
      flags: '--jobs <n>',
      about: 'packages at once; usually as many as there are cores',
      read: wholeNumber(1, 64),
    },
  ],
  examples: ['import-deb *.deb --repo-path repo', 'import-deb --apt jq htop --repo-path repo'],
  whenStopped: asBefore,
  load: async () => (await import('../commands/import-deb.ts')).importDeb,
}

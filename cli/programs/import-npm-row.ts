import type { CommandRow } from '../program.ts'
import { asBefore } from './repository-options.ts'

/** Programs written in JavaScript, for whoever runs a repository. */
export const importNpmRow: CommandRow = {
  path: 'import-npm',
  about: 'turn programs of npm into packages of the repository; build publishes them',
  operands: [['<name...>', 'names of the npm registry, each with or without @VERSION']],
  options: [
    { flags: '--repo-path <dir>', about: 'the folder of the repository', needed: true },
    { flags: '--repo-name <name>', about: 'the name it was created with, to notice a slip of the folder' },
    { flags: '--key-id <key>', about: 'the key that signs; usually your only one' },
    { flags: '--publisher <name>', about: 'who makes these packages; usually the name of the repository' },
  ],
  examples: ['import-npm prettier cowsay@1 --repo-path repo'],
  whenStopped: asBefore,
  load: async () => (await import('../commands/import-npm.ts')).importNpm,
}

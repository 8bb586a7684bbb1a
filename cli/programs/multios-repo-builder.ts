import type { OptionRow, Program } from '../program.ts'

const which: readonly OptionRow[] = [
  { flags: '--repo-name <name>', about: 'the name it was created with', needed: true },
  { flags: '--repo-path <dir>', about: 'the folder it lies in', needed: true },
]
const asBefore = 'Stopped. What the repository publishes is as it was before.'

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
      options: [{ flags: '--description <text>', about: 'what it offers' }],
      load: async () => (await import('../commands/repo-builder.ts')).create,
    },
    {
      path: 'add',
      about: 'add package files, each checked first',
      operands: [['<file...>', 'package files']],
      options: which,
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-builder.ts')).add,
    },
    {
      path: 'build',
      about: 'publish: write and sign the index of everything added',
      options: which,
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-builder.ts')).build,
    },
    {
      path: 'sync',
      about: 'add every package file of a folder that is not there yet',
      operands: [['<dir>', 'the folder with package files']],
      options: which,
      whenStopped: asBefore,
      load: async () => (await import('../commands/repo-builder.ts')).sync,
    },
  ],
}

import { wholeNumber } from '../parse.ts'
import type { CommandRow, OptionRow } from '../program.ts'

const packages = 'Packages:'
const going = 'Going back:'

const dryRun: OptionRow = { flags: '--dry-run', about: 'show what would happen, and stop there' }
const runScripts: OptionRow = {
  flags: '--run-scripts',
  about: 'run the install scripts of what comes that may run, in a sandbox',
}
const acceptSource: OptionRow = {
  flags: '--accept-source <name>',
  about: 'this package may come from another signer or repository than before; may be repeated',
  many: true,
}
const acceptName: OptionRow = {
  flags: '--accept-name <name>',
  about: 'this package is meant, although its name is easily taken for another; may be repeated',
  many: true,
}
const unchanged = 'Stopped. Nothing was changed.'

/** What new packages may bring, and which releases may be taken: for every command that solves. */
export const extras: readonly OptionRow[] = [
  { flags: '--no-recommends', about: 'leave out what new packages only recommend' },
  { flags: '--suggests', about: 'bring what new packages suggest, too' },
]
export const development: OptionRow = {
  flags: '--development',
  about: 'development releases may be taken too',
}

const alsoRemove: OptionRow = {
  flags: '--remove <name>',
  about: 'remove this package in the same change; may be repeated',
  many: true,
}

export const wantedPackages = [
  '<package...>',
  'names of packages; NAME=VERSION or "NAME>=VERSION" for a version, NAME@REPOSITORY for one repository',
] as const

export const changeRows: readonly CommandRow[] = [
  {
    path: 'install',
    group: packages,
    about: 'install packages and what they need',
    operands: [wantedPackages],
    options: [
      { flags: '--version <version>', about: 'this version of it, or a range such as ">= 1.2, < 2"' },
      { flags: '--repository <name>', about: 'only from this repository' },
      alsoRemove,
      { flags: '--force', about: 'install again what is already there' },
      { flags: '--force-deps', about: 'leave out what they need and cannot have; repair brings it later' },
      development,
      ...extras,
      runScripts,
      acceptSource,
      acceptName,
      dryRun,
    ],
    examples: [
      'install hello-world',
      'install hello-world=1.0.0 --dry-run',
      'install hello-world --remove goodbye-world',
      'install hello-world goodbye-world@starter',
    ],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).install,
  },
  {
    path: 'uninstall',
    alias: 'remove',
    group: packages,
    about: 'remove packages',
    operands: [['<package...>', 'names of installed packages']],
    options: [
      { flags: '--purge', about: 'configuration files go too' },
      { flags: '--force', about: 'what depends on them goes too' },
      { flags: '--keep-dependencies', about: 'what only they needed stays' },
      dryRun,
    ],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).uninstall,
  },
  {
    path: 'update',
    group: packages,
    about: 'bring packages to their newest version; all of them, or those named',
    operands: [['[package...]', 'names of installed packages']],
    options: [
      { flags: '--security-only', about: 'only what repairs a known weakness' },
      { flags: '--category <names>', about: 'only packages of these categories, separated by commas' },
      development,
      ...extras,
      runScripts,
      acceptSource,
      acceptName,
      dryRun,
    ],
    examples: ['update', 'update --security-only', 'update --category "development,utilities"'],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).update,
  },
  {
    path: 'downgrade',
    group: packages,
    about: 'bring packages to the newest version that is older than theirs',
    operands: [['<package...>', 'names of installed packages']],
    options: [alsoRemove, runScripts, acceptSource, acceptName, dryRun],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).downgrade,
  },
  {
    path: 'replace',
    group: packages,
    about: 'put one package in the place of another, in one change',
    operands: [
      ['<old>', 'the installed package that goes'],
      ['<new>', 'the package that comes'],
    ],
    options: [alsoRemove, ...extras, runScripts, acceptSource, acceptName, dryRun],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).replace,
  },
  {
    path: 'autoremove',
    group: packages,
    about: 'remove what came along with others and is no longer needed',
    options: [dryRun],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).autoremove,
  },
  {
    path: 'repair',
    group: packages,
    about: 'bring what installed packages lack',
    options: [runScripts, acceptSource, acceptName, dryRun],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).repair,
  },
  {
    path: 'check-updates',
    group: packages,
    about: 'list what has a newer version',
    load: async () => (await import('../commands/browse.ts')).checkUpdates,
  },
  {
    path: 'run',
    group: packages,
    about: 'run a program of an installed package',
    operands: [
      ['<name>', 'the package'],
      ['[args...]', 'what the program gets; put -- before the first one'],
    ],
    options: [
      { flags: '--program <program>', about: 'which one, where the package brings several' },
      {
        flags: '--entry-of <package>',
        about: 'the package whose menu entry this is: it counts as used, too',
      },
    ],
    examples: ['run hello-world', 'run hello-world -- --name Ada'],
    load: async () => (await import('../commands/launch.ts')).runProgram,
  },
  {
    path: 'open',
    group: packages,
    about: 'open an installed app',
    operands: [['<name>', 'the package']],
    load: async () => (await import('../commands/launch.ts')).open,
  },
]

const generation: readonly [string, string] = ['<generation>', 'its number, as history lists it']

export const backRows: readonly CommandRow[] = [
  {
    path: 'history',
    group: going,
    about: 'list what happened, newest first',
    load: async () => (await import('../commands/history.ts')).history,
  },
  {
    path: 'undo',
    group: going,
    about: 'take the last change back',
    options: [dryRun],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).undo,
  },
  {
    path: 'rollback',
    group: going,
    about: 'go back to an earlier generation, or with one package to an earlier version',
    operands: [['[package...]', 'NAME VERSION: one package in that version']],
    options: [
      {
        flags: '--to <generation>',
        about: 'everything as it was in this generation, whose number history lists',
        read: wholeNumber(0, 1_000_000_000),
      },
      { flags: '--no-backup', about: 'with a package: cleaning up may take the generation that is left' },
      acceptSource,
      acceptName,
      dryRun,
    ],
    examples: ['rollback --to 3', 'rollback hello-world 1.0.0'],
    whenStopped: unchanged,
    load: async () => (await import('../commands/change.ts')).rollback,
  },
  {
    path: 'diff',
    group: going,
    about: 'tell what differs between two generations',
    operands: [
      ['<from>', 'number of a generation'],
      ['[to...]', 'number of another one; the running one where it is left out'],
    ],
    load: async () => (await import('../commands/history.ts')).diff,
  },
  {
    path: 'generation label',
    about: 'give a generation a name, which alone does not keep it',
    operands: [generation, ['[label...]', 'how you want to call it']],
    options: [{ flags: '--remove', about: 'take the name away' }],
    load: async () => (await import('../commands/history.ts')).label,
  },
  {
    path: 'generation keep',
    about: 'keep a generation, whatever is cleaned up',
    operands: [generation],
    load: async () => (await import('../commands/history.ts')).keep,
  },
  {
    path: 'generation release',
    about: 'let cleaning up take a generation again',
    operands: [generation],
    load: async () => (await import('../commands/history.ts')).release,
  },
]

/** Room on the disk. */
export const cleanRows: readonly CommandRow[] = [
  {
    path: 'cleanup',
    group: going,
    about: 'remove what nothing needs any more: usually old versions, and packages that nothing needs',
    options: [
      { flags: '--old-versions', about: 'old generations, and releases that only they hold' },
      { flags: '--clear-cache', about: 'downloaded files and pictures' },
      { flags: '--orphaned', about: 'installed packages that nothing chosen needs' },
      {
        flags: '--keep <n>',
        about: 'so many of the newest generations stay, the running one among them (usually 10)',
        read: wholeNumber(1, 100_000),
      },
      {
        flags: '--days <n>',
        about: 'younger generations stay, too (usually 30)',
        read: wholeNumber(0, 36_500),
      },
      dryRun,
    ],
    examples: ['cleanup --dry-run', 'cleanup --old-versions --keep 3 --days 0'],
    whenStopped: 'Stopped. What was not removed yet can be removed later.',
    load: async () => (await import('../commands/clean.ts')).cleanup,
  },
]

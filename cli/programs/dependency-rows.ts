import type { CommandRow } from '../program.ts'
import { development, extras, wantedPackages } from './change-rows.ts'

const finding = 'Finding:'

/** Questions about what needs what. They change nothing. */
export const dependencyRows: readonly CommandRow[] = [
  {
    path: 'depsolve',
    group: finding,
    about: 'tell which packages an installation comes down to',
    operands: [wantedPackages],
    options: [development, ...extras],
    examples: ['depsolve hello-world', 'depsolve "hello-world>=1,<2" --no-recommends'],
    load: async () => (await import('../commands/dependencies.ts')).depsolve,
  },
  {
    path: 'why',
    group: finding,
    about: 'tell why a package is installed',
    operands: [['<name>', 'an installed package']],
    load: async () => (await import('../commands/dependencies.ts')).why,
  },
  {
    path: 'why-not',
    group: finding,
    about: 'tell what keeps a package from being installed',
    operands: [['<name>', 'the package, or NAME=VERSION']],
    load: async () => (await import('../commands/dependencies.ts')).whyNot,
  },
]

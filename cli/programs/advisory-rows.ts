import { oneOf, wholeNumber } from '../parse.ts'
import type { CommandRow, OptionRow } from '../program.ts'
import { asBefore, whichRepository } from './repository-options.ts'

export const advisoriesElsewhere: readonly OptionRow[] = [
  {
    flags: '--advisories-key <file>',
    about: 'a key of advisories that is kept elsewhere, and has signed: its public half',
    many: true,
  },
  {
    flags: '--advisories-threshold <n>',
    about: 'how many of these must sign (usually 1)',
    read: wholeNumber(1, 16),
  },
]

/** Other people's vulnerability data, for whoever runs a repository. */
const importRow: CommandRow = {
  path: 'import-advisories',
  about: 'turn vulnerability data into advisories of the repository; build publishes them',
  operands: [['[file...]', 'files, folders or addresses, packed with gzip or not']],
  options: [
    {
      flags: '--from <format>',
      about: 'what they are written in: osv, debian (its security tracker), cve (5.x) or nvd (2.0)',
      read: oneOf('osv', 'debian', 'cve', 'nvd'),
    },
    { flags: '--epss <file>', about: 'the EPSS table: how likely each CVE is to be exploited' },
    { flags: '--kev <file>', about: 'the catalog of known exploited vulnerabilities, JSON' },
    { flags: '--release <name>', about: 'with debian: only what is said of this release; usually of all' },
    { flags: '--all', about: 'what speaks of no package of the repository, too' },
    ...whichRepository,
  ],
  whenStopped: asBefore,
  load: async () => (await import('../commands/import-advisories.ts')).importAdvisories,
}

/** For those who watch over the packages of a repository, and hold no other key of it. */
const signRow: CommandRow = {
  path: 'sign-advisories',
  about: 'sign the advisories of a repository where their key is kept; build publishes them',
  operands: [['<key>', 'the name of your key']],
  options: whichRepository,
  whenStopped: asBefore,
  load: async () => (await import('../commands/sign-advisories.ts')).signAdvisories,
}

export const advisoryRows: readonly CommandRow[] = [importRow, signRow]

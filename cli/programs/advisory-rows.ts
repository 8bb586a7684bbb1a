import { oneOf } from '../parse.ts'
import type { CommandRow } from '../program.ts'
import { asBefore, whichRepository } from './repository-options.ts'

/** Other people's vulnerability data, for whoever runs a repository. */
export const advisoryRow: CommandRow = {
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

import { wholeNumber } from '../parse.ts'
import type { CommandRow } from '../program.ts'

const since = { flags: '--since <when>', about: 'a day, a moment, or how long ago: 2026-03-01, 12h, 7d' }

/** The audit log: what was changed, refused and trusted here, and by whom. */
export const auditRows: readonly CommandRow[] = [
  {
    path: 'audit list',
    about: 'tell what was changed, refused and trusted here, and by whom',
    options: [
      since,
      { flags: '--action <name>', about: 'only this: plan.apply, or all of policy' },
      { flags: '--limit <n>', about: 'at most this many (usually 50)', read: wholeNumber(1, 10_000) },
    ],
    examples: ['audit list --since 7d', 'audit list --action repository'],
    load: async () => (await import('../commands/audit-log.ts')).list,
  },
  {
    path: 'audit verify',
    about: 'check that nobody changed the log; status 4 where somebody did',
    options: [
      { ...since, about: 'only what was written since then: 2026-03-01, 12h, 7d' },
      { flags: '--file <export>', about: 'a log that was exported, instead of this machine’s own' },
      { flags: '--key <text>', about: 'the key that must have signed it, as audit verify shows it' },
      { flags: '--against <export>', about: 'an earlier export, which must be the beginning of it' },
    ],
    examples: ['audit verify', 'audit verify --against january.jsonl'],
    load: async () => (await import('../commands/audit-log.ts')).verify,
  },
  {
    path: 'audit export',
    about: 'write the log with its checkpoints into a file that can be checked anywhere',
    operands: [['<file>', 'a new file; - for the terminal or a pipe']],
    options: [{ ...since, about: 'only what was written since then: 2026-03-01, 12h, 7d' }],
    examples: ['audit export january.jsonl', 'audit export week.jsonl --since 7d'],
    load: async () => (await import('../commands/audit-log.ts')).exportLog,
  },
]

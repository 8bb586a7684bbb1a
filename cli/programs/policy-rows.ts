import type { CommandRow } from '../program.ts'

const rules = 'Rules:'
const names: readonly [string, string] = ['<package...>', 'names of packages']
const repository: readonly [string, string] = ['<name>', 'its name on this machine']
const patterns: readonly [string, string] = ['<pattern...>', 'names, or the start of names before a star']

const requestId: readonly [string, string] = ['<id>', 'the request, as policy requests lists it']

/** What a person decides once, for every request that follows. */
export const policyRows: readonly CommandRow[] = [
  {
    path: 'hold',
    group: rules,
    about: 'keep installed packages at the release they have',
    operands: [['<package...>', 'names of installed packages']],
    load: async () => (await import('../commands/policy.ts')).hold,
  },
  {
    path: 'unhold',
    group: rules,
    about: 'let held packages be updated again',
    operands: [names],
    load: async () => (await import('../commands/policy.ts')).unhold,
  },
  {
    path: 'pin',
    group: rules,
    about: 'take a package only in some versions, or only from one repository',
    operands: [['<name>', 'the package']],
    options: [
      { flags: '--version <range>', about: 'a version, or a range such as ">= 1.2, < 2"' },
      { flags: '--repository <name>', about: 'only from this repository' },
    ],
    examples: ['pin hello-world --version "< 2"', 'pin hello-world --repository starter'],
    load: async () => (await import('../commands/policy.ts')).pin,
  },
  {
    path: 'unpin',
    group: rules,
    about: 'take a package in any version again',
    operands: [names],
    load: async () => (await import('../commands/policy.ts')).unpin,
  },
  {
    path: 'protect',
    group: rules,
    about: 'never remove these packages, not even by force',
    operands: [names],
    load: async () => (await import('../commands/policy.ts')).protect,
  },
  {
    path: 'unprotect',
    group: rules,
    about: 'let protected packages be removed again',
    operands: [names],
    load: async () => (await import('../commands/policy.ts')).unprotect,
  },
  {
    path: 'channel',
    group: rules,
    about: 'say whether development releases are taken',
    operands: [['<channel>', 'stable or development']],
    load: async () => (await import('../commands/policy.ts')).channel,
  },
  {
    path: 'policy',
    alias: 'holds',
    group: rules,
    about: 'list what is held, pinned, protected and owned',
    load: async () => (await import('../commands/policy.ts')).list,
  },
  {
    path: 'policy show',
    about: "tell what policy files say, the administrator's first",
    load: async () => (await import('../commands/rules.ts')).show,
  },
  {
    path: 'policy explain',
    about: 'tell which rule allows or forbids a package',
    operands: [['<name>', 'the package']],
    load: async () => (await import('../commands/rules.ts')).explain,
  },
  {
    path: 'policy check',
    about: 'check a policy file before it is put in place',
    operands: [['<file>', 'the policy file; - for the standard input']],
    options: [{ flags: '--person', about: "as a person's own file, which may say less" }],
    examples: ['policy check /etc/multios-package-manager/policy.json', 'policy check -'],
    load: async () => (await import('../commands/rules.ts')).check,
  },
  {
    path: 'policy request',
    about: 'ask the administrator for a package, or for a repository by its address, that a rule keeps back',
    operands: [['<what>', 'name of a package, or address of a repository']],
    options: [
      { flags: '--version <version>', about: 'this version of it' },
      { flags: '--repository <name>', about: 'as this repository offers it' },
      { flags: '--reason <text>', about: 'why you need it' },
    ],
    examples: ['policy request gimp --reason "For the spring catalogue"'],
    load: async () => (await import('../commands/requests.ts')).request,
  },
  {
    path: 'policy requests',
    about: 'list what was asked for and what became of it; for the administrator, from everybody',
    load: async () => (await import('../commands/requests.ts')).requests,
  },
  {
    path: 'policy withdraw',
    about: 'take back what you asked for and nobody has answered',
    operands: [requestId],
    load: async () => (await import('../commands/requests.ts')).withdraw,
  },
  {
    path: 'policy approve',
    about: 'let what was asked for pass the rule that asked; for the administrator',
    operands: [requestId],
    options: [
      { flags: '--until <date>', about: 'the last day on which it holds: 2027-03-31' },
      { flags: '--reason <text>', about: 'what whoever asked is told' },
    ],
    load: async () => (await import('../commands/requests.ts')).approve,
  },
  {
    path: 'policy refuse',
    about: 'say no to a request, or take an approval back; for the administrator',
    operands: [requestId],
    options: [{ flags: '--reason <text>', about: 'what whoever asked is told' }],
    load: async () => (await import('../commands/requests.ts')).refuse,
  },
]

export const ownerRows: readonly CommandRow[] = [
  {
    path: 'repository own',
    about: 'let only this repository offer some names',
    operands: [repository, patterns],
    examples: ['repository own work "acme-*"'],
    load: async () => (await import('../commands/policy.ts')).own,
  },
  {
    path: 'repository disown',
    about: 'let every repository offer these names again',
    operands: [repository, patterns],
    load: async () => (await import('../commands/policy.ts')).disown,
  },
]

import { createHash } from 'node:crypto'
import { buildPool } from '../../engine/resolver/build-pool.ts'
import {
  openPolicy,
  usualOptions,
  type Declaration,
  type InstalledPackage,
  type Wish,
} from '../../engine/resolver/package-source.ts'
import type { openPool } from '../../engine/resolver/pool.ts'
import type { resolve, usualBudget } from '../../engine/resolver/resolve.ts'

/** The resolver as it was built. */
interface Built {
  readonly openPool: typeof openPool
  readonly resolve: typeof resolve
  readonly usualBudget: typeof usualBudget
}

/**
 * Has the resolver answer a request of each kind in a small world where everything occurs that packages say of each
 * other, so that what real requests call has been compiled. Throws where it has no answer.
 */
export function trainResolver(built: Readonly<Record<string, unknown>>): void {
  const { openPool: open, resolve: answer, usualBudget: budget } = built as unknown as Built
  const sources = ['main', 'other'].map((repository) => ({ repository, digest: digestOf(repository) }))
  const pool = open(buildPool(world, { architecture: 'x86_64', sources }))
  if (pool === null) throw new Error('the pool of the training cannot be opened')
  const policy = openPolicy([
    { name: 'main', priority: 100 },
    { name: 'other', priority: 50 },
  ])
  for (const { installed, wishes } of requests) {
    const input = { pool, installed, wishes, policy, options: usualOptions, securityFixes: new Set<string>() }
    const resolution = answer(input, budget, () => false)
    if (resolution.kind === 'gave-up') throw new Error('the training came to no answer')
    // Its parts are worked out when they are asked for.
    JSON.stringify(resolution)
    if (resolution.kind === 'solved')
      JSON.stringify([resolution.changed, resolution.removed, resolution.extent])
  }
}

type Said = Partial<Declaration>

function release(label: string, said: Said = {}): Declaration {
  const [name = '', version = ''] = label.split(' ')
  return {
    ...{ name, version, scheme: 'debian', architecture: 'x86_64', repository: 'main' },
    digest: digestOf(label + (said.repository ?? '')),
    ...{
      dependencies: [],
      recommends: [],
      suggests: [],
      provides: [],
      conflicts: [],
      breaks: [],
      replaces: [],
    },
    ...{ size: 1_000, installedSize: 3_000 },
    ...said,
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

const world: readonly Declaration[] = [
  release('base 12'),
  release('libc 2.36-9', { dependencies: ['libgcc >= 10'], recommends: ['locales'] }),
  release('libc 2.37-1', { dependencies: ['libgcc >= 10'], breaks: ['old-tool < 2'] }),
  release('libgcc 12.2', { dependencies: ['base = 12'] }),
  release('locales 2.36-9', { dependencies: ['libc-abi'] }),
  release('abi 1', { provides: ['libc-abi = 2.36', 'abi-2'] }),
  release('abi-next 2', { provides: ['libc-abi = 2.37'], conflicts: ['abi'], replaces: ['abi'] }),
  release('editor 2:9.0', { dependencies: ['libc >= 2.36', 'editor-common = 2:9.0', 'gui | terminal'] }),
  release('editor 2:9.1', { dependencies: ['libc >= 2.36', 'editor-common = 2:9.1', 'gui | terminal'] }),
  release('editor-common 2:9.0', { architecture: 'universal' }),
  release('editor-common 2:9.1', { architecture: 'universal' }),
  release('gui 3', { dependencies: ['sound-server', 'libc > 2'], recommends: ['fonts | other-fonts'] }),
  release('terminal 1', { dependencies: ['libc'], suggests: ['fonts'] }),
  release('fonts 1.0~rc1', { architecture: 'universal' }),
  release('fonts 1.0', { architecture: 'universal', repository: 'other' }),
  release('pulse 16', { provides: ['sound-server'], conflicts: ['wire-audio'] }),
  release('wire 0.3', { provides: ['sound-server'], dependencies: ['wire-audio'] }),
  release('wire-audio 0.3', { conflicts: ['pulse'] }),
  release('desktop 43', { dependencies: ['gui', 'wire-audio', 'editor >= 2:9.1', 'locales'] }),
  release('old-tool 1', { dependencies: ['libc < 2.37'] }),
  release('old-tool 1.5', { dependencies: ['libc < 2.37'] }),
  release('app 1.2.0', { scheme: 'semver', dependencies: ['plugin ^1.0.0', 'libc'] }),
  release('app 2.0.0-beta.1', { scheme: 'semver', dependencies: ['plugin ^2.0.0'] }),
  release('plugin 1.4.0', { scheme: 'semver' }),
  release('plugin 2.0.0', { scheme: 'semver', dependencies: ['nowhere'] }),
  release('other-machine 1', { architecture: 'aarch64' }),
]

const installed = (...labels: string[]): InstalledPackage[] =>
  world
    .filter(({ name, version }) => labels.includes(`${name} ${version}`))
    .map((declared) => ({ ...declared, chosen: true, unmet: [], declare: () => declared }))

const install = (...names: string[]): Wish[] =>
  names.map((name) => ({ kind: 'install', name, constraints: [] }))

const machine = [
  ...installed('libc 2.36-9', 'libgcc 12.2', 'base 12', 'old-tool 1', 'terminal 1'),
  ...installed('editor 2:9.0', 'editor-common 2:9.0', 'abi 1', 'fonts 1.0~rc1'),
]
const outside = release('gone 1', { dependencies: ['libc'], repository: 'elsewhere' })
const withStranger = [...machine, { ...outside, chosen: true, unmet: [], declare: () => outside }]

const requests: readonly {
  readonly installed: readonly InstalledPackage[]
  readonly wishes: readonly Wish[]
}[] = [
  { installed: [], wishes: install('desktop') },
  { installed: [], wishes: install('desktop', 'pulse') },
  { installed: [], wishes: install('editor', 'app') },
  {
    installed: [],
    wishes: [{ kind: 'install', name: 'app', constraints: [{ operator: '=', version: '2.0.0-beta.1' }] }],
  },
  { installed: machine, wishes: install('desktop') },
  { installed: machine, wishes: install('desktop', 'pulse') },
  { installed: machine, wishes: install('abi-next') },
  { installed: machine, wishes: [{ kind: 'update-all' }] },
  { installed: machine, wishes: [{ kind: 'update', name: 'editor' }] },
  { installed: machine, wishes: [{ kind: 'remove', name: 'libc', force: false }] },
  { installed: machine, wishes: [{ kind: 'remove', name: 'libc', force: true }] },
  { installed: machine, wishes: [{ kind: 'remove', name: 'editor', force: false }] },
  { installed: machine, wishes: [{ kind: 'autoremove' }] },
  { installed: withStranger, wishes: install('gui') },
  { installed: withStranger, wishes: [{ kind: 'update-all' }] },
]

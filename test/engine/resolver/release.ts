import { createHash } from 'node:crypto'
import { parseConstraints } from '../../../engine/model/version-range.ts'
import type {
  Declaration,
  InstalledPackage,
  InstallWish,
  Wish,
} from '../../../engine/resolver/package-source.ts'
import { read } from './requests.ts'

/** The machine that all test universes are for. */
export const machine = 'x86_64'

export interface Spec {
  readonly needs?: readonly string[]
  readonly recommends?: readonly string[]
  readonly suggests?: readonly string[]
  readonly provides?: readonly string[]
  readonly conflicts?: readonly string[]
  readonly breaks?: readonly string[]
  readonly replaces?: readonly string[]
  readonly repository?: string
  readonly scheme?: 'semver' | 'debian'
  readonly architecture?: string
}

/** `a 1.0`, and what it says of others. */
export function release(label: string, spec: Spec = {}): Declaration {
  const [name, version] = label.split(' ') as [string, string]
  const { needs, repository = 'main', scheme = 'semver', architecture = machine, ...relations } = spec
  const said = {
    dependencies: needs ?? [],
    recommends: [],
    suggests: [],
    provides: [],
    conflicts: [],
    breaks: [],
    replaces: [],
    ...relations,
  }
  const words = { name, version, scheme, architecture, repository, ...said }
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex')
  return { ...words, digest, size: 1_000, installedSize: 4_000 }
}

export function installedFrom(
  declaration: Declaration,
  chosen: boolean,
  unmet: readonly string[] = [],
): InstalledPackage {
  const { name, version, repository, digest } = declaration
  return { name, version, repository, digest, chosen, unmet, declare: () => declaration }
}

/**
 * `install a >= 1`, `install a @other` (of that repository), `install! a` (whatever it lacks), `downgrade a`, `remove a`,
 * `remove! a` (by force), `replace a by b`, `update a`, `update`, `autoremove`, `repair`.
 */
export function wish(text: string): Wish {
  const [verb, name = '', ...rest] = text.split(' ')
  switch (verb) {
    case 'install':
    case 'install!':
      return installWish(name, rest, verb === 'install!')
    case 'downgrade':
      return { kind: 'install', name, constraints: [], older: true }
    case 'remove':
    case 'remove!':
      return { kind: 'remove', name, force: verb === 'remove!' }
    case 'replace':
      return { kind: 'replace', name, by: rest[1]! }
    case 'update':
      return name === '' ? { kind: 'update-all' } : { kind: 'update', name }
    case 'autoremove':
    case 'repair':
      return { kind: verb }
    default:
      throw new Error(`no wish begins with ${verb!}`)
  }
}

function installWish(name: string, words: readonly string[], forceDependencies: boolean): InstallWish {
  const repository = words.find((word) => word.startsWith('@'))?.slice(1)
  const constraint = words.filter((word) => !word.startsWith('@')).join(' ')
  return {
    kind: 'install',
    name,
    constraints: constraint === '' ? [] : read(parseConstraints(constraint)),
    ...(repository === undefined ? {} : { repository }),
    ...(forceDependencies ? { forceDependencies } : {}),
  }
}

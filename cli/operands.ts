import type { ChangeRequest } from '../engine/index.ts'
import type { Arguments } from './arguments.ts'
import { usage } from './failure.ts'

/** A package as a request names it. */
export interface Wanted {
  name: string
  version?: string
}

/** The same with the repository that alone may give it. */
export interface WantedFrom extends Wanted {
  readonly repository?: string
}

/** `jq`, `jq=1.7`, and with the repository that it shall come from `jq@main`, `jq=1.7@main`. */
export function wantedFrom(operand: string): WantedFrom {
  const at = operand.lastIndexOf('@')
  if (at < 0) return wantedOf(operand)
  const repository = operand.slice(at + 1)
  if (at === 0 || repository === '')
    throw usage(`"${operand}" names no package and repository.`, 'Write NAME@REPOSITORY.')
  return { ...wantedOf(operand.slice(0, at)), repository }
}

/** `jq`, `jq=1.7`, `jq>=1.6,<2`. */
export function wantedOf(operand: string): Wanted {
  const at = operand.search(/[=<>!~^]/)
  if (at < 0) return { name: operand }
  const name = operand.slice(0, at).trim()
  const range = operand.slice(at).trim()
  if (name === '' || /^[=<>!~^]+$/.test(range)) {
    throw usage(`"${operand}" names no package and version.`, 'Write NAME=VERSION, or "NAME>=VERSION".')
  }
  const exact = /^={1,2}([^=<>!~^,|][^,|]*)$/.exec(range)?.[1]
  return { name, version: exact?.trim() ?? spaced(range) }
}

type InstallRequest = Extract<ChangeRequest, { kind: 'install' }>

/** One request for each repository that something shall come from: its own, or else the `usual` one. */
export function installsFrom(
  wanted: readonly WantedFrom[],
  usual: string | undefined,
  options: Omit<InstallRequest, 'kind' | 'packages' | 'repository'>,
): readonly InstallRequest[] {
  const groups = Map.groupBy(wanted, ({ repository = usual }) => repository)
  return Array.from(groups, ([repository, those]) => ({
    kind: 'install',
    packages: those.map(({ name, version }) => (version === undefined ? { name } : { name, version })),
    ...(repository === undefined ? {} : { repository }),
    ...options,
  }))
}

/** `>=1.6,<2` → `>= 1.6, < 2`, as ranges are written everywhere else. */
function spaced(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim().replace(/^([=<>!~^]+)\s*/, '$1 '))
    .join(', ')
}

/** `--no-recommends` and `--suggests`, where they were given. */
export function extrasOf(input: Arguments): { recommends?: boolean; suggests?: boolean } {
  return {
    ...(input.flag('recommends') ? {} : { recommends: false }),
    ...(input.flag('suggests') ? { suggests: true } : {}),
  }
}

export function developmentOf(input: Arguments): { development?: boolean } {
  return input.flag('development') ? { development: true } : {}
}

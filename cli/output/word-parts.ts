// The small turns of phrase from which failures are worded.
import type { ErrorFacts } from '../../engine/index.ts'
import { listed, size } from './phrases.ts'
import { inline } from './text.ts'
import type { Setting } from './word-table.ts'

/** The program for which a repository is a folder that it writes, not an address that it reads. */
export const publisher = 'multios-repo-builder'

/** Whether the files a program speaks of are the person's own. Such a program knows no data directory. */
export function isMaker(program: string): boolean {
  return program === publisher || program === 'multios-builder'
}

export function elsewhere(program: string): string {
  return isMaker(program) ? 'another place' : 'another place with --data-dir DIR'
}

export function near(nearest: readonly string[]): string | null {
  return nearest.length === 0 ? null : `Did you mean ${listed(nearest.slice(0, 3).map(inline), 3, 'or')}?`
}

/** Who else has what one repository does not offer, and what that one has instead. */
export function elsewhereOffered({
  repository,
  available,
  offeredBy,
}: ErrorFacts['release/not-in-repository']): string {
  const others = listed(offeredBy.map((name) => `"${inline(name)}"`))
  const instead =
    available.length === 0 ? '' : ` "${inline(repository)}" has ${listed(available.map(inline))}.`
  return `${others === '' ? 'No repository in use offers it.' : `It is offered by ${others}.`}${instead}`
}

/** `"Foo"` → `Foo`: the engine's schemas quote what they were given. */
export function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/s, '$1')
}

/** `request.packages.0.name` → `name`: where it stood in the request is no news to who typed it. */
export function lastWord(what: string): string {
  if (what === 'repository-url') return 'address of a repository'
  if (what === 'openpgp-key') return 'OpenPGP key'
  if (/\.packages\.\d+$/.test(what)) return 'name'
  return what.includes(' ') ? what : (what.split('.').findLast((part) => !/^\d+$/.test(part)) ?? what)
}

/** Commands whose operands are packages. */
const forPackages = /^(?:depsolve|downgrade|info|install|run|uninstall|update|why|why-not)$/

/** What is no name may be a title, as windows show it. */
export function validWay(
  { what, value }: ErrorFacts['request/invalid'],
  { command, program, verb }: Pick<Setting, 'command' | 'program' | 'verb'>,
): string | null {
  if (what === 'version') return 'A version is like 1.2.3, or a range such as ">= 1.2, < 2".'
  const title = unquoted(value)
  const isTitle = lastWord(what) === 'name' && /^\p{L}[\p{L}\p{N} -]*$/u.test(title)
  if (!isTitle || isMaker(program) || !forPackages.test(verb)) return null
  return `If that is its title, this finds its name: ${command('search', title)}`
}

/** `jq 1.7` → `jq`. */
export function bare(release: string): string {
  return inline(release).split(' ')[0]!
}

/** A rule that was to be dropped and does not hold. */
export function notSetWords(rule: ErrorFacts['policy/not-set']['rule'], what: string): string {
  const [first = '', second = ''] = inline(what).split(' ')
  return {
    hold: `"${first}" is not held.`,
    pin: `"${first}" is not pinned.`,
    protect: `"${first}" is not protected.`,
    owner: `The repository "${first}" does not own "${second}".`,
  }[rule]
}

export function evidence(detail: string): string {
  return detail === '' ? '.' : `: ${inline(detail)}`
}

export function spaceWords(needed: number | null, free: number | null): string {
  const wants = needed === null ? '' : ` needs ${size(needed)} more`
  const has = free === null ? '' : `${wants === '' ? '' : ','} has ${size(free)} free`
  return wants + has === '' ? ' is full.' : `${wants}${has}.`
}

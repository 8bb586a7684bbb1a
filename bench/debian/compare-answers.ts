import type { Declaration } from '../../engine/resolver/package-source.ts'
import type { Checker } from '../../test/kit/independent-checker.ts'
import type { NameAndVersion } from './solve-once.ts'

export interface Compared {
  readonly title: string
  readonly rival: string
  readonly ours: readonly NameAndVersion[]
  readonly theirs: readonly NameAndVersion[]
  /** Names that were there before. */
  readonly installed: ReadonlySet<string>
}

export interface Judges {
  readonly checker: Checker
  readonly find: (name: string, version: string) => Declaration | undefined
}

/** Where two answers part, and at which clause: as lines for people. Nothing where they are the same. */
export function differences(compared: Compared, judges: Judges): readonly string[] {
  const ours = side(compared.ours, judges)
  const theirs = side(compared.theirs, judges)
  const onlyOurs = withoutNames(ours, theirs)
  const onlyTheirs = withoutNames(theirs, ours)
  const versions = otherVersions(ours, theirs)
  if (onlyOurs.size + onlyTheirs.size + versions.length === 0) return []
  const { rival, title, installed } = compared
  const decided = decisions(ours, theirs, { onlyOurs, onlyTheirs })
  const explained = new Set(decided.flatMap(({ ourPart, theirPart }) => [...ourPart, ...theirPart]))
  return [
    `${title}: ours ${weight(ours)}, ${rival} ${weight(theirs)}`,
    ...versions.map((line) => `  ${line}`),
    ...decided.map((decision) => `  ${sentence(decision, rival)}`),
    ...rest(`only ours has, for another reason`, onlyOurs, { explained, installed }),
    ...rest(`only ${rival} has, for another reason`, onlyTheirs, { explained, installed }),
  ]
}

interface Side {
  readonly members: ReadonlyMap<string, Declaration>
  readonly taken: (clause: string) => readonly (readonly string[])[]
}

interface Decision {
  readonly release: string
  readonly clause: string
  readonly ours: readonly Taken[]
  readonly theirs: readonly Taken[]
  /** Everything that only one side has and that came because of this. */
  readonly ourPart: ReadonlySet<string>
  readonly theirPart: ReadonlySet<string>
  /** How many other clauses in our state need just what we took. */
  readonly shared: number
}

interface Taken {
  readonly name: string
  /** Counted from 1 in the order in which the clause is written. */
  readonly alternative: number
}

function side(packages: readonly NameAndVersion[], { checker, find }: Judges): Side {
  const members = new Map<string, Declaration>()
  for (const [name, version] of packages) {
    const declaration = find(name, version)
    if (declaration !== undefined) members.set(name, declaration)
  }
  return { members, taken: checker.takenIn(packages.map(([name, version]) => ({ name, version }))) }
}

function withoutNames(mine: Side, other: Side): ReadonlySet<string> {
  return new Set([...mine.members.keys()].filter((name) => !other.members.has(name)))
}

function otherVersions(ours: Side, theirs: Side): readonly string[] {
  return [...ours.members.values()].flatMap(({ name, version }) => {
    const other = theirs.members.get(name)?.version ?? version
    return other === version ? [] : [`${name}: ours ${version}, theirs ${other}`]
  })
}

/** Clauses of releases that both have, met by different packages. */
function decisions(
  ours: Side,
  theirs: Side,
  {
    onlyOurs,
    onlyTheirs,
  }: { readonly onlyOurs: ReadonlySet<string>; readonly onlyTheirs: ReadonlySet<string> },
): readonly Decision[] {
  const found: Decision[] = []
  for (const { name, version, dependencies } of ours.members.values()) {
    const isShared = theirs.members.get(name)?.version === version
    for (const clause of isShared ? dependencies : []) {
      const mine = meeting(ours, clause)
      const other = meeting(theirs, clause)
      if (mine.some((taken) => other.some((one) => one.name === taken.name))) continue
      found.push({
        release: `${name} ${version}`,
        clause,
        ours: mine,
        theirs: other,
        ourPart: comingWith(ours, mine, onlyOurs),
        theirPart: comingWith(theirs, other, onlyTheirs),
        shared: needs(ours, new Set(mine.map((taken) => taken.name))) - 1,
      })
    }
  }
  return found
}

function meeting({ taken }: Side, clause: string): readonly Taken[] {
  return taken(clause).flatMap((names, at) => names.map((name) => ({ name, alternative: at + 1 })))
}

function comingWith(
  { members, taken }: Side,
  roots: readonly Taken[],
  only: ReadonlySet<string>,
): ReadonlySet<string> {
  const coming = new Set(roots.map(({ name }) => name).filter((name) => only.has(name)))
  // Grows while it is walked.
  for (const name of coming) {
    const clauses = members.get(name)?.dependencies ?? []
    for (const next of clauses.flatMap((clause) => taken(clause).flat())) if (only.has(next)) coming.add(next)
  }
  return coming
}

function needs({ members, taken }: Side, names: ReadonlySet<string>): number {
  const clauses = [...members.values()].flatMap(({ dependencies }) => dependencies)
  return clauses.filter((clause) => {
    const meeting = taken(clause).flat()
    return meeting.length > 0 && meeting.every((name) => names.has(name))
  }).length
}

function sentence(
  { release, clause, ours, theirs, ourPart, theirPart, shared }: Decision,
  rival: string,
): string {
  const also = shared > 0 ? `, which ${shared} other clauses of ours need too` : ''
  return (
    `${release} needs "${clause}": ours ${told(ours)}${also}, bringing ${ourPart.size}; ` +
    `${rival} ${told(theirs)}, bringing ${theirPart.size}`
  )
}

function told(taken: readonly Taken[]): string {
  return taken.map(({ name, alternative }) => `${name} (alternative ${alternative})`).join(' and ')
}

function rest(
  what: string,
  only: ReadonlySet<string>,
  {
    explained,
    installed,
  }: { readonly explained: ReadonlySet<string>; readonly installed: ReadonlySet<string> },
): readonly string[] {
  const names = [...only].filter((name) => !explained.has(name))
  const words = names.map((name) => (installed.has(name) ? `${name} (was installed)` : name))
  return names.length === 0 ? [] : [`  ${what}: ${words.join(', ')}`]
}

function weight({ members }: Side): string {
  const bytes = [...members.values()].reduce((sum, { installedSize }) => sum + installedSize, 0)
  return `${members.size} packages, ${(bytes / 2 ** 20).toFixed(0)} MB`
}

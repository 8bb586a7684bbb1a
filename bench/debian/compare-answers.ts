import type { Declaration } from '../../engine/resolver/package-source.ts'
import type { Checker } from '../../test/kit/independent-checker.ts'
import type { NameAndVersion } from './solve-once.ts'

export interface Compared {
  readonly title: string
  readonly rival: string
  readonly ours: readonly NameAndVersion[]
  readonly theirs: readonly NameAndVersion[]
  /** What was there before: versions by name. */
  readonly installed: ReadonlyMap<string, string>
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
  const versions = otherVersions(compared, ours, theirs)
  if (onlyOurs.size + onlyTheirs.size + versions.length === 0) return []
  const { rival, title, installed } = compared
  const decided = decisions(ours, theirs, { onlyOurs, onlyTheirs })
  const explained = new Set(decided.flatMap(({ ourPart, theirPart }) => [...ourPart, ...theirPart]))
  const groups = Map.groupBy(decided, (one) => `${named(one.ours)} or ${named(one.theirs)}`)
  return [
    `${title}: ours ${weight(ours)}, ${rival} ${weight(theirs)}`,
    ...versions.map((line) => `  ${line}`),
    ...[...groups.values()].map((alike) => `  ${sentence(alike, rival)}`),
    ...rest('ours', onlyOurs, { state: ours, explained, installed }),
    ...rest(rival, onlyTheirs, { state: theirs, explained, installed }),
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
}

interface Taken {
  readonly name: string
  /** Counted from 1 in the order in which the clause is written. */
  readonly alternative: number
  /** It bears the name that is asked for, and does not only provide it. */
  readonly isItself: boolean
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

function otherVersions({ rival, installed }: Compared, ours: Side, theirs: Side): readonly string[] {
  return [...ours.members.values()].flatMap(({ name, version }) => {
    const other = theirs.members.get(name)?.version ?? version
    const stays = installed.get(name) === version ? ', as it was' : ''
    return other === version ? [] : [`${name}: ours ${version}${stays}; ${rival} ${other}`]
  })
}

/** Clauses of releases that both have, met by different packages that not both have. */
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
      if (mine[0]?.name === other[0]?.name) continue
      if (!mine.some((one) => onlyOurs.has(one.name)) && !other.some((one) => onlyTheirs.has(one.name)))
        continue
      found.push({
        release: `${name} ${version}`,
        clause,
        ours: mine,
        theirs: other,
        ourPart: comingWith(ours, mine, onlyOurs),
        theirPart: comingWith(theirs, other, onlyTheirs),
      })
    }
  }
  return found
}

/** Best first, as it is written; each package once, for the first alternative that it meets. */
function meeting({ taken }: Side, clause: string): readonly Taken[] {
  const names = clause.split('|').map((text) => /[^\s:(<>=]+/.exec(text)?.[0])
  const all = taken(clause).flatMap((meeting, at) =>
    meeting.map((name) => ({ name, alternative: at + 1, isItself: names[at] === name })),
  )
  return [...new Map(all.toReversed().map((one) => [one.name, one])).values()]
    .toReversed()
    .toSorted((a, b) => a.alternative - b.alternative || Number(b.isItself) - Number(a.isItself))
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

function named(taken: readonly Taken[]): string {
  return taken.map(({ name }) => name).join(' ')
}

function sentence([first, ...others]: readonly Decision[], rival: string): string {
  if (first === undefined) return ''
  const { release, clause, ours, theirs, ourPart, theirPart } = first
  const also = others.length > 0 ? ` (and ${others.length} more such clauses)` : ''
  return (
    `${release} needs "${clause}"${also}: ours ${told(ours)}, bringing ${ourPart.size}; ` +
    `${rival} ${told(theirs)}, bringing ${theirPart.size}`
  )
}

const places = ['first', 'second', 'third'] as const

function told(taken: readonly Taken[]): string {
  return taken
    .map(({ name, alternative, isItself }) => {
      const place = places[alternative - 1] ?? `${alternative}th`
      return `${name} (${isItself ? place : `${place}, which it provides`})`
    })
    .join(' and ')
}

/** What one side has although what both have would do: who asks for it there, or nobody. */
function rest(
  who: string,
  only: ReadonlySet<string>,
  about: {
    readonly state: Side
    readonly explained: ReadonlySet<string>
    readonly installed: ReadonlyMap<string, string>
  },
): readonly string[] {
  const { state, explained, installed } = about
  const clauses = [...state.members.values()].flatMap((declaration) =>
    declaration.dependencies.map((clause) => ({ of: declaration.name, clause })),
  )
  const reasonFor = (name: string): string => {
    if (installed.has(name)) return 'installed before'
    const asking = clauses.find(({ clause }) => state.taken(clause).flat().includes(name))
    return asking === undefined ? 'needed by nobody' : `as ${asking.of} needs "${asking.clause}"`
  }
  const names = [...only].filter((name) => !explained.has(name))
  const byReason = Map.groupBy(names, reasonFor)
  return [...byReason].map(([reason, alike]) => `  only ${who} has ${alike.join(', ')}, ${reason}`)
}

function weight({ members }: Side): string {
  const bytes = [...members.values()].reduce((sum, { installedSize }) => sum + installedSize, 0)
  return `${members.size} packages, ${(bytes / 2 ** 20).toFixed(0)} MB`
}

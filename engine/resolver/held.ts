import type { Relation } from '../model/relation.ts'
import type { ResolverRelease } from './package-source.ts'
import { isMet, type Universe } from './universe.ts'

/** An installed release that an update leaves as it is, or takes only part of the way. */
export interface Held {
  readonly release: ResolverRelease
  /** Version of the release that could not be taken. */
  readonly newest: string
  /** The fact in the way: `release: relation`. */
  readonly reason: string
}

/** `now` is the new state by name. */
export function heldReleases(now: ReadonlyMap<string, ResolverRelease>, universe: Universe): readonly Held[] {
  const held: Held[] = []
  let mentions: Mentions | null = null
  for (const release of now.values()) {
    const newest = universe.newerThanInstalled(release.name)[0]
    if (!universe.isUpdating(release.name) || newest === undefined || newest === release) continue
    mentions ??= collectMentions(now)
    held.push({ release, newest: newest.version, reason: findReason(newest, release, { now, mentions }) })
  }
  return held.sort((a, b) => (a.release.name < b.release.name ? -1 : 1))
}

/** Whose words are about a name, so that finding a reason does not ask every package. */
type Mentions = ReadonlyMap<string, readonly ResolverRelease[]>

function collectMentions(now: ReadonlyMap<string, ResolverRelease>): Mentions {
  const mentions = new Map<string, ResolverRelease[]>()
  for (const release of now.values()) {
    const relations = [...release.dependencies, ...release.conflicts]
    const names = relations.flatMap(({ alternatives }) => alternatives.map(({ name }) => name))
    for (const name of new Set(names)) {
      const list = mentions.get(name)
      if (list === undefined) mentions.set(name, [release])
      else list.push(release)
    }
  }
  return mentions
}

function findReason(
  newest: ResolverRelease,
  current: ResolverRelease,
  { now, mentions }: { now: ReadonlyMap<string, ResolverRelease>; mentions: Mentions },
): string {
  const names = [newest, current].flatMap(({ name, provides }) => [name, ...provides.map((p) => p.name)])
  for (const other of new Set(names.flatMap((name) => mentions.get(name) ?? []))) {
    if (other === current) continue
    const refusal = other.conflicts.find((relation) => isMet(relation, newest))
    const need = other.dependencies.find((relation) => isMet(relation, current) && !isMet(relation, newest))
    const relation = refusal ?? need
    if (relation !== undefined) return format(other, relation)
  }
  const present = Array.from(now.values()).filter(({ name }) => name !== newest.name)
  const missing = newest.dependencies.find((relation) => !present.some((other) => isMet(relation, other)))
  const clash = newest.conflicts.find((relation) => present.some((other) => isMet(relation, other)))
  const relation = clash ?? missing
  return relation === undefined ? `${newest.name} ${newest.version}` : format(newest, relation)
}

function format(release: ResolverRelease, relation: Relation): string {
  return `${release.name} ${release.version}: ${relation.text}`
}

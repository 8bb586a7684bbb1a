import type { Alternative, Relation } from '../model/relation.ts'
import { satisfies } from '../model/version-range.ts'
import { compareVersions } from '../model/version.ts'
import type { PackageSource, ResolverInput, ResolverRelease } from './package-source.ts'

/** The source's packages and the installed ones as one, in the order of preference of one request. */
export interface Universe {
  /** Best first; an installed release that no repository lists any more is last. */
  readonly releasesOf: (name: string) => readonly ResolverRelease[]
  /** What satisfies the relation: what is installed first, then in writing order, each best first. */
  readonly candidatesFor: (relation: Relation) => readonly ResolverRelease[]
  /** What the alternative names, directly or through what it provides. */
  readonly matching: (alternative: Pick<Alternative, 'name' | 'constraints'>) => readonly ResolverRelease[]
  readonly installedAs: (name: string) => ResolverRelease | undefined
  readonly isInstalled: (release: ResolverRelease) => boolean
  /** Newer releases of an installed name that an update may take, best first. */
  readonly newerThanInstalled: (name: string) => readonly ResolverRelease[]
  readonly isUpdating: (name: string) => boolean
}

export function createUniverse({ source, installed, wishes }: ResolverInput): Universe {
  const installedByName = new Map(installed.map(({ release }) => [release.name, release]))
  const catalog = withInstalled(source, [...installedByName.values()])
  const updating = new Set(wishes.flatMap((wish) => (wish.kind === 'update' ? [wish.name] : [])))
  const updatesAll = wishes.some((wish) => wish.kind === 'update-all')

  const isInstalled = (release: ResolverRelease) => installedByName.get(release.name)?.id === release.id
  const isUpdating = (name: string) => updatesAll || updating.has(name)
  const matching = (alternative: Pick<Alternative, 'name' | 'constraints'>) => [
    ...catalog.releasesOf(alternative.name).filter((release) => matches(release, alternative)),
    ...catalog.providersOf(alternative.name).filter((release) => matches(release, alternative)),
  ]
  const newerThanInstalled = remember((name: string) =>
    newerReleases(catalog.releasesOf(name), installedByName.get(name)),
  )
  /** An update counts as the installed package in its new form, so that it does not lose to a newcomer. */
  const isAtHome = (release: ResolverRelease) =>
    isInstalled(release) || (isUpdating(release.name) && newerThanInstalled(release.name).includes(release))

  return {
    releasesOf: catalog.releasesOf,
    matching,
    isInstalled,
    isUpdating,
    newerThanInstalled,
    installedAs: (name) => installedByName.get(name),
    candidatesFor: remember((relation) => {
      const all = [...new Set(relation.alternatives.flatMap(matching))]
      return [...all.filter(isAtHome), ...all.filter((release) => !isAtHome(release))]
    }),
  }
}

/** A provision without a version meets only relations without constraints. */
export function matches(
  release: ResolverRelease,
  { name, constraints }: Pick<Alternative, 'name' | 'constraints'>,
): boolean {
  if (release.name === name && satisfies(release.version, constraints, release.scheme)) return true
  return release.provides.some(
    (provision) =>
      provision.name === name &&
      (constraints.length === 0 ||
        (provision.version !== null && satisfies(provision.version, constraints, release.scheme))),
  )
}

export function isMet(relation: Relation, release: ResolverRelease): boolean {
  return relation.alternatives.some((alternative) => matches(release, alternative))
}

/** Installed releases stand in for the source's record of the same id, and beside it where it has none. */
function withInstalled(source: PackageSource, installed: readonly ResolverRelease[]): PackageSource {
  const byName = new Map<string, ResolverRelease[]>()
  const byProvision = new Map<string, ResolverRelease[]>()
  for (const release of installed) {
    append(byName, release.name, release)
    for (const { name } of release.provides) append(byProvision, name, release)
  }
  const releasesOf = remember((name: string) => merge(source.releasesOf(name), byName.get(name) ?? []))
  // A provider that is no release of its own name (of a channel that is off, say) cannot be taken.
  const isOffered = (release: ResolverRelease) => releasesOf(release.name).some(({ id }) => id === release.id)
  return {
    releasesOf,
    providersOf: remember((name: string) =>
      merge(source.providersOf(name), byProvision.get(name) ?? []).filter(
        (release) => release.name !== name && isOffered(release),
      ),
    ),
  }
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function merge(
  listed: readonly ResolverRelease[],
  installed: readonly ResolverRelease[],
): readonly ResolverRelease[] {
  const own = new Map(installed.map((release) => [release.id, release]))
  const merged = new Map(listed.map((release) => [release.id, own.get(release.id) ?? release]))
  for (const release of installed) merged.set(release.id, release)
  return [...merged.values()]
}

/**
 * A name does not move to a stranger's repository for a higher number: only the repository it came from, or
 * the one that comes first for this name, can update it; and what the source ranks below the installed release
 * is no update.
 */
function newerReleases(
  releases: readonly ResolverRelease[],
  installed: ResolverRelease | undefined,
): readonly ResolverRelease[] {
  if (installed === undefined) return []
  const own = releases.findIndex((release) => release.id === installed.id)
  const isListed = own >= 0 && own < releases.length - 1
  const repositories = new Set([installed.repository, releases[0]?.repository])
  return (isListed ? releases.slice(0, own) : releases).filter(
    (release) =>
      repositories.has(release.repository) &&
      release.scheme === installed.scheme &&
      compareVersions(release.version, installed.version, release.scheme) > 0,
  )
}

/** Lists keep their identity within one request, so that each is asked for once. */
function remember<K, T>(ask: (key: K) => T): (key: K) => T {
  const answers = new Map<K, T>()
  return (key) => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = ask(key)
    answers.set(key, answer)
    return answer
  }
}

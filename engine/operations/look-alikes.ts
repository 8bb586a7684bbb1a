import type { Catalog } from '../catalog/catalog.ts'
import type { LookAlike } from '../model/consent.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { maintainerName } from '../model/publisher.ts'
import { lookAlikes } from '../policy/look-alike.ts'
import { type NeededName, neededNames } from '../resolver/needed-names.ts'
import { findEvidence } from '../state/publishers.ts'
import { listRepositories } from '../state/repositories.ts'
import { orderedRepositories } from './ordered-repositories.ts'
import type { Draft, NextRelease } from './draft.ts'
import { signersOf } from './signers.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

type Origin = Pick<LookAlike, 'name' | 'publisher' | 'repository'>

/** A name that a person may take another one for. */
interface KnownName {
  readonly name: string
  readonly repository: string
  readonly standing: LookAlike['other']['standing']
}

/** A name is known where so many packages of its repository depend on it. */
const many = 10
/** And much better known than another one where they are so many times as many. */
const timesAsMany = 10

/** New names of a draft that pass for one of somebody else, each with the best known of those. */
export function lookAlikesOf(toolbox: Toolbox, draft: Draft): LookAlike[] {
  const installed = installedReleases(toolbox)
  const fresh = draft.next.filter(({ release, offer }) => offer !== null && !installed.has(release.name))
  if (fresh.length === 0) return []
  const catalog = openedCatalog(toolbox)
  const names = fresh.map(({ release }) => release.name)
  // Planning has just used the pool. Where another process makes it anew, what is installed and featured still counts.
  const needed = toolbox.pool.glance((pool) => neededNames(pool, many, names)) ?? []
  const priorities = new Map(orderedRepositories(toolbox).map(({ name, priority }) => [name, priority]))
  const known = [
    ...Array.from(installed.values(), ({ name, repository }): KnownName => ({
      name,
      repository,
      standing: 'installed',
    })),
    ...featuredNames(toolbox, catalog),
    ...needed
      .filter(({ count }) => count >= many)
      .toSorted((a, b) => b.count - a.count)
      .map(({ name, repository }): KnownName => ({ name, repository, standing: 'needed' })),
  ]
  return fresh.flatMap((next) => {
    const mine = offeredOrigin(toolbox, catalog, next)
    const alike = new Map(
      lookAlikes(mine.name, new Set(known.map(({ name }) => name))).map((one) => [one.name, one.likeness]),
    )
    for (const one of known) {
      const likeness = alike.get(one.name)
      if (likeness === undefined || !speaksTo(mine, one, priorities)) continue
      if (isKnownToo(mine, one, { known, needed })) continue
      const origin = originOf(toolbox, catalog, one, installed)
      if (origin === null || isOneSource(mine, origin)) continue
      return [{ kind: 'look-alike', ...mine, other: { ...origin, standing: one.standing }, likeness }]
    }
    return []
  })
}

/** What an operator shows on the first page is known to whoever looks there. */
function featuredNames({ state }: Toolbox, catalog: Catalog): KnownName[] {
  return listRepositories(state)
    .filter(({ enabled }) => enabled)
    .flatMap(({ name: repository }) =>
      (catalog.about(repository)?.featured ?? []).map((one): KnownName => ({
        name: one.package,
        repository,
        standing: 'featured',
      })),
    )
}

/**
 * What is here counts for everybody. What a repository makes known counts for no repository that comes before it: it could
 * make every name of that one suspect.
 */
function speaksTo(
  mine: Origin,
  { repository, standing }: KnownName,
  priorities: ReadonlyMap<string, number>,
): boolean {
  if (standing === 'installed') return true
  return priorities.get(repository)! >= priorities.get(mine.repository)!
}

/** By the word of the same repository; what another one says of its own name counts for nothing: anybody can say it. */
function isKnownToo(
  mine: Origin,
  { name, repository, standing }: KnownName,
  { known, needed }: { readonly known: readonly KnownName[]; readonly needed: readonly NeededName[] },
): boolean {
  if (repository !== mine.repository) return false
  const isMine = (one: Pick<KnownName, 'name' | 'repository'>) =>
    one.name === mine.name && one.repository === mine.repository
  const countOf = (which: string) =>
    needed.find((one) => one.name === which && one.repository === repository)?.count ?? 0
  switch (standing) {
    case 'installed':
      return false
    case 'featured':
      return known.some((one) => one.standing === 'featured' && isMine(one))
    case 'needed':
      return countOf(mine.name) * timesAsMany > countOf(name)
  }
}

function offeredOrigin(toolbox: Toolbox, catalog: Catalog, { release, offer }: NextRelease): Origin {
  const { name, publisher, repository } = release
  const fingerprints = signersOf(toolbox, catalog, offer!)
  return { name, publisher: { name: publisher, fingerprints }, repository }
}

/** Null where its repository does not offer it itself. */
function originOf(
  toolbox: Toolbox,
  catalog: Catalog,
  { name, repository, standing }: KnownName,
  installed: ReadonlyMap<string, InstalledRelease>,
): Origin | null {
  const here = standing === 'installed' ? installed.get(name) : undefined
  if (here !== undefined) {
    const keys = findEvidence(toolbox.state, here.manifest_sha256)?.keys ?? []
    return {
      name,
      publisher: { name: here.publisher, fingerprints: keys.map(({ keyId }) => keyId) },
      repository,
    }
  }
  const offer = catalog.releasesOf(name).find((one) => one.repository === repository)
  if (offer === undefined) return null
  const claimed = maintainerName(offer.record.maintainer)
  const isListed = catalog.about(repository)?.publishers.some((one) => one.name === claimed) ?? false
  const fingerprints = signersOf(toolbox, catalog, offer)
  return { name, publisher: { name: isListed ? claimed : null, fingerprints }, repository }
}

/**
 * One publisher, or one who signs for all. What an index says of keys counts where it names no other key besides: the
 * artifact has to be signed by one of those it names.
 */
function isOneSource(mine: Origin, other: Origin): boolean {
  const isOneRepository = mine.repository === other.repository
  if (mine.publisher.fingerprints.length === 0)
    return isOneRepository && other.publisher.fingerprints.length === 0
  if (isOneRepository && mine.publisher.name !== null && mine.publisher.name === other.publisher.name)
    return true
  const keys = new Set(other.publisher.fingerprints)
  return mine.publisher.fingerprints.every((key) => keys.has(key))
}

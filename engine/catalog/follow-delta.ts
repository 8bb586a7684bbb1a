import { createHash } from 'node:crypto'
import { canonicalJson } from '../base/canonical-json.ts'
import { type IndexDelta, releaseId } from '../model/index-delta.ts'
import { findUngranted } from '../model/publisher.ts'
import { indexProblem, type IndexRecord } from '../model/repository-index.ts'
import { type Connection, guarded } from '../state/database.ts'
import { type AboutRepository, type CatalogSource, type CatalogRows, rowsOf } from './catalog-rows.ts'
import { recordChange } from './change-log.ts'
import { writtenRecord } from './read-index.ts'
import { digestsIn } from './source-digests.ts'
import { forgetBlocks, keepingBlocks, linesOf, packBlocks, type RecordPlace } from './record-blocks.ts'

export interface FollowedDelta extends Omit<CatalogSource, 'index'> {
  readonly delta: KnownDelta
}

type KnownDelta = Omit<IndexDelta, 'publishers'> & Pick<AboutRepository, 'publishers'>

/** Thrown to take a transaction back. */
class Astray extends Error {}

/**
 * Changes what the catalog says of one repository to what the delta leads to, in one transaction. False, and nothing is
 * changed, where the catalog is not at its beginning, or would not be at its end: then the whole index is needed.
 */
export function followDelta(catalog: Connection, followed: FollowedDelta): boolean {
  return guarded(catalog.name, () => {
    try {
      catalog.transaction(() => keepingBlocks(catalog, () => follow(catalog, followed))).immediate()
      return true
    } catch (error) {
      forgetBlocks(catalog)
      if (error instanceof Astray) return false
      throw error
    }
  })
}

function follow(catalog: Connection, { repository, delta, indexSha256, advisories }: FollowedDelta): void {
  const before = aboutOf(catalog, repository)
  if (before === null || digestsIn(before.digest).index !== delta.from) throw new Astray()
  const rows = rowsOf(catalog, repository)
  rows.takeArt(before.about)
  const names = namesToChange(catalog, repository, { delta, about: before.about })
  const gone = changeReleases(rows, delta, names)
  rows.addArt(delta)
  rows.finish()
  packBlocks(catalog, repository)
  rows.describe({ index: delta, indexSha256, advisories })
  recordChange(catalog, { repository, names: [...names], gone }, delta)
  if (digestOfRecords(catalog, repository) !== delta.records_sha256) throw new Astray()
}

/** Returns the releases of these names as they were. */
function changeReleases(rows: CatalogRows, delta: KnownDelta, names: ReadonlySet<string>): IndexRecord[] {
  const before: IndexRecord[] = []
  const gone = new Set(delta.removed.map(keyOf))
  const news = Map.groupBy(delta.packages, ({ name }) => name)
  const isDelegated = delta.publishers.some(({ granted }) => granted !== undefined)
  const isUngranted = isDelegated ? findUngranted(delta.publishers) : () => false
  for (const name of names) {
    const fresh = (news.get(name) ?? []).map(writtenRecord)
    const replaced = new Set(fresh.map(({ record }) => keyOf(releaseId(record))))
    const known = rows.take(name)
    before.push(...known.map(({ record }) => record))
    const kept = known.filter(({ record }) => {
      const key = keyOf(releaseId(record))
      return !gone.has(key) && !replaced.has(key)
    })
    const releases = [...kept, ...fresh]
    if (indexProblem({ packages: releases.map(({ record }) => record) }) !== null) throw new Astray()
    if (releases.some(({ record }) => isUngranted(record))) throw new Astray()
    rows.add(releases, delta.publishers)
  }
  return before
}

interface Change {
  readonly delta: KnownDelta
  readonly about: AboutRepository
}

/** All of them where it changed who may publish what: that decides which release stands for a name. */
function namesToChange(catalog: Connection, repository: string, { delta, about }: Change): Set<string> {
  if (isNoLess(delta.publishers, about.publishers)) {
    return new Set([...delta.removed.map(([name]) => name), ...delta.packages.map(({ name }) => name)])
  }
  const known = catalog
    .prepare<[string], string>('SELECT DISTINCT name FROM release WHERE repository = ?')
    .pluck()
    .all(repository)
  return new Set([...known, ...delta.packages.map(({ name }) => name)])
}

/** Whether publishers are the same, but for names that they were granted since: those have no releases here yet. */
function isNoLess(after: AboutRepository['publishers'], before: AboutRepository['publishers']): boolean {
  const grants = new Map(after.map(({ name, granted }) => [name, granted]))
  return (
    canonicalJson(before.map(withoutGrants)) === canonicalJson(after.map(withoutGrants)) &&
    before.every(({ name, granted }) => {
      const now = new Set(grants.get(name)?.names)
      return (granted === undefined) === (grants.get(name) === undefined) && isWithin(granted?.names, now)
    })
  )
}

function isWithin(names: readonly string[] = [], others: ReadonlySet<string>): boolean {
  return names.every((name) => others.has(name))
}

function withoutGrants({ granted: _granted, ...publisher }: AboutRepository['publishers'][number]) {
  return publisher
}

function aboutOf(
  catalog: Connection,
  repository: string,
): { readonly digest: string; readonly about: AboutRepository } | null {
  const row = catalog
    .prepare<[string], { index_sha256: string; about: string }>(
      'SELECT index_sha256, about FROM source WHERE repository = ?',
    )
    .get(repository)
  if (row === undefined) return null
  return { digest: row.index_sha256, about: JSON.parse(row.about) as AboutRepository }
}

/** As `textOfRecords` has them: SQLite orders texts by their bytes, and records are kept in their canonical form. */
function digestOfRecords(catalog: Connection, repository: string): string {
  const hash = createHash('sha256')
  const places = catalog
    .prepare<[string], RecordPlace>(
      `SELECT block, start, length FROM release WHERE repository = ? ORDER BY name, version, architecture`,
    )
    .all(repository)
  for (const lines of linesOf(catalog, places)) hash.update(lines)
  return hash.digest('hex')
}

function keyOf(id: readonly [IndexRecord['name'], string, string]): string {
  return id.join(' ')
}

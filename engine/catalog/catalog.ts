import { bySpecificity, matchesPattern } from '../base/pattern.ts'
import type { Advisory } from '../model/advisory.ts'
import type { IndexRecord, MediaFile } from '../model/repository-index.ts'
import type { NamespaceOwner } from '../resolver/package-source.ts'
import { type Connection, guarded } from '../state/database.ts'
import type { VexStatement } from '../model/vex.ts'
import type { AboutRepository } from './catalog-rows.ts'
import { recordAt, type RecordPlace } from './record-blocks.ts'
import { digestsIn } from './source-digests.ts'
import { advisoryFileIn } from './stored-advisories.ts'

/** A release as one repository offers it. */
export interface Offer {
  readonly repository: string
  readonly record: IndexRecord
}

/** A repository that may be used now. Lists of them come highest priority first. */
export interface UsableRepository {
  readonly name: string
  readonly priority: number
}

export interface SoughtRelease {
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly repository: string
}

/** What the enabled repositories offer. Every answer is of one consistent moment. */
export interface Catalog {
  /** All releases of a name that fit this machine: by priority of the repository, then newest first. */
  readonly releasesOf: (name: string) => Offer[]
  /** One release of one repository, in use or not. */
  readonly find: (sought: SoughtRelease) => Offer | null
  /** Releases that provide a virtual name, in the same order. */
  readonly providersOf: (name: string) => Offer[]
  /** Newest release of each name, from the repository that wins it; sorted by name. */
  readonly newest: () => Offer[]
  /** Releases by their rows, whatever the repository. */
  readonly offersAt: (rows: readonly number[]) => ReadonlyMap<number, Offer>
  readonly names: () => string[]
  readonly about: (repository: string) => AboutRepository | null
  /** Of the files that were brought; null where there were none. */
  readonly digestsOf: (repository: string) => { readonly index: string; readonly advisories: string } | null
  readonly countOf: (repository: string) => number
  readonly advisories: () => Advisory[]
  /** What publishers say of weaknesses, by priority of the repository that says it. */
  readonly vex: () => { readonly repository: string; readonly statement: VexStatement }[]
  readonly findMedia: (file: string) => { readonly repository: string; readonly entry: MediaFile } | null
}

/** What `owners` own is offered by them alone. */
export function readCatalog(
  connection: Connection,
  repositories: readonly UsableRepository[],
  architecture: string,
  owners: readonly NamespaceOwner[] = [],
): Catalog {
  const order = new Map(repositories.map(({ name }, index) => [name, index]))
  const all: Ask = (sql, ...values) =>
    guarded(connection.name, () => connection.prepare(sql).all(...values) as never)
  const isUsable = ({ repository }: StoredRow) => order.has(repository)
  const offers = (which: string, ...values: unknown[]): Offer[] =>
    storedOffers(connection, { which, values, isWanted: isUsable })
      .map(({ repository, record }): Offer => ({ repository, record }))
      .filter(({ record }) => fits(record.architecture, architecture))
      .filter(({ repository, record }) => mayOffer(repository, record.name, owners))
  // Stable, so that the order inside one repository stays.
  const byPriority = <T extends { readonly repository: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => order.get(a.repository)! - order.get(b.repository)!)
  const files = () =>
    all<{ repository: string; advisories: string }>('SELECT repository, advisories FROM source')
      .filter(({ repository }) => order.has(repository))
      .map(({ repository, advisories }) => ({ repository, ...advisoryFileIn(advisories) }))

  return {
    releasesOf: (name) => byPriority(offers('WHERE name = ? ORDER BY rank', name)),
    find: ({ name, version, architecture: built, repository }) => {
      const which = 'WHERE name = ? AND repository = ? AND version = ? AND architecture = ?'
      const [found] = storedOffers(connection, { which, values: [name, repository, version, built] })
      return found === undefined ? null : { repository, record: found.record }
    },
    providersOf: (name) =>
      byPriority(
        offers('WHERE id IN (SELECT release FROM provided WHERE name = ?) ORDER BY name, rank', name),
      ),
    newest: () => winners(offers('ORDER BY name, rank'), order),
    offersAt: (rows) => {
      const which = 'WHERE id IN (SELECT value FROM json_each(?))'
      const found = storedOffers(connection, { which, values: [JSON.stringify(rows)] })
      return new Map(found.map(({ id, ...offer }) => [id, offer]))
    },
    names: () => all<{ name: string }>('SELECT DISTINCT name FROM release').map(({ name }) => name),
    ...sourceAnswers(all, (text) => guarded(connection.name, () => JSON.parse(text) as never)),
    advisories: () => files().flatMap(({ advisories }) => advisories),
    vex: () =>
      byPriority(
        files().flatMap(({ repository, vex = [] }) => vex.map((statement) => ({ repository, statement }))),
      ),
  }
}

interface StoredRow extends RecordPlace {
  readonly id: number
  readonly repository: string
}

interface Sought {
  /** What follows `FROM release`. */
  readonly which: string
  readonly values: readonly unknown[]
  readonly isWanted?: (row: StoredRow) => boolean
}

/** Rows and their records are of one moment. */
function storedOffers(
  connection: Connection,
  { which, values, isWanted = () => true }: Sought,
): (Offer & Pick<StoredRow, 'id'>)[] {
  return guarded(connection.name, () =>
    connection.transaction(() =>
      connection
        .prepare<unknown[], StoredRow>(`SELECT id, repository, block, start, length FROM release ${which}`)
        .all(...values)
        .filter(isWanted)
        .map((row) => ({ id: row.id, repository: row.repository, record: recordAt(connection, row) })),
    )(),
  )
}

/** Runs a query; the caller knows what its rows look like. */
type Ask = <R>(sql: string, ...values: unknown[]) => R[]

/** What is known of repositories, whether they are enabled or not. */
function sourceAnswers(
  all: Ask,
  parse: <R>(text: string) => R,
): Pick<Catalog, 'about' | 'digestsOf' | 'countOf' | 'findMedia'> {
  return {
    about: (repository) => {
      const [row] = all<{ about: string }>('SELECT about FROM source WHERE repository = ?', repository)
      return row === undefined ? null : parse<AboutRepository>(row.about)
    },
    digestsOf: (repository) => {
      const sql = 'SELECT index_sha256 FROM source WHERE repository = ?'
      const [row] = all<{ index_sha256: string }>(sql, repository)
      return row === undefined ? null : digestsIn(row.index_sha256)
    },
    countOf: (repository) =>
      all<{ count: number }>(
        'SELECT count(DISTINCT name) AS count FROM release WHERE repository = ?',
        repository,
      )[0]?.count ?? 0,
    findMedia: (file) => {
      const [row] = all<{ repository: string; entry: string }>(
        'SELECT repository, entry FROM media WHERE file = ?',
        file,
      )
      return row === undefined ? null : { repository: row.repository, entry: parse<MediaFile>(row.entry) }
    },
  }
}

/** One offer a name, in the order in which names first appear: the first one of the repository that wins. */
function winners(list: readonly Offer[], order: ReadonlyMap<string, number>): Offer[] {
  const best = new Map<string, Offer>()
  for (const offer of list) {
    const before = best.get(offer.record.name)
    if (before === undefined || order.get(offer.repository)! < order.get(before.repository)!) {
      best.set(offer.record.name, offer)
    }
  }
  return [...best.values()]
}

/** The pattern that says most names the owner, as in the resolver. */
function mayOffer(repository: string, name: string, owners: readonly NamespaceOwner[]): boolean {
  const [owner] = owners
    .filter(({ pattern }) => matchesPattern(name, pattern))
    .toSorted((a, b) => bySpecificity(a.pattern, b.pattern))
  return owner === undefined || owner.repository === repository
}

function fits(architecture: string, machine: string): boolean {
  return architecture === 'universal' || architecture === machine
}

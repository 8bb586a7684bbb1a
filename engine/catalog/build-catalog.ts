import { compareVersions } from '../model/version.ts'
import { parseProvision } from '../model/relation.ts'
import { isProblem } from '../model/version-range.ts'
import { barOf } from '../model/publisher.ts'
import type { AdvisoryFile } from '../model/advisory.ts'
import type { IndexRecord, MediaFile, RepositoryIndex } from '../model/repository-index.ts'
import { type Connection, guarded } from '../state/database.ts'

export interface CatalogSource {
  readonly repository: string
  readonly indexSha256: string
  readonly index: RepositoryIndex
  readonly advisories: AdvisoryFile
}

/** Editorial and trust facts of a repository that are not of one package. */
export type AboutRepository = Pick<
  RepositoryIndex,
  'publishers' | 'featured' | 'collections' | 'name' | 'description'
>

/** Replaces all that the catalog says of one repository, in one transaction: readers see old or new. */
export function replaceSource(catalog: Connection, source: CatalogSource): void {
  guarded(catalog.name, () =>
    catalog
      .transaction(() => {
        clearSource(catalog, source.repository)
        const { publishers, featured, collections, name, description } = source.index
        catalog
          .prepare('INSERT INTO source VALUES (?, ?, ?, ?)')
          .run(
            source.repository,
            source.indexSha256,
            JSON.stringify({ publishers, featured, collections, name, description }),
            JSON.stringify(source.advisories),
          )
        const insert = inserts(catalog)
        for (const releases of groupByName(source.index)) addReleases(insert, source.repository, releases)
        for (const entry of mediaOf(source.index))
          insert.media.run(mediaName(entry), source.repository, JSON.stringify(entry))
      })
      .immediate(),
  )
}

/** The advisories of one repository that the catalog has, with the digest of their file. */
export function storedAdvisories(
  catalog: Connection,
  repository: string,
): { readonly digest: string; readonly file: AdvisoryFile } {
  return guarded(catalog.name, () => {
    const row = catalog
      .prepare<[string], { index_sha256: string; advisories: string }>(
        'SELECT index_sha256, advisories FROM source WHERE repository = ?',
      )
      .get(repository)
    if (row === undefined) return { digest: '', file: { format: 1, advisories: [] } }
    return { digest: digestsIn(row.index_sha256).advisories, file: advisoryFileIn(row.advisories) }
  })
}

/** As the catalog has it; one of before VEX has a list of advisories alone. */
export function advisoryFileIn(text: string): AdvisoryFile {
  const stored = JSON.parse(text) as AdvisoryFile | AdvisoryFile['advisories']
  return Array.isArray(stored) ? { format: 1, advisories: stored } : stored
}

/** Digests of what was brought: those of the index and of advisories, in one text. */
export function digestsIn(text: string): { readonly index: string; readonly advisories: string } {
  const [index = '', advisories = ''] = text.split(' ')
  return { index, advisories }
}

export function removeSource(catalog: Connection, repository: string): void {
  guarded(catalog.name, () => catalog.transaction(() => clearSource(catalog, repository)).immediate())
}

function clearSource(catalog: Connection, repository: string): void {
  for (const table of ['release', 'media', 'source']) {
    catalog.prepare(`DELETE FROM ${table} WHERE repository = ?`).run(repository)
  }
}

/** Newest first; what nobody may take comes last, so that it is never shown as what there is. */
function groupByName({ packages, publishers }: RepositoryIndex): Iterable<IndexRecord[]> {
  const groups = Map.groupBy(packages, (record) => record.name)
  return [...groups.values()].map((group) => {
    const barred = new Set(group.filter((record) => barOf(record, publishers) !== null))
    return group.toSorted(
      (a, b) =>
        Number(barred.has(a)) - Number(barred.has(b)) ||
        -compareVersions(a.version, b.version, a.version_scheme),
    )
  })
}

type Insert = ReturnType<typeof inserts>

/** Prepared once: preparing costs more than inserting. */
function inserts(catalog: Connection) {
  return {
    release: catalog.prepare(
      `INSERT INTO release (repository, name, rank, version, architecture, published, manifest_sha256, record)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    provided: catalog.prepare('INSERT INTO provided VALUES (?, ?)'),
    media: catalog.prepare('INSERT OR REPLACE INTO media VALUES (?, ?, ?)'),
  }
}

function addReleases(insert: Insert, repository: string, newestFirst: readonly IndexRecord[]): void {
  for (const [rank, record] of newestFirst.entries()) {
    const { lastInsertRowid } = insert.release.run(
      repository,
      record.name,
      rank,
      record.version,
      record.architecture,
      record.published,
      record.manifest_sha256,
      JSON.stringify(record),
    )
    for (const provided of record.provides) {
      const provision = parseProvision(provided, record.version_scheme)
      // A provision of a grammar we do not know provides nothing; the builder refuses it, others may not.
      if (isProblem(provision)) continue
      insert.provided.run(provision.name, lastInsertRowid)
    }
  }
}

/** `<sha256>.<extension>`: how the window asks for a picture. */
export function mediaName(entry: MediaFile): string {
  const extension = { 'image/svg+xml': 'svg', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' }[
    entry.type
  ]
  return `${entry.sha256}.${extension}`
}

function mediaOf(index: RepositoryIndex): MediaFile[] {
  const ofApps = index.packages.flatMap(({ app }) => [
    ...(app?.icon === undefined ? [] : [app.icon]),
    ...(app?.screenshots ?? []).map(({ path, sha256, size, type }) => ({ path, sha256, size, type })),
  ])
  return [...ofApps, ...index.featured.flatMap(({ art }) => (art === undefined ? [] : [art]))]
}

export function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? ''
}

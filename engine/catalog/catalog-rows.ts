import type { AdvisoryFile } from '../model/advisory.ts'
import type { KnownPublisher } from '../model/delegation.ts'
import { barOf } from '../model/publisher.ts'
import { parseProvision } from '../model/relation.ts'
import type { IndexRecord, MediaFile, Publisher, RepositoryIndex } from '../model/repository-index.ts'
import { compareVersions } from '../model/version.ts'
import { isProblem } from '../model/version-range.ts'
import type { Connection } from '../state/database.ts'
import type { PlacedRecord } from './fresh-releases.ts'
import { artOf, mediaName, mediaOf } from './media-files.ts'
import type { WrittenRecord } from './read-index.ts'
import { manyRows } from './many-rows.ts'
import { blockWriter, recordBytes, type RecordPlace } from './record-blocks.ts'

export interface CatalogSource {
  readonly repository: string
  readonly indexSha256: string
  readonly index: Omit<RepositoryIndex, 'publishers'> & Pick<AboutRepository, 'publishers'>
  readonly advisories: AdvisoryFile
}

/** Editorial and trust facts of a repository that are not of one package. */
export type AboutRepository = Pick<RepositoryIndex, 'featured' | 'collections' | 'name' | 'description'> & {
  readonly publishers: readonly KnownPublisher[]
}

type Featured = Pick<RepositoryIndex, 'featured'>

/** The rows of one repository, to be changed inside a transaction. */
export interface CatalogRows {
  /** What is not of one release; takes the place of what was there. */
  readonly describe: (source: Described) => void
  /** Releases of one name that has none; returns them as they are ranked. */
  readonly add: (
    releases: readonly WrittenRecord[],
    publishers: readonly Publisher[],
  ) => readonly PlacedRecord[]
  /** All releases of a name, as they were, in the order of their ranks. */
  readonly take: (name: string) => WrittenRecord[]
  readonly addArt: (index: Featured) => void
  readonly takeArt: (index: Featured) => void
  /** In the end, before anything is read. */
  readonly finish: () => void
}

/** As `CatalogSource`, without releases. */
export type Described = Pick<CatalogSource, 'indexSha256' | 'advisories'> & {
  readonly index: AboutRepository
}

/** Statements are prepared once: preparing costs more than running them. */
export function rowsOf(catalog: Connection, repository: string): CatalogRows {
  const source = catalog.prepare('INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)')
  const known = catalog.prepare<[string, string], RecordPlace>(
    'SELECT block, start, length FROM release WHERE repository = ? AND name = ? ORDER BY rank',
  )
  const remove = catalog.prepare('DELETE FROM release WHERE repository = ? AND name = ?')
  const media = mediaRows(catalog, repository)
  const releases = releaseRows(catalog, repository)
  return {
    describe: ({ index, indexSha256, advisories }) => {
      const { publishers, featured, collections, name, description } = index
      const about: AboutRepository = { publishers, featured, collections, name, description }
      source.run(repository, indexSha256, JSON.stringify(about), JSON.stringify(advisories))
    },
    add: (records, publishers) =>
      newestFirst(records, publishers).map((written, rank) => {
        const { record } = written
        const id = releases.add(written, rank)
        if (record.app !== undefined) for (const entry of mediaOf(record)) media.add(entry)
        return { id, record }
      }),
    take: (name) => {
      const records = known.all(repository, name).map((place) => writtenAt(catalog, place))
      for (const { record } of records) for (const entry of mediaOf(record)) media.remove(entry)
      remove.run(repository, name)
      return records
    },
    addArt: (index) => {
      for (const entry of artOf(index)) media.add(entry)
    },
    takeArt: (index) => {
      for (const entry of artOf(index)) media.remove(entry)
    },
    finish: releases.finish,
  }
}

function writtenAt(catalog: Connection, place: RecordPlace): WrittenRecord {
  const text = recordBytes(catalog, place)
  return { record: JSON.parse(text.toString('utf8')) as IndexRecord, text }
}

function releaseRows(catalog: Connection, repository: string) {
  const columns = ['id', 'repository', 'name', 'rank', 'version', 'architecture', 'block', 'start', 'length']
  const release = manyRows(catalog, { table: 'release', columns })
  const provided = manyRows(catalog, { table: 'provided', columns: ['name', 'release'], after: release })
  const blocks = blockWriter(catalog, repository)
  let next = (catalog.prepare<[], number | null>('SELECT max(id) FROM release').pluck().get() ?? 0) + 1
  return {
    finish: (): void => {
      blocks.finish()
      provided.finish()
    },
    add: ({ record, text }: WrittenRecord, rank: number): number => {
      const { name, version, architecture } = record
      // The one text of a record: whoever follows a delta hashes all of them.
      const { block, start, length } = blocks.add(text)
      const id = next++
      release.add(id, repository, name, rank, version, architecture, block, start, length)
      for (const clause of record.provides) {
        const provision = parseProvision(clause, record.version_scheme)
        // A provision of a grammar we do not know provides nothing; the builder refuses it, others may not.
        if (!isProblem(provision)) provided.add(provision.name, id)
      }
      for (const extended of record.app?.extends ?? []) provided.add(addOnKey(extended), id)
      return id
    },
  }
}

/** A picture is there for as long as something shows it. */
function mediaRows(catalog: Connection, repository: string) {
  const add = catalog.prepare(
    `INSERT INTO media VALUES (?, ?, ?, 1)
     ON CONFLICT (file, repository) DO UPDATE SET uses = uses + 1, entry = excluded.entry`,
  )
  const remove = catalog.prepare('UPDATE media SET uses = uses - 1 WHERE file = ? AND repository = ?')
  const forget = catalog.prepare('DELETE FROM media WHERE file = ? AND repository = ? AND uses <= 0')
  return {
    add: (entry: MediaFile): void => void add.run(mediaName(entry), repository, JSON.stringify(entry)),
    remove: (entry: MediaFile): void => {
      remove.run(mediaName(entry), repository)
      forget.run(mediaName(entry), repository)
    },
  }
}

/** What nobody may take comes last, so that it is never shown as what there is. */
function newestFirst(
  releases: readonly WrittenRecord[],
  publishers: readonly Publisher[],
): readonly WrittenRecord[] {
  if (releases.length < 2) return releases
  const barred = new Set(releases.filter(({ record }) => barOf(record, publishers) !== null))
  return releases.toSorted(
    (a, b) =>
      Number(barred.has(a)) - Number(barred.has(b)) ||
      -compareVersions(a.record.version, b.record.version, a.record.version_scheme),
  )
}

/** Under which an add-on is found by what it extends; no name of a package has a colon. */
export function addOnKey(id: string): string {
  return `extends:${id.replace(/\.desktop$/, '')}`
}

import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { threadId } from 'node:worker_threads'
import { barOf } from '../model/publisher.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import { buildPool } from '../resolver/build-pool.ts'
import { mergePools } from '../resolver/merge-pools.ts'
import type { Declaration } from '../resolver/package-source.ts'
import type { PoolAbout } from '../resolver/pool.ts'
import { openPart, withoutSome } from '../resolver/pool-part.ts'
import type { Connection } from '../state/database.ts'
import type { AboutRepository } from './catalog-rows.ts'
import { type CatalogChange, changesSince, hasChanged } from './change-log.ts'
import { poolSources } from './pool-sources.ts'
import { recordAt, type RecordPlace } from './record-blocks.ts'

/**
 * A pool of everything in the catalog, disabled repositories included: policy decides at request time. Where `before` is
 * one of what was there before the last changes, it is changed likewise; the bytes are the same.
 */
export function makePool(catalog: Connection, architecture: string, before?: Uint8Array | null): Uint8Array {
  // One transaction, so that the releases are those of the sources that are named.
  return catalog.transaction(() => {
    const about = { architecture, sources: poolSources(catalog) }
    return changedPool(catalog, about, before ?? null) ?? buildPool(declarations(catalog, null), about)
  })()
}

function changedPool(catalog: Connection, about: PoolAbout, file: Uint8Array | null): Uint8Array | null {
  const before = file === null ? null : openPart(file)
  if (before === null || before.about.architecture !== about.architecture) return null
  const changes = changesSince(catalog, before.about.sources)
  if (changes === null) return null
  const isOther = hasChanged(changes)
  const added = openPart(buildPool(declarations(catalog, changes), about))
  return mergePools([withoutSome(before, isOther), withoutSome(added!, () => false)], about)
}

/**
 * In the place of what was there, whole or not at all. A cache: where it cannot be kept, the next one who needs it
 * makes it again.
 */
export function keepPool(file: string, pool: Uint8Array): void {
  const folder = path.dirname(file)
  const mine = `${file}.new-${process.pid}-${threadId}`
  try {
    sweep(folder, `${path.basename(file)}.new-`)
    const handle = openSync(mine, 'w', 0o644)
    try {
      for (let written = 0; written < pool.length;) written += writeSync(handle, pool, written)
      // Without it, a power cut could leave a file with the right length and nothing in it.
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(mine, file)
  } catch (error) {
    rmSync(mine, { force: true })
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

function* declarations(
  catalog: Connection,
  changes: readonly CatalogChange[] | null,
): Generator<Declaration> {
  const publishers = publishersOf(catalog)
  for (const row of changes === null ? allReleases(catalog) : releasesOf(catalog, changes)) {
    const record = recordAt(catalog, row)
    const barred = barOf(record, publishers.get(row.repository) ?? [])
    yield { ...declarationOf(row.repository, record), barred }
  }
}

interface Row extends RecordPlace {
  readonly repository: string
}

function allReleases(catalog: Connection): Iterable<Row> {
  return catalog
    .prepare<[], Row>('SELECT repository, block, start, length FROM release ORDER BY block, start')
    .all()
}

function* releasesOf(catalog: Connection, changes: readonly CatalogChange[]): Generator<Row> {
  const named = catalog.prepare<[string, string], Row>(
    'SELECT repository, block, start, length FROM release WHERE repository = ? AND name = ?',
  )
  for (const { repository, names } of changes) for (const name of names) yield* named.all(repository, name)
}

export function publishersOf(catalog: Connection): ReadonlyMap<string, AboutRepository['publishers']> {
  const rows = catalog
    .prepare<[], { repository: string; about: string }>('SELECT repository, about FROM source')
    .all()
  return new Map(
    rows.map(({ repository, about }) => [repository, (JSON.parse(about) as AboutRepository).publishers]),
  )
}

function declarationOf(repository: string, record: IndexRecord): Declaration {
  return {
    name: record.name,
    version: record.version,
    scheme: record.version_scheme,
    architecture: record.architecture,
    repository,
    digest: record.manifest_sha256,
    dependencies: record.dependencies,
    recommends: record.recommends,
    suggests: record.suggests,
    provides: record.provides,
    conflicts: record.conflicts,
    breaks: record.breaks,
    replaces: record.replaces,
    size: record.size,
    installedSize: record.installed_size,
  }
}

/** What processes left that were killed while they wrote. */
function sweep(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(prefix) && !isRunning(Number.parseInt(name.slice(prefix.length), 10))) {
      rmSync(path.join(folder, name), { force: true })
    }
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { buildPool } from '../resolver/build-pool.ts'
import { mergePools } from '../resolver/merge-pools.ts'
import type { Declaration } from '../resolver/package-source.ts'
import type { PoolAbout } from '../resolver/pool.ts'
import { openPart, withoutSome } from '../resolver/pool-part.ts'
import type { Connection } from '../state/database.ts'
import type { AboutRepository } from './catalog-rows.ts'
import { type CatalogChange, changesSince, hasChanged } from './change-log.ts'
import { declarationOf } from './declaration.ts'
import type { FreshReleases } from './fresh-releases.ts'
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
    return (
      changedPool(catalog, about, before ?? null) ??
      buildPool(declarations(catalog, allReleases(catalog)), about)
    )
  })()
}

/** As `makePool`, where some repositories were just read; null where they offer something else by now. */
export function freshPool(
  catalog: Connection,
  architecture: string,
  fresh: FreshReleases,
): Uint8Array | null {
  return catalog.transaction(() => {
    const about = { architecture, sources: poolSources(catalog) }
    const others = fresh.othersOf(about)
    if (others === null) return null
    const rows = others.flatMap((repository) => releasesIn(catalog, repository))
    for (const each of declarations(catalog, rows)) fresh.pool.add(each)
    return fresh.pool.finish(about)
  })()
}

function changedPool(catalog: Connection, about: PoolAbout, file: Uint8Array | null): Uint8Array | null {
  const before = file === null ? null : openPart(file)
  if (before === null || before.about.architecture !== about.architecture) return null
  const changes = changesSince(catalog, before.about.sources)
  if (changes === null) return null
  const isOther = hasChanged(changes)
  const added = openPart(buildPool(declarations(catalog, releasesOf(catalog, changes)), about))
  return mergePools([withoutSome(before, isOther), withoutSome(added!, () => false)], about)
}

/**
 * In the place of what was there, whole or not at all. A cache: where it cannot be kept, the next one who needs it
 * makes it again.
 */
export function keepPool(file: string, pool: Uint8Array): void {
  const folder = path.dirname(file)
  const { threadId } = process.getBuiltinModule('node:worker_threads')
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

function* declarations(catalog: Connection, rows: Iterable<Row>): Generator<Declaration> {
  const publishers = publishersOf(catalog)
  for (const row of rows)
    yield declarationOf(row.repository, recordAt(catalog, row), publishers.get(row.repository) ?? [])
}

interface Row extends RecordPlace {
  readonly repository: string
}

function allReleases(catalog: Connection): Iterable<Row> {
  return catalog
    .prepare<[], Row>('SELECT repository, block, start, length FROM release ORDER BY block, start')
    .all()
}

function releasesIn(catalog: Connection, repository: string): Row[] {
  return catalog
    .prepare<[string], Row>(
      'SELECT repository, block, start, length FROM release WHERE repository = ? ORDER BY block, start',
    )
    .all(repository)
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

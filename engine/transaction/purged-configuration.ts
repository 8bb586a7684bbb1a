import { existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { ConfigurationNews } from '../model/configuration-news.ts'
import { EngineError } from '../model/failure.ts'
import type { ChangeRequest } from '../model/plan.ts'
import { setAside } from '../state/database.ts'
import type { State } from '../state/state.ts'
import type { Layout } from '../store/layout.ts'
import { digestOf, makeFolder, moveWhole, removeEmptyFolders, unreadable } from './configuration-files.ts'

/** A configuration file, and the digest of the default that was placed last, or offered beside what a person wrote. */
export interface Placed {
  readonly path: string
  readonly owner: string
  readonly placed: string
}

/** One that purging took, and where it waits. */
interface Taken extends Placed {
  readonly generation: number
  /** As the person had it. */
  readonly sha256: string
}

/** One that goes. What is as it came, and whose package is here, goes with that in any case. */
export interface Going extends Placed {
  readonly isInstalled: boolean
}

/** What a change does to what a person wrote: rows of the database, whatever lies on the disk. */
export interface Purging {
  readonly takes: readonly Going[]
  /** The oldest of each path: it is what stood there then. */
  readonly returns: readonly Taken[]
}

export interface Place {
  readonly layout: Layout
  readonly state: State
}

/** Where a change leads. */
interface Way {
  readonly request: ChangeRequest | null
  /** The generation that undo leads to. */
  readonly previous: number | null
  /** Names of what is installed before, and of what is afterwards. */
  readonly before: ReadonlySet<string>
  readonly after: ReadonlySet<string>
}

/**
 * Purging takes what a person wrote for the packages that it names. Going back over that brings it again, and going back
 * over that takes it again.
 */
export function purgingOf(state: State, { request, previous, before, after }: Way): Purging {
  const back = request?.kind === 'rollback' ? request.generation : request?.kind === 'undo' ? previous : null
  const { takes, returns } = back === null ? purgedBy(state, purgedNames(request)) : goingBack(state, back)
  const going = takes.filter(({ owner }) => !after.has(owner))
  return { takes: going.map((row) => ({ ...row, isInstalled: before.has(row.owner) })), returns }
}

interface Rows {
  readonly takes: readonly Placed[]
  readonly returns: readonly Taken[]
}

function purgedBy(state: State, names: ReadonlySet<string>): Rows {
  if (names.size === 0) return { takes: [], returns: [] }
  const all = state.all<Placed>('SELECT path, owner, placed FROM configuration ORDER BY path')
  return { takes: all.filter(({ owner }) => names.has(owner)), returns: [] }
}

function goingBack(state: State, to: number): Rows {
  const taken = state.all<Taken>(
    `SELECT path, owner, placed, sha256, generation FROM purged
      WHERE generation > ? AND returned IS NULL ORDER BY path, generation DESC`,
    to,
  )
  return {
    takes: state.all<Placed>(
      `SELECT DISTINCT configuration.path, configuration.owner, configuration.placed
        FROM configuration JOIN purged USING (path, owner)
        WHERE generation <= ? AND returned > ? ORDER BY configuration.path`,
      ...[to, to],
    ),
    returns: [...new Map(taken.map((one) => [one.path, one])).values()],
  }
}

/** Packages whose configuration a request takes with them. */
export function purgedNames(request: ChangeRequest | null): ReadonlySet<string> {
  switch (request?.kind) {
    case 'remove':
      return new Set(request.purge ? request.packages : [])
    case 'together':
      return new Set(request.requests.flatMap((one) => [...purgedNames(one)]))
    default:
      return new Set()
  }
}

/** Whether there is something of the person's own to take. */
export function isTakeable({ layout }: Pick<Place, 'layout'>, row: Going): boolean {
  const actual = digestOf(path.join(layout.config, row.path))
  return actual !== null && actual !== unreadable && !(row.isInstalled && actual === row.placed)
}

/** Whether it is there to be brought back, and nothing that somebody wrote since stands in its place. */
export function isReturnable(where: Place, taken: Taken): boolean {
  return existsSync(asideOf(where, taken)) && isFree(where, taken)
}

export function asideOf(
  { layout }: Pick<Place, 'layout'>,
  { generation, path: place }: Pick<Taken, 'generation' | 'path'>,
): string {
  return path.join(layout.purged, String(generation), place)
}

/** What was moved, and how the database is told of it. */
interface Moved {
  readonly note: () => void
  readonly news: ConfigurationNews
}

/** May be killed and done again: what waits already is not taken twice. */
export function takeAside(where: Place, row: Going, generation: number): Moved[] {
  const [aside, file] = [
    asideOf(where, { generation, path: row.path }),
    path.join(where.layout.config, row.path),
  ]
  if (!existsSync(aside)) {
    if (!isTakeable(where, row)) return []
    makeRoom(where.layout.purged, path.dirname(aside))
    moveWhole(file, aside, where.layout.purged)
  } else if (digestOf(file) === digestOf(aside) && digestOf(file) !== unreadable) {
    // Killed between its two names.
    rmSync(file)
  }
  const sql = `INSERT OR REPLACE INTO purged (generation, path, owner, placed, sha256) VALUES (?, ?, ?, ?, ?)`
  const values = [generation, row.path, row.owner, row.placed, digestOf(aside)]
  return [
    {
      note: () => void where.state.change(sql, ...values),
      news: { kind: 'purged', path: row.path, file: aside },
    },
  ]
}

/** Throws `state/damaged` where somebody has something else there. */
function makeRoom(purged: string, folder: string): void {
  if (lstatSync(purged, { throwIfNoEntry: false })?.isDirectory() === false) setAside(purged)
  // What a person wrote may be for nobody else to read.
  mkdirSync(purged, { recursive: true, mode: 0o700 })
  if (!makeFolder(folder))
    throw new EngineError('state/damaged', { file: folder, detail: 'a file stands in its way' })
}

/** Behind what packages bring: where that is a default, what the person had takes its place. */
export function bringBack(where: Place, taken: Taken, { generation, fresh }: Bringing): Moved[] {
  const { layout, state } = where
  const [aside, file] = [asideOf(where, taken), path.join(layout.config, taken.path)]
  // Killed here before: it stands already, and only the database is to be told.
  const stands = digestOf(file) === taken.sha256
  if (!stands) {
    if (!existsSync(aside) || !isFree(where, taken, fresh) || !makeFolder(path.dirname(file))) return []
    moveWhole(aside, file, layout.config)
  }
  rmSync(aside, { force: true })
  removeEmptyFolders(path.dirname(aside), layout.purged)
  const { path: place, owner, placed } = taken
  return [
    {
      note: () => {
        state.change(
          'UPDATE purged SET returned = ? WHERE generation = ? AND path = ?',
          ...[generation, taken.generation, place],
        )
        state.change(
          'INSERT OR IGNORE INTO configuration (path, owner, placed) VALUES (?, ?, ?)',
          ...[place, owner, placed],
        )
      },
      news: { kind: 'restored', path: place, file },
    },
  ]
}

interface Bringing {
  readonly generation: number
  /** Digest of the default that this change puts there. */
  readonly fresh: string | undefined
}

/** Nothing, or a default. */
function isFree({ layout, state }: Place, { path: place }: Taken, fresh?: string): boolean {
  const file = path.join(layout.config, place)
  const actual = digestOf(file)
  const row = state.one<Placed>('SELECT path, owner, placed FROM configuration WHERE path = ?', place)
  return actual === null || actual === fresh || actual === row?.placed
}

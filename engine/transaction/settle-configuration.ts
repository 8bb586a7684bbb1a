import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { ConfigurationNews } from '../model/configuration-news.ts'
import type { State } from '../state/state.ts'
import { syncFileSystem } from '../store/durable.ts'
import type { Layout } from '../store/layout.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { toDiskFailure } from '../system-errors.ts'
import {
  copyWhole,
  digestOf,
  isFolder,
  makeFolder,
  removeEmptyFolders,
  unreadable,
} from './configuration-files.ts'
import { bringBack, type Placed, type Purging, takeAside } from './purged-configuration.ts'

/** The default of a configuration file, in the store. */
interface Default {
  readonly source: string
  readonly sha256: string
  readonly mode: number
  readonly owner: string
}

export interface ConfigurationChange {
  readonly layout: Layout
  readonly state: State
  readonly held: TreeContent
  readonly wanted: TreeContent
  /** The generation that it makes. */
  readonly generation: number
  readonly purging: Purging
}

/**
 * Brings configuration files to the defaults of the generation that runs now. What a person edited stays, and a new
 * default is put beside it, as `.new`. Each step looks at what stands there, so that it can be killed and done again.
 * The database is told last, of all at once: were it ahead of the files when the power goes, an old default would pass
 * for something that a person wrote. Answers what the person should know of files that they edited.
 */
export async function settleConfiguration(change: ConfigurationChange): Promise<ConfigurationNews[]> {
  const { layout, state, held, wanted, purging } = change
  const brought = [...held, ...wanted].flatMap(([place, entry]) => (defaultOf(entry) === null ? [] : [place]))
  const paths = new Set([...brought, ...purging.takes.map(({ path: place }) => place)])
  if (paths.size + purging.returns.length === 0) return []
  try {
    const taken = takeAll(change)
    const settled = [...paths].map((place) => {
      const next = nextDefault(change, place)
      return next === null ? withdraw(change, place) : settle(change, place, next)
    })
    const returned = purging.returns.flatMap((one) => {
      const fresh = nextDefault(change, one.path)?.sha256
      return bringBack(change, one, { generation: change.generation, fresh })
    })
    if (existsSync(layout.config)) await syncFileSystem(layout.config)
    if (taken.length + returned.length > 0) await syncFileSystem(layout.root)
    // Killed here: the files are as they are to be, and looked at once more.
    const all: readonly Settled[] = [...taken, ...settled, ...returned]
    state.atomically(() => {
      for (const { note } of all) note?.()
    })
    return all.flatMap(({ news = [] }) => news)
  } catch (error) {
    throw await toDiskFailure(error, layout.config)
  }
}

/** What another package brings from now on is not the purged one's any more. */
function takeAll(change: ConfigurationChange): Settled[] {
  const { generation, purging } = change
  return purging.takes.flatMap((row) =>
    nextDefault(change, row.path) === null ? takeAside(change, row, generation) : [],
  )
}

function nextDefault({ wanted }: ConfigurationChange, place: string): Default | null {
  const entry = wanted.get(place)
  return entry === undefined ? null : defaultOf(entry)
}

/** Configuration files that differ from the default that was placed, by path. */
export function editedConfiguration(layout: Layout, state: State): Set<string> {
  const all = state.all<Placed>('SELECT path, owner, placed FROM configuration')
  const edited = all.filter(({ path: place, placed }) => {
    const actual = digestOf(path.join(layout.config, place))
    return actual !== null && actual !== placed
  })
  return new Set(edited.map(({ path: place }) => place))
}

function defaultOf(entry: TreeContent extends ReadonlyMap<string, infer E> ? E : never): Default | null {
  return entry.type === 'symlink' && entry.configuration !== undefined
    ? { ...entry.configuration, owner: entry.owner }
    : null
}

interface Settled {
  /** Tells the database, once the files are on the disk. */
  readonly note?: () => void
  readonly news?: ConfigurationNews
}

function settle({ layout, state }: ConfigurationChange, place: string, next: Default): Settled {
  const file = path.join(layout.config, place)
  const before = placedAt(state, place)
  const sql = 'INSERT OR REPLACE INTO configuration (path, owner, placed) VALUES (?, ?, ?)'
  const note = (): void => void state.change(sql, place, next.owner, next.sha256)
  const actual = digestOf(file)
  const isDefault = [null, next.sha256, before?.placed].includes(actual)
  if (!isDefault) {
    const isOffered = before?.placed !== next.sha256 && put(layout, next, `${file}.new`)
    return isOffered ? { note, news: { kind: 'offered', path: place, file: `${file}.new` } } : { note }
  }
  // Something of the person's is in the way of its folder: the next repair looks again.
  if (actual !== next.sha256 && !put(layout, next, file)) return {}
  // It has nothing new to say any more.
  rmSync(`${file}.new`, { force: true })
  return { note }
}

/** Nobody brings it any more. What a person edited stays; what was purged is gone from here already. */
function withdraw({ layout, state }: ConfigurationChange, place: string): Settled {
  const file = path.join(layout.config, place)
  const before = placedAt(state, place)
  if (before === null) return {}
  const actual = digestOf(file)
  const isOther = actual === unreadable
  const isTheirs = actual !== null && actual !== before.placed
  if (isTheirs && !isOther) return { news: { kind: 'kept', path: place, file } }
  // A folder that stands there is a person's own, and so is a file where its folder was.
  if (isFolder(path.dirname(file))) {
    if (!isOther) rmSync(file, { force: true })
    rmSync(`${file}.new`, { force: true })
  }
  removeEmptyFolders(path.dirname(file), layout.config)
  const note = (): void => void state.change('DELETE FROM configuration WHERE path = ?', place)
  return isOther ? { note, news: { kind: 'untouched', path: place, file } } : { note }
}

function placedAt(state: State, place: string): Placed | null {
  return state.one<Placed>('SELECT path, owner, placed FROM configuration WHERE path = ?', place) ?? null
}

/** False where its folder cannot be, because a person has something else there. */
function put({ config }: Layout, { source, mode }: Default, file: string): boolean {
  if (!makeFolder(path.dirname(file))) return false
  // Not beside it, where nobody would sweep it away after a crash.
  copyWhole(source, file, { root: config, mode })
  return true
}

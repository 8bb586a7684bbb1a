import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import type { ConfigurationNews } from '../model/configuration-news.ts'
import type { State } from '../state/state.ts'
import { syncFileSystem } from '../store/durable.ts'
import type { Layout } from '../store/layout.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { systemCode, toDiskFailure } from '../system-errors.ts'

/** The default of a configuration file, in the store. */
interface Default {
  readonly source: string
  readonly sha256: string
  readonly mode: number
  readonly owner: string
}

interface Placed {
  readonly path: string
  readonly owner: string
  /** Digest of the default that was placed last, or offered beside what a person had edited. */
  readonly placed: string
}

export interface ConfigurationChange {
  readonly layout: Layout
  readonly state: State
  readonly held: TreeContent
  readonly wanted: TreeContent
  /** Names of packages whose configuration goes with them, edited or not. */
  readonly purged: ReadonlySet<string>
}

/**
 * Brings configuration files to the defaults of the generation that runs now. What a person edited stays, and a new
 * default is put beside it, as `.new`. Each step looks at what stands there, so that it can be killed and done again.
 * The database is told last, of all at once: were it ahead of the files when the power goes, an old default would pass
 * for something that a person wrote. Answers what the person should know of files that they edited.
 */
export async function settleConfiguration(change: ConfigurationChange): Promise<ConfigurationNews[]> {
  const { layout, state, held, wanted } = change
  const paths = new Set(
    [...held, ...wanted].flatMap(([place, entry]) => (defaultOf(entry) === null ? [] : [place])),
  )
  if (paths.size === 0) return []
  try {
    const settled = [...paths].map((place) => {
      const entry = wanted.get(place)
      const next = entry === undefined ? null : defaultOf(entry)
      return next === null ? withdraw(change, place) : settle(change, place, next)
    })
    if (existsSync(layout.config)) await syncFileSystem(layout.config)
    // Killed here: the files are as they are to be, and looked at once more.
    state.atomically(() => {
      for (const { note } of settled) note?.()
    })
    return settled.flatMap(({ news = [] }) => news)
  } catch (error) {
    throw await toDiskFailure(error, layout.config)
  }
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
  if (isFolder(file) || !isDefault) {
    const isOffered = before?.placed !== next.sha256 && put(layout, next, `${file}.new`)
    return isOffered ? { note, news: { kind: 'offered', path: place, file: `${file}.new` } } : { note }
  }
  // Something of the person's is in the way of its folder: the next repair looks again.
  if (actual !== next.sha256 && !put(layout, next, file)) return {}
  // It has nothing new to say any more.
  rmSync(`${file}.new`, { force: true })
  return { note }
}

/** Nobody brings it any more. What a person edited stays, unless the package was purged. */
function withdraw({ layout, state, purged }: ConfigurationChange, place: string): Settled {
  const file = path.join(layout.config, place)
  const before = placedAt(state, place)
  if (before === null) return {}
  const actual = digestOf(file)
  if (actual !== null && actual !== before.placed && !purged.has(before.owner))
    return { news: { kind: 'kept', path: place, file } }
  // A folder that stands there is a person's own, and so is a file where its folder was.
  if (isFolder(path.dirname(file))) {
    if (!isFolder(file)) rmSync(file, { force: true })
    rmSync(`${file}.new`, { force: true })
  }
  removeEmptyFolders(path.dirname(file), layout.config)
  return { note: () => state.change('DELETE FROM configuration WHERE path = ?', place) }
}

function placedAt(state: State, place: string): Placed | null {
  return state.one<Placed>('SELECT path, owner, placed FROM configuration WHERE path = ?', place) ?? null
}

/**
 * Whole or not at all, also where the power goes: the bytes are on the disk before the name is. False where its folder
 * cannot be, because a person has something else there.
 */
function put({ config }: Layout, { source, mode }: Default, file: string): boolean {
  const folder = path.dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    if (['EEXIST', 'ENOTDIR', 'ENOENT', 'ELOOP'].includes(systemCode(error) ?? '')) return false
    throw error
  }
  // Not beside it, where nobody would sweep it away after a crash; but a folder may be a link to another file system.
  const place = statSync(folder).dev === statSync(config).dev ? config : folder
  const temporary = path.join(place, `.new-${process.pid}`)
  copyFileSync(source, temporary)
  chmodSync(temporary, mode)
  syncFile(temporary)
  renameSync(temporary, file)
  return true
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory()
  } catch {
    // Nothing, or nothing that can be looked at.
    return false
  }
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function digestOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  } catch {
    // Not there, or nothing that can be read as a file: a person's own doing either way.
    return null
  }
}

function removeEmptyFolders(folder: string, root: string): void {
  for (let place = folder; place.startsWith(root); place = path.dirname(place)) {
    if (!existsSync(place)) continue
    // A link is how a person keeps configuration elsewhere; it stays.
    if (!lstatSync(place).isDirectory() || readdirSync(place).length > 0) return
    rmdirSync(place)
  }
}

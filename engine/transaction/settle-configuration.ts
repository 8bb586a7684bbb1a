import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import type { State } from '../state/state.ts'
import { syncFileSystem } from '../store/durable.ts'
import type { Layout } from '../store/layout.ts'
import type { TreeContent } from '../store/tree-content.ts'

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
 */
export async function settleConfiguration(change: ConfigurationChange): Promise<void> {
  const { layout, held, wanted } = change
  const paths = new Set(
    [...held, ...wanted].flatMap(([place, entry]) => (defaultOf(entry) === null ? [] : [place])),
  )
  if (paths.size === 0) return
  for (const place of paths) {
    const entry = wanted.get(place)
    const next = entry === undefined ? null : defaultOf(entry)
    if (next === null) withdraw(change, place)
    else settle(change, place, next)
  }
  if (existsSync(layout.config)) await syncFileSystem(layout.config)
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

function settle({ layout, state }: ConfigurationChange, place: string, next: Default): void {
  const file = path.join(layout.config, place)
  const before = placedAt(state, place)
  const actual = digestOf(file)
  const isEdited = actual !== null && actual !== next.sha256 && actual !== before?.placed
  if (!isEdited) {
    if (actual !== next.sha256) put(layout, next, file)
    // It has nothing new to say any more.
    rmSync(`${file}.new`, { force: true })
  } else if (before?.placed !== next.sha256) put(layout, next, `${file}.new`)
  state.change(
    'INSERT OR REPLACE INTO configuration (path, owner, placed) VALUES (?, ?, ?)',
    place,
    next.owner,
    next.sha256,
  )
}

/** Nobody brings it any more. What a person edited stays, unless the package was purged. */
function withdraw({ layout, state, purged }: ConfigurationChange, place: string): void {
  const file = path.join(layout.config, place)
  const before = placedAt(state, place)
  if (before === null) return
  const actual = digestOf(file)
  if (actual !== null && actual !== before.placed && !purged.has(before.owner)) return
  rmSync(file, { force: true })
  rmSync(`${file}.new`, { force: true })
  removeEmptyFolders(path.dirname(file), layout.config)
  state.change('DELETE FROM configuration WHERE path = ?', place)
}

function placedAt(state: State, place: string): Placed | null {
  return state.one<Placed>('SELECT path, owner, placed FROM configuration WHERE path = ?', place) ?? null
}

/** Whole or not at all; a person may write to it. */
function put({ config }: Layout, { source, mode }: Default, file: string): void {
  // Not beside it, where nobody would sweep it away after a crash.
  const temporary = path.join(config, `.new-${process.pid}`)
  mkdirSync(path.dirname(file), { recursive: true })
  copyFileSync(source, temporary)
  chmodSync(temporary, mode)
  renameSync(temporary, file)
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
    if (readdirSync(place).length > 0) return
    rmdirSync(place)
  }
}

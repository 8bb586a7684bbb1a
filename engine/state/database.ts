import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { EngineError } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'

export type Connection = Database.Database

/**
 * What makes a database, in the order in which releases of this program added to it: scripts of SQL that are never
 * changed again, only followed by others. `user_version` counts those that have run.
 */
export type Migrations = readonly [string, ...string[]]

/**
 * Opens (or makes) a database of ours, and brings one of an earlier release up to date. WAL: readers never wait for
 * the writer. FULL: what was said to be recorded survives a power cut. Where nothing can be written, what is there
 * can still be read. Throws `disk/*` and `state/damaged`.
 */
export function openDatabase(file: string, migrations: Migrations): Connection {
  return guarded(file, () => {
    makeFolder(path.resolve(path.dirname(file)))
    try {
      return openForWriting(file, migrations)
    } catch (error) {
      const snapshot = openSnapshot(file, migrations)
      if (snapshot === null) throw error
      return snapshot
    }
  })
}

function openForWriting(file: string, migrations: Migrations): Connection {
  keepToOurselves(file)
  const connection = new Database(file, { timeout: 5_000 })
  try {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    // Asked again inside: another first start may have been quicker while this one waited.
    const migrate = connection.transaction(() => bringUpToDate(connection, migrations))
    if (versionOf(connection) < migrations.length) migrate.immediate()
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function bringUpToDate(connection: Connection, migrations: Migrations): void {
  const done = versionOf(connection)
  for (const script of migrations.slice(done)) connection.exec(script)
  if (done < migrations.length) connection.pragma(`user_version = ${migrations.length}`)
}

function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

/** SQLite file format 1.3: where the header says that writers and readers use a WAL (2), or none (1). */
const formatVersions = [18, 19]

/** `bytes` of a database that wait for nothing in a WAL, as those of one that needs no file beside it. */
export function asOneFile(bytes: Buffer): Buffer {
  for (const position of formatVersions) bytes[position] = 1
  return bytes
}

/**
 * A copy in memory that takes no writes, for a disk that is full or read-only: SQLite needs files beside the
 * database even to read it. Null where the disk is not to blame, or where a crash left news in the WAL.
 */
function openSnapshot(file: string, migrations: Migrations): Connection | null {
  const folder = path.dirname(file)
  if (!isReadOnly(folder) && !isFull(folder)) return null
  const [size, news] = [sizeOf(file), sizeOf(`${file}-wal`)]
  if (size === 0 || news > 0) return null
  const snapshot = new Database(asOneFile(readFileSync(file)))
  // A first start that ran out of space has made a file without tables.
  if (versionOf(snapshot) === 0) return null
  bringUpToDate(snapshot, migrations)
  snapshot.pragma('query_only = ON')
  return snapshot
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/**
 * One folder at a time: Node's own recursive mkdir never returns where a file system (/proc) says that a folder
 * does not exist whose parent does.
 */
function makeFolder(folder: string): void {
  const parent = path.dirname(folder)
  // The top first, so that a file on the way is found where it stands.
  if (parent !== folder) makeFolder(parent)
  const status = statSync(folder, { throwIfNoEntry: false })
  if (status?.isDirectory() === true) return
  if (status !== undefined) throw new EngineError('file/exists', { path: folder })
  try {
    mkdirSync(folder, { mode: 0o755 })
  } catch (error) {
    // Another start may have been quicker.
    if (systemCode(error) === 'EEXIST') return
    throw systemCode(error) === 'ENOENT'
      ? new EngineError('disk/denied', { path: parent }, { cause: error })
      : error
  }
}

/**
 * For its owner alone, with what SQLite puts beside it: whoever may read such a file may lock it, so that everybody waits
 * for them. What is there is not opened: closing it would drop the locks that this process has on it (fcntl(2)).
 */
export function keepToOurselves(file: string): void {
  giveWay(file)
  const status = statSync(file, { throwIfNoEntry: false })
  if (status === undefined) makeFile(file)
  else if (!status.isFile()) throw new EngineError('state/damaged', { file, detail: 'not a file' })
  else if ((status.mode & 0o677) !== 0o600 && status.uid === process.getuid?.())
    ignoring(() => chmodSync(file, (status.mode & 0o700) | 0o600))
}

/** An empty folder in the place of a file holds nothing that somebody could miss. */
function giveWay(file: string): void {
  const status = lstatSync(file, { throwIfNoEntry: false })
  if (status?.isDirectory() === true) ignoring(() => rmdirSync(file), 'ENOTEMPTY', 'ENOENT')
  const isLost = status?.isSymbolicLink() === true && statSync(file, { throwIfNoEntry: false }) === undefined
  if (isLost) throw new EngineError('state/damaged', { file, detail: 'a link that leads nowhere' })
}

/** Its folder is there: one that says otherwise when a file is made in it, such as one of /proc, takes none. */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600))
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    throw new EngineError('disk/read-only', { path: path.dirname(file) }, { cause: error })
  }
}

/** Takes away a database that can be made again, with what lies beside it. */
export function takeAway(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) {
    if (lstatSync(name, { throwIfNoEntry: false })?.isDirectory() === true) setAside(name)
    else rmSync(name, { force: true })
  }
}

/** What stands in the place of something of ours is somebody's. */
export function setAside(place: string): void {
  const aside = `${place}.damaged`
  rmSync(aside, { recursive: true, force: true })
  renameSync(place, aside)
}

/** Where nothing can be written, or where modes mean nothing, it stays as it is. */
function ignoring(change: () => void, ...others: string[]): void {
  try {
    change()
  } catch (error) {
    if (!['EROFS', 'EPERM', 'ENOTSUP', ...others].includes(systemCode(error) ?? '')) throw error
  }
}

/** Runs `work`; what SQLite and the file system complain about becomes a failure a person can meet. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asFailure(error, file)
  }
}

function asFailure(error: unknown, file: string): unknown {
  // What was written there as JSON came from us.
  if (error instanceof SyntaxError)
    return new EngineError('state/damaged', { file, detail: error.message }, { cause: error })
  if (!(error instanceof Error) || !('code' in error)) return error
  const folder = path.dirname(file)
  switch (
    String(error.code).replace(/^(SQLITE_(FULL|READONLY|CANTOPEN|CORRUPT|NOTADB|BUSY|IOERR)).*$/, '$1')
  ) {
    case 'SQLITE_IOERR':
      // A file of shared memory that cannot grow is an error of input and output to SQLite.
      if (!isFull(folder)) return new EngineError('disk/failing', { path: folder }, { cause: error })
      return fullDisk(folder, error)
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return fullDisk(folder, error)
    case 'EIO':
      return new EngineError('disk/failing', { path: folder }, { cause: error })
    case 'EROFS':
      return new EngineError('disk/read-only', { path: folder }, { cause: error })
    case 'EACCES':
    case 'EPERM':
      return new EngineError('disk/denied', { path: closedOf(file) }, { cause: error })
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN': {
      // What was opened as a snapshot, because there was no room.
      if (isFull(folder)) return fullDisk(folder, error)
      return isReadOnly(folder)
        ? new EngineError('disk/read-only', { path: folder }, { cause: error })
        : new EngineError('disk/denied', { path: closedOf(file) }, { cause: error })
    }
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new EngineError('state/damaged', { file, detail: error.message }, { cause: error })
    case 'SQLITE_BUSY':
      return new EngineError('busy/locked', { holder: null, waited: 5_000 }, { cause: error })
    default:
      return error
  }
}

function fullDisk(folder: string, cause: unknown): EngineError {
  return new EngineError('disk/full', { path: folder, needed: null, free: freeOf(folder) }, { cause })
}

/** What keeps people out: the file, or one that SQLite has beside it, where it can be seen; else its folder. */
function closedOf(file: string): string {
  const closed = [file, `${file}-wal`, `${file}-shm`].find((one) => {
    try {
      accessSync(one, constants.R_OK | constants.W_OK)
      return false
    } catch (error) {
      return systemCode(error) === 'EACCES' && isSeen(one)
    }
  })
  return closed ?? path.dirname(file)
}

function isSeen(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined
  } catch {
    // Its folder is closed.
    return false
  }
}

/** SQLite does not tell a disk that takes no writes from a file that somebody else owns. */
function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return false
  } catch (error) {
    return systemCode(error) === 'EROFS'
  }
}

/** Bytes that SQLite needs beside a database to open it: its shared memory. */
const leastFree = 32_768

function isFull(folder: string): boolean {
  return (freeOf(folder) ?? leastFree) < leastFree
}

function freeOf(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    // Not every system tells; then nobody knows, and nothing hangs on it.
    return null
  }
}

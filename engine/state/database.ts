import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { EngineError } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'

export type Connection = Database.Database

/**
 * Opens (or makes) a database of ours. WAL: readers never wait for the writer. FULL: what was said to be
 * recorded survives a power cut. Throws `disk/*` and `state/damaged`.
 */
export function openDatabase(file: string, schema: string): Connection {
  return guarded(file, () => {
    makeFolder(path.resolve(path.dirname(file)))
    const connection = new Database(file, { timeout: 5_000 })
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    // One statement at start instead of one a table: this runs in every process.
    if (connection.pragma('user_version', { simple: true }) === 0) {
      connection
        .transaction(() => {
          connection.exec(schema)
          connection.pragma('user_version = 1')
        })
        .immediate()
    }
    return connection
  })
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

/** Runs `work`; what SQLite and the file system complain about becomes a failure a person can meet. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asFailure(error, file)
  }
}

function asFailure(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const folder = path.dirname(file)
  switch (
    String(error.code).replace(/^(SQLITE_(FULL|READONLY|CANTOPEN|CORRUPT|NOTADB|BUSY|IOERR)).*$/, '$1')
  ) {
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return new EngineError('disk/full', { path: folder, needed: null, free: null }, { cause: error })
    case 'EROFS':
      return new EngineError('disk/read-only', { path: folder }, { cause: error })
    case 'EACCES':
    case 'EPERM':
      return new EngineError('disk/denied', { path: folder }, { cause: error })
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN': {
      const code = isReadOnly(folder) ? 'disk/read-only' : 'disk/denied'
      return new EngineError(code, { path: folder }, { cause: error })
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

/** SQLite does not tell a disk that takes no writes from a file that somebody else owns. */
function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return false
  } catch (error) {
    return systemCode(error) === 'EROFS'
  }
}

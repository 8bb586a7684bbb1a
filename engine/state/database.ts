import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { EngineError } from '../model/failure.ts'

export type Connection = Database.Database

/**
 * Opens (or makes) a database of ours. WAL: readers never wait for the writer. FULL: what was said to be
 * recorded survives a power cut. Throws `disk/*` and `state/damaged`.
 */
export function openDatabase(file: string, schema: string): Connection {
  return guarded(file, () => {
    makeFolder(path.dirname(file))
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

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
  } catch (error) {
    // On a read-only file system Node says that the folder does not exist; its nearest parent knows why.
    let parent = path.resolve(folder)
    while (!existsSync(parent)) parent = path.dirname(parent)
    accessSync(parent, constants.W_OK)
    throw error
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
    case 'SQLITE_READONLY':
    case 'EROFS':
      return new EngineError('disk/read-only', { path: folder }, { cause: error })
    case 'SQLITE_CANTOPEN':
    case 'EACCES':
    case 'EPERM':
      return new EngineError('disk/denied', { path: folder }, { cause: error })
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new EngineError('state/damaged', { file, detail: error.message }, { cause: error })
    case 'SQLITE_BUSY':
      return new EngineError('busy/locked', { holder: null, waited: 5_000 }, { cause: error })
    case 'ENOTDIR':
    case 'EEXIST':
      return new EngineError('state/damaged', { file, detail: error.message }, { cause: error })
    default:
      return error
  }
}

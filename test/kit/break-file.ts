import { closeSync, openSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'

/** Writes over bytes of a file that stays as long as it was. */
export function overwrite(file: string, position: number, length: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(length, 0xff), 0, undefined, position)
  closeSync(handle)
}

/** Writes over the page where a table of a database begins. */
export function breakTable(file: string, table: string): void {
  const database = new Database(file)
  database.pragma('wal_checkpoint(TRUNCATE)')
  const { rootpage } = database
    .prepare<[string], { rootpage: number }>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .get(table)!
  const page = Number(database.pragma('page_size', { simple: true }))
  database.close()
  overwrite(file, (rootpage - 1) * page, page)
}

/** As a disk would change letters of a database: nobody counts it as a change. */
export function changeAside(file: string, sql: string): void {
  const database = new Database(file)
  database.unsafeMode()
  database.pragma('writable_schema = ON')
  database.exec(sql)
  database.close()
}

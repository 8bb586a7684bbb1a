import { constants, existsSync, readFileSync, statSync } from 'node:fs'
import { copyFile, link, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import Database from 'better-sqlite3'
import { failureOf } from '../model/failure.ts'
import { syncFolder, writeDurably } from '../store/durable.ts'
import { checkState, type State } from './state.ts'

/** Like the database. */
const ownOnly = 0o600

/** Beside the state database, as it was when the last change was over. */
function backupOf(file: string): string {
  return `${file}.backup`
}

/**
 * Where anything was changed since `moment`. Only under the writer lock, behind a change. Damage is never copied, and a disk
 * that takes no copy keeps the one before: what was done is done, and told as that.
 */
export async function keepBackup(state: State, moment: string): Promise<void> {
  try {
    if (state.ownMoment() === moment && hasBackup(state.file)) return
    checkState(state)
    await writeDurably(backupOf(state.file), state.bytes(), ownOnly)
  } catch {
    // The next change tries again; whoever asks for what is damaged is told.
  }
}

function hasBackup(file: string): boolean {
  return existsSync(backupOf(file))
}

/** Gone, or cut to nothing, where there was one once. A first start has neither. */
export function isLost(file: string): boolean {
  return hasBackup(file) && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/**
 * Puts the backup in the place of `file`, which nobody here has open; what lay there is kept as `.damaged`, with its WAL,
 * for whoever knows how to read more of it. False where there is no sound backup: then nothing was touched. Only under the
 * writer lock. Killed anywhere: the damaged file is there, or none, or the backup.
 */
export async function putBackupBack(file: string): Promise<boolean> {
  const bytes = soundBackup(file)
  if (bytes === null) return false
  const fresh = `${file}.restored.new`
  try {
    await writeDurably(fresh, bytes, ownOnly)
    await keepAside(file)
    await rename(fresh, file)
  } finally {
    await rm(fresh, { force: true })
  }
  await syncFolder(path.dirname(file))
  return true
}

function soundBackup(file: string): Buffer | null {
  if (!hasBackup(file)) return null
  const bytes = readFileSync(backupOf(file))
  try {
    const database = new Database(bytes)
    const all = <Row>(sql: string) => database.prepare(sql).all() as Row[]
    checkState({ all, file })
    const isOurs = all("SELECT 1 FROM sqlite_schema WHERE name = 'repository'").length > 0
    database.close()
    return isOurs ? bytes : null
  } catch (error) {
    if (failureOf(error) !== null || isOfSqlite(error)) return null
    throw error
  }
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Database.SqliteError
}

/** What `putBackupBack` put aside. */
export function isDamaged(name: string): boolean {
  return /\.db\.damaged(?:-wal)?$/.test(name)
}

async function keepAside(file: string): Promise<void> {
  const aside = `${file}.damaged`
  await Promise.all(['', '-wal'].map((end) => rm(`${aside}${end}`, { force: true })))
  if (!existsSync(file)) return
  // A second name, so that there is no moment at which another process finds nothing here and begins anew.
  await link(file, aside).catch(() => copyFile(file, aside, constants.COPYFILE_EXCL))
  // Frames of the damaged one must not be read into the other.
  if (existsSync(`${file}-wal`)) await rename(`${file}-wal`, `${aside}-wal`)
  await rm(`${file}-shm`, { force: true })
}

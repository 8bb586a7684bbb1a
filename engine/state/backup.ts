import { createHash } from 'node:crypto'
import { constants, existsSync, lstatSync, statSync } from 'node:fs'
import { copyFile, link, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import Database from 'better-sqlite3'
import { EngineError, failureOf } from '../model/failure.ts'
import { syncFolder, writeDurably } from '../store/durable.ts'
import { guarded, setAside } from './database.ts'
import { checkState, type State } from './state.ts'
import { readOwnSync } from '../plain-file.ts'

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
    if (isFolder(backupOf(state.file))) setAside(backupOf(state.file))
    await writeDurably(backupOf(state.file), sealed(state.bytes()), ownOnly)
  } catch {
    // The next change tries again; whoever asks for what is damaged is told.
  }
}

function hasBackup(file: string): boolean {
  return isFile(backupOf(file))
}

function isFolder(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true
}

/** Gone, cut to nothing, or something else in its place, where there was one once. A first start has neither. */
export function isLost(file: string): boolean {
  return hasBackup(file) && !(isFile(file) && statSync(file).size > 0)
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

/** Throws `state/damaged` where a page is broken, also one that nobody has asked for yet, or says something else. */
export function checkWhole(state: State): void {
  checkState(state)
  checkUnchanged(state)
}

/**
 * Throws `state/damaged` where the database is not what was backed up behind the last change, although nobody here has
 * changed it since: SQLite notices a broken page, and not that a letter in it is another one.
 */
export function checkUnchanged(state: State): void {
  if (!hasBackup(state.file)) return
  const all = readOwnSync(backupOf(state.file))
  const bytes = state.bytes()
  if (bytes.equals(all.subarray(0, -sealSize))) return
  const backup = sealedBytes(all)
  if (backup === null) return
  guarded(state.file, () => {
    const [now, then] = [contentOf(bytes), contentOf(backup)]
    if (now.count === then.count && now.version === then.version && now.digest() !== then.digest())
      throw new EngineError('state/damaged', { file: state.file, detail: 'not what was written there' })
  })
}

interface Content {
  readonly version: unknown
  /** Changes until then. */
  readonly count: unknown
  readonly digest: () => string
}

function contentOf(bytes: Buffer): Content {
  const database = new Database(bytes)
  const tables = database.prepare<[], string>(tableNames).pluck().all()
  return {
    version: database.pragma('user_version', { simple: true }),
    count: database.prepare("SELECT value FROM setting WHERE key = 'changes'").pluck().get(),
    digest: () => {
      const sum = createHash('sha256')
      for (const table of tables)
        for (const row of database.prepare(`SELECT * FROM ${table}`).raw().iterate())
          sum.update(`${table} ${JSON.stringify(row)}\n`)
      return sum.digest('hex')
    },
  }
}

const tableNames =
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"

/** Behind the last page, where SQLite does not look: the digest of everything before it. */
const sealSize = 32

function sealed(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, createHash('sha256').update(bytes).digest()])
}

/** Null where no seal says that it is what was written. */
function sealedBytes(all: Buffer): Buffer | null {
  const bytes = all.subarray(0, -sealSize)
  const seal = createHash('sha256').update(bytes).digest()
  return isSealed(all) && seal.equals(all.subarray(-sealSize)) ? bytes : null
}

/** Releases before this one made no seal: then there are whole pages only. */
function isSealed({ length }: Buffer): boolean {
  return length % 512 === sealSize
}

function soundBackup(file: string): Buffer | null {
  if (!hasBackup(file)) return null
  const all = readOwnSync(backupOf(file))
  const bytes = isSealed(all) ? sealedBytes(all) : all
  return bytes !== null && isSound(bytes, file) ? bytes : null
}

function isSound(bytes: Buffer, file: string): boolean {
  try {
    const database = new Database(bytes)
    const all = <Row>(sql: string) => database.prepare(sql).all() as Row[]
    checkState({ all, file })
    const isOurs = all("SELECT 1 FROM sqlite_schema WHERE name = 'repository'").length > 0
    database.close()
    return isOurs
  } catch (error) {
    if (failureOf(error) !== null || isOfSqlite(error)) return false
    throw error
  }
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Database.SqliteError
}

/** What was put aside, because a backup or a new file took its place. */
export function isDamaged(name: string): boolean {
  return /^purged\.damaged$|\.db(?:-wal|-shm|\.backup)?\.damaged(?:-wal)?$/.test(name)
}

async function keepAside(file: string): Promise<void> {
  const aside = `${file}.damaged`
  await Promise.all(['', '-wal'].map((end) => rm(`${aside}${end}`, { recursive: true, force: true })))
  if (isFolder(file)) setAside(file)
  if (!isFile(file)) return
  // A second name, so that there is no moment at which another process finds nothing here and begins anew.
  await link(file, aside).catch(() => copyFile(file, aside, constants.COPYFILE_EXCL))
  // Frames of the damaged one must not be read into the other.
  if (existsSync(`${file}-wal`)) await rename(`${file}-wal`, `${aside}-wal`)
  await rm(`${file}-shm`, { force: true })
}

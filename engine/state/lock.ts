import { closeSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { EngineError, failureOf } from '../model/failure.ts'
import { readPlainSync, writing } from '../plain-file.ts'
import { systemCode } from '../system-errors.ts'
import { type Connection, guarded, keepToOurselves } from './database.ts'

const Holder = v.object({ pid: v.number(), command: v.string(), since: v.string() })
export type LockHolder = v.InferOutput<typeof Holder>

export interface LockOptions {
  readonly dataDirectory: string
  readonly command: string
  /** Milliseconds to wait for another writer before giving up with `busy/locked`. */
  readonly patience: number
  readonly now: () => number
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
  readonly onWait: () => void
}

const pause = 100

/** Bytes; a name and a command are a line. */
const largestNote = 100_000

/**
 * Runs `work` as the only writer of this data directory. The lock is SQLite's own on a file of its own: the
 * kernel drops it the moment its holder dies, so no stale lock can ever remain. lock.json only names the holder.
 */
export async function withWriterLock<T>(
  options: LockOptions,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const release = await acquire(options, signal)
  try {
    return await work()
  } finally {
    release()
  }
}

async function acquire(options: LockOptions, signal: AbortSignal): Promise<() => void> {
  const start = options.now()
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted()
    const release = tryAcquire(options)
    if (release !== null) return release
    const waited = options.now() - start
    if (waited >= options.patience) {
      throw new EngineError('busy/locked', { holder: readHolder(options.dataDirectory), waited })
    }
    if (attempt === 0) options.onWait()
    await options.sleep(pause, signal)
  }
}

/** Null where another process holds it. */
export function tryAcquire(
  options: Pick<LockOptions, 'dataDirectory' | 'command' | 'now'>,
): (() => void) | null {
  const connection = lockedOrNull(path.join(options.dataDirectory, 'lock.db'))
  if (connection === null) return null
  const note = holderFile(options.dataDirectory)
  const holder: LockHolder = {
    pid: process.pid,
    command: options.command,
    since: new Date(options.now()).toISOString(),
  }
  try {
    guarded(note, () => writeNote(note, JSON.stringify(holder)))
  } catch (error) {
    if (isOnlyUntold(error)) {
      // Nobody is told who holds it: on a full disk, whoever came to free some must not fail for want of a name.
      dropNote(note)
    } else {
      // Else this process would keep the lock as long as it lives.
      connection.close()
      throw error
    }
  }
  return () => {
    dropNote(note)
    connection.close()
  }
}

/** Null where another process holds it. */
function lockedOrNull(file: string): Connection | null {
  try {
    return locked(file)
  } catch (error) {
    const code = failureOf(error)?.code
    if (code === 'busy/locked') return null
    if (code !== 'state/damaged' || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw error
    // It holds nothing, and SQLite had it long enough to look inside, so nobody has it. Another process may have done the
    // same: then it is empty already, and this takes nothing from it.
    guarded(file, () => truncateSync(file))
    return lockedOrNull(file)
  }
}

function locked(file: string): Connection {
  guarded(file, () => keepToOurselves(file))
  const connection = guarded(file, () => new Database(file, { timeout: 0 }))
  try {
    // Nothing is ever written there, and a journal in a file would need room.
    guarded(file, () => connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'))
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Of a full disk, of a note that is closed to us, and of a folder, a pipe or a socket in its place. */
function isOnlyUntold(error: unknown): boolean {
  const code = failureOf(error)?.code ?? systemCode(error)
  return code !== null && ['disk/full', 'disk/denied', 'EISDIR', 'ENXIO'].includes(code)
}

function writeNote(note: string, text: string): void {
  const descriptor = openSync(note, writing, 0o644)
  try {
    writeSync(descriptor, text)
  } finally {
    closeSync(descriptor)
  }
}

function dropNote(note: string): void {
  try {
    rmSync(note, { force: true })
  } catch {
    // It names somebody who is gone, which whoever gets the lock next puts right. What was done is done.
  }
}

function readHolder(dataDirectory: string): LockHolder | null {
  try {
    const told = v.safeParse(
      Holder,
      JSON.parse(readPlainSync(holderFile(dataDirectory), largestNote).toString()),
    )
    return told.success ? told.output : null
  } catch {
    // The holder has just left, or has not yet written its name: there is nobody to name.
    return null
  }
}

function holderFile(dataDirectory: string): string {
  return path.join(dataDirectory, 'lock.json')
}

import { existsSync, mkdirSync } from 'node:fs'
import { open, rmdir } from 'node:fs/promises'
import path from 'node:path'
import type { KeyObject } from 'node:crypto'
import type { AuditEvent } from '../model/audit.ts'
import { EngineError } from '../model/failure.ts'
import { appending } from '../plain-file.ts'
import type { State } from '../state/state.ts'
import { systemCode, toDiskFailure } from '../system-errors.ts'
import { signedCheckpoint, verifierText } from './checkpoint.ts'
import { type Followed, follow } from './follow.ts'
import { cutAction, foundAction, keyAction, lineOf } from './line.ts'
import { fileName } from './log-files.ts'
import { emptyLog, type LogEnd, readLogEnd, writeLogEnd } from './log-end.ts'
import { leafOf, withLeaf } from './merkle.ts'
import { makeSigningKey, readSigningKey } from './signing-key.ts'

export interface AuditPlace {
  readonly folder: string
  readonly state: State
}

/** What an entry says besides when, who and where in the log. */
export type AuditNews = Omit<AuditEvent, 'at' | 'actor' | 'command'>

export interface AuditLog {
  /** On the disk when it resolves. */
  readonly append: (news: AuditNews) => Promise<void>
  /** The same, with a checkpoint over everything so far, which the state database keeps, too. */
  readonly conclude: (news: readonly AuditNews[]) => Promise<void>
}

/** The log of one data directory, as it is now. Only under the writer lock. Failures are of the disk, or `state/damaged`. */
export async function openAuditLog(
  place: AuditPlace,
  stamp: () => Pick<AuditEvent, 'at' | 'actor' | 'command'>,
): Promise<AuditLog> {
  const { folder, state } = place
  return clearly(folder, async () => {
    await makeFolder(folder)
    const key = await signingKey(folder)
    let now = await follow(folder, readLogEnd(state) ?? emptyLog, key.verifier)
    const written = async (news: readonly AuditNews[], isOver: boolean) => {
      const events = [...owed(now, key.verifier), ...news].map((one) => ({ ...stamp(), ...one }))
      const made = linesOf(now.end, events, isOver ? key : null)
      const end = { ...(await write(folder, now, made)), verifier: key.verifier }
      now = { end, begun: null, torn: 0, unvouched: 0 }
      // Killed here: whoever comes next follows the file from where the database says that it ended.
      if (made.checkpoint !== null) writeLogEnd(state, end, made.checkpoint)
    }
    return {
      append: async (one) => clearly(folder, () => written([one], false)),
      conclude: async (news) => clearly(folder, () => written(news, true)),
    }
  })
}

/** A file is full when it has so many bytes; the next line opens another one. */
const fullFile = 1_048_576

interface SigningKey {
  readonly privateKey: KeyObject
  readonly verifier: string
}

async function signingKey(folder: string): Promise<SigningKey> {
  const file = path.join(folder, 'signing.key')
  const privateKey = readSigningKey(file) ?? (await makeSigningKey(file))
  return { privateKey, verifier: verifierText(privateKey) }
}

/**
 * What has to be said first: that a crash left half a line, or somebody lines of their own, that nobody knows how
 * something ended, which key signs.
 */
function owed({ end, begun, torn, unvouched }: Followed, verifier: string): AuditNews[] {
  const done = { outcome: 'done' } as const
  return [
    ...(torn === 0 ? [] : [{ action: cutAction, object: { bytes: torn }, ...done }]),
    ...(unvouched === 0 ? [] : [{ action: foundAction, object: { lines: unvouched }, ...done }]),
    ...(begun === null ? [] : [unrecorded(begun)]),
    ...(end.verifier === verifier ? [] : [{ action: keyAction, object: { key: verifier }, ...done }]),
  ]
}

function unrecorded({ action, object, planDigest }: AuditNews): AuditNews {
  return { action, object, outcome: 'unrecorded', ...(planDigest === undefined ? {} : { planDigest }) }
}

interface Made {
  readonly text: string
  readonly end: LogEnd
  readonly checkpoint: string | null
}

function linesOf(from: LogEnd, events: readonly AuditEvent[], key: SigningKey | null): Made {
  let end = from
  let text = ''
  const add = (line: string) => {
    const leaf = leafOf(line)
    end = { ...end, tree: withLeaf(end.tree, leaf), head: leaf.toString('hex') }
    text += `${line}\n`
  }
  for (const event of events) add(lineOf({ seq: end.tree.size, prev: end.head, ...event }))
  if (key === null) return { text, end, checkpoint: null }
  const checkpoint = signedCheckpoint(end.tree, key.privateKey, key.verifier)
  add(lineOf({ seq: end.tree.size, prev: end.head, checkpoint }))
  return { text, end, checkpoint }
}

/** In one write and one sync. Killed within: half a line, which the next one to write cuts. */
async function write(folder: string, { end, torn }: Followed, { text, end: after }: Made): Promise<LogEnd> {
  const isFull = end.bytes >= fullFile && torn === 0
  const file = isFull ? end.file + 1 : end.file
  const start = isFull ? 0 : end.bytes
  const place = path.join(folder, fileName(file))
  await rmdir(place).catch(() => undefined)
  const handle = await open(place, appending, 0o600)
  try {
    if (torn > 0) await handle.truncate(end.bytes)
    await handle.appendFile(text)
    await handle.sync()
  } catch (error) {
    // What a full disk took of it would look like lines for which nobody vouches. Where even that fails, it is told later.
    await handle.truncate(start).catch(() => undefined)
    throw error
  } finally {
    await handle.close()
  }
  if (start === 0) await syncFolder(folder)
  return { ...after, file, bytes: start + Buffer.byteLength(text) }
}

async function makeFolder(folder: string): Promise<void> {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncFolder(path.dirname(folder))
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Something else in the place of a file of ours is damage; a disk that does not take it is the disk's failure. */
async function clearly<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // The person knows the data directory, not what lies in it.
    const isClosed = systemCode(error) === 'EACCES' && existsSync(folder)
    const known = await toDiskFailure(error, isClosed ? folder : path.dirname(folder))
    const code = systemCode(known)
    if (known instanceof EngineError || code === null) throw known
    throw new EngineError('state/damaged', { file: folder, detail: code }, { cause: error })
  }
}

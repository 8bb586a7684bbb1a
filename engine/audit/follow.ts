import { open } from 'node:fs/promises'
import path from 'node:path'
import type { AuditEntry } from '../model/audit.ts'
import { leafOf, withLeaf } from './merkle.ts'
import { type AuditLine, keyAction, parseLine } from './line.ts'
import { fileName, logFiles, sizeOf } from './log-files.ts'
import type { LogEnd } from './log-end.ts'

/** Where the log ends now, and what has to be said of that before anything else is. */
export interface Followed {
  readonly end: LogEnd
  /** The entry that began something and is the last one: nobody said how it ended. */
  readonly begun: AuditEntry | null
  /** Bytes behind the last line feed: half a line that a crash left. */
  readonly torn: number
}

/**
 * From where the log ended to where it ends now: lines that were written before a crash, and nothing in most runs.
 * What does not follow from the line before it is left alone, and the log goes on behind it as if it were not there:
 * checking names it then, for ever.
 */
export async function follow(folder: string, known: LogEnd): Promise<Followed> {
  let followed: Followed = { end: known, begun: null, torn: 0 }
  const newer = logFiles(folder).map((name) => Number.parseInt(name, 10))
  for (const file of new Set([known.file, ...newer.filter((number) => number > known.file)])) {
    const from = file === known.file ? known.bytes : 0
    followed = await followFile(path.join(folder, fileName(file)), file, from, followed)
  }
  return followed
}

async function followFile(place: string, file: number, from: number, before: Followed): Promise<Followed> {
  const size = sizeOf(place)
  if (size === from) return { ...before, end: { ...before.end, file, bytes: size }, torn: 0 }
  // Shorter than it was: somebody cut it. Only where its last line ends matters now.
  const bytes = await readFrom(place, size < from ? 0 : from)
  const whole = bytes.lastIndexOf('\n') + 1
  const end = { ...before.end, file, bytes: size - (bytes.length - whole) }
  const lines = size < from ? [] : bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)
  return { ...withLines({ ...before, end }, lines), torn: bytes.length - whole }
}

function withLines(before: Followed, lines: readonly string[]): Followed {
  let { end, begun } = before
  for (const text of lines) {
    const line = parseLine(text)
    if (line === null || !continues(end, line)) return { ...before, end, begun }
    const leaf = leafOf(text)
    end = { ...end, tree: withLeaf(end.tree, leaf), head: leaf.toString('hex') }
    if (line.kind === 'checkpoint') continue
    const { entry } = line
    begun = entry.outcome === 'begun' ? entry : null
    const { key } = entry.object
    if (entry.action === keyAction && typeof key === 'string') end = { ...end, verifier: key }
  }
  return { ...before, end, begun }
}

function continues({ tree, head }: LogEnd, line: AuditLine): boolean {
  const { seq, prev } = line.kind === 'entry' ? line.entry : line.checkpoint
  return seq === tree.size && prev === head
}

async function readFrom(place: string, from: number): Promise<Buffer> {
  if (sizeOf(place) === 0) return Buffer.alloc(0)
  const handle = await open(place, 'r')
  try {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.max(0, size - from))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    return bytes.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

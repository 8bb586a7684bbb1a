import { isSignedBy, parseCheckpoint, parseVerifier } from './checkpoint.ts'
import type { BadLine, CheckedLog } from './check-log.ts'
import { type AuditLine, noLine, parseLine, placeOf } from './line.ts'
import type { LogEnd } from './log-end.ts'
import type { RawLine } from './log-files.ts'
import { leafOf } from './merkle.ts'

type Place = Pick<RawLine, 'file' | 'line'>

interface Reading {
  /** The line before, whether it is looked at or older. */
  before: (Place & { readonly leaf: string; readonly seq: number | null }) | null
  isIn: boolean
  lines: number
  entries: number
  checkpoint: CheckedLog['checkpoint']
  behind: number
  hasEnd: boolean
}

interface Wanted {
  /** Milliseconds since the Unix epoch. */
  readonly since: number
  /** Where the state database says that the log ended: its last line vouches for all before it. */
  readonly end: LogEnd
}

/**
 * Looks at the lines from the first one of that time on, and at no older ones: those may have been changed, or moved away. Each
 * line names the digest of the one before it, up to the one whose digest the state database keeps.
 */
export async function checkSince(
  lines: AsyncIterable<RawLine> | Iterable<RawLine>,
  { since, end }: Wanted,
): Promise<CheckedLog> {
  const reading: Reading = {
    ...{ before: null, isIn: false, lines: 0, entries: 0, checkpoint: null, behind: 0 },
    hasEnd: end.tree.size === 0,
  }
  let bad: BadLine | null = null
  let isTorn = false
  for await (const raw of lines) {
    isTorn = !raw.isWhole
    bad = isTorn ? null : take(reading, raw, { since, end })
    if (bad !== null || isTorn) break
  }
  if (bad === null && !reading.hasEnd) bad = { ...behind(reading), problem: 'missing' }
  const { lines: count, entries, checkpoint, behind: unsigned } = reading
  return { lines: count, entries, checkpoint, unsigned, isTorn, bad }
}

function take(reading: Reading, raw: RawLine, wanted: Wanted): BadLine | null {
  const line = parseLine(raw.text)
  const leaf = leafOf(raw.text).toString('hex')
  const seq = line === null ? null : placeOf(line).seq
  const wrong = reading.isIn || isOf(line, wanted.since) ? looked(reading, raw, line) : null
  if (wrong !== null) return wrong
  if (reading.isIn && line !== null) count(reading, line, wanted.end)
  reading.before = { file: raw.file, line: raw.line, leaf, seq }
  return atEnd(reading, wanted.end) ? null : badAt(raw, 'changed')
}

/** Whether the line just read is what is kept of it. An older one may say of itself what it likes. */
function atEnd(reading: Reading, { tree, head }: LogEnd): boolean {
  if (reading.before?.leaf === head) reading.hasEnd = true
  return !reading.isIn || reading.before?.seq !== tree.size - 1 || reading.hasEnd
}

function isOf(line: AuditLine | null, since: number): boolean {
  return line?.kind === 'entry' && Date.parse(line.entry.at) >= since
}

/** The first one is held against the line before it, too: else that could be one of them, with another time in it. */
function looked(reading: Reading, raw: RawLine, line: AuditLine | null): BadLine | null {
  const { before, isIn } = reading
  reading.isIn = true
  if (line === null) return badAt(raw, 'format')
  const { seq, prev } = placeOf(line)
  if (before === null) return seq === 0 && prev === noLine ? null : badAt(raw, 'missing')
  if (isIn && before.seq !== null && seq > before.seq + 1) return badAt(raw, 'missing')
  return prev === before.leaf ? null : badAt(before, 'changed')
}

function count(reading: Reading, line: AuditLine, { verifier }: LogEnd): void {
  reading.lines += 1
  reading.behind += 1
  if (line.kind === 'entry') {
    reading.entries += 1
    return
  }
  const key = verifier === null ? null : parseVerifier(verifier)
  const said = parseCheckpoint(line.checkpoint.checkpoint)
  if (key === null || said === null || !isSignedBy(line.checkpoint.checkpoint, key)) return
  reading.checkpoint = { size: said.size, root: said.root, verifier: key.text }
  reading.behind = 0
}

function behind({ before }: Reading): Place {
  return before === null ? { file: '000001.jsonl', line: 1 } : { file: before.file, line: before.line + 1 }
}

function badAt({ file, line }: Place, problem: BadLine['problem']): BadLine {
  return { file, line, problem }
}

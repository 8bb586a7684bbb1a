import type { AuditProblem } from '../model/audit.ts'
import {
  isSignedBy,
  type KeptTree,
  parseCheckpoint,
  parseVerifier,
  type Verifier,
  type Vouched,
} from './checkpoint.ts'
import { type Beginning, wholeLog } from './beginning.ts'
import { type AuditLine, keyAction, parseLine, placeOf } from './line.ts'
import type { RawLine } from './log-files.ts'
import { leafOf, rootOf, type Tree, withLeaf } from './merkle.ts'

/** What is known of a log from elsewhere. */
export interface Expected {
  /** Lines up to there must still make these trees. */
  readonly trees: readonly KeptTree[]
  /** The key that must have signed the newest checkpoint; null where nobody knows it. */
  readonly signer: string | null
  /** What was before the first line, where it is a part of a log. */
  readonly beginning?: Beginning
}

export interface BadLine {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly problem: AuditProblem
}

/** What checking found. `bad` is the first line that is not as it was written; null where all are. */
export interface CheckedLog {
  readonly lines: number
  readonly entries: number
  /** The newest checkpoint that holds, with the key that signed it. */
  readonly checkpoint: (Vouched & { readonly verifier: string }) | null
  /** Lines behind it: a change that is under way, or one that a crash ended. */
  readonly unsigned: number
  /** Half a line at the end, which a crash left. */
  readonly isTorn: boolean
  readonly bad: BadLine | null
}

type Place = Pick<RawLine, 'file' | 'line'>

interface Reading {
  tree: Tree
  head: string
  /** What the last line calls the one before it. */
  before: string
  entries: number
  last: Place | null
  verifier: (Verifier & { readonly announced: Place }) | null
  checkpoint: CheckedLog['checkpoint']
  /** The key that alone vouches for more lines, behind the tree that somebody kept with it. */
  signer: string | null
  /** The first line that no checkpoint vouches for. */
  unvouched: Place | null
  /** The first line behind the last tree that somebody kept. */
  unkept: Place | null
  /** Two lines of which one was changed: the line behind them says which. */
  doubt: { readonly before: Place; readonly at: Place; readonly leaf: string } | null
  isTorn: boolean
}

/** Reads a log from its first line on, and stops at the first one that is not as it was written. */
export async function checkLog(
  lines: AsyncIterable<RawLine> | Iterable<RawLine>,
  expected: Expected,
): Promise<CheckedLog> {
  const { tree: begins, head, verifier: signs } = expected.beginning ?? wholeLog
  const verifier = signs === null ? null : parseVerifier(signs)
  const reading: Reading = {
    ...{ tree: begins, head, before: head, entries: 0, last: null, checkpoint: null },
    verifier: verifier === null ? null : { ...verifier, announced: firstPlace },
    ...{ signer: null, unvouched: null, unkept: null, doubt: null, isTorn: false },
  }
  let bad: BadLine | null = null
  for await (const raw of lines) {
    bad = take(reading, raw, expected)
    if (bad !== null || reading.isTorn) break
  }
  bad ??= atTheEnd(reading, expected)
  const { tree, entries, checkpoint, isTorn } = reading
  const unsigned = checkpoint === null ? tree.size : tree.size - checkpoint.size - 1
  return { lines: tree.size, entries, checkpoint, unsigned, isTorn, bad }
}

function take(reading: Reading, raw: RawLine, expected: Expected): BadLine | null {
  if (!raw.isWhole) {
    reading.isTorn = true
    return null
  }
  const line = parseLine(raw.text)
  if (reading.doubt !== null) return settled(reading.doubt, line)
  if (line === null) return badAt(raw, 'format')
  const leaf = leafOf(raw.text)
  const wrong = misplacedLine(reading, raw, line) ?? unchained(reading, raw, { line, leaf })
  if (wrong !== null || reading.doubt !== null) return wrong
  return takeChained(reading, raw, { line, leaf }) ?? keptTreeProblem(reading, raw, expected)
}

interface Read {
  readonly line: AuditLine
  readonly leaf: Buffer
}

/** A line that calls the one before it something else than it is: one of the two was changed. */
function unchained(reading: Reading, raw: RawLine, { line, leaf }: Read): BadLine | null {
  if (placeOf(line).prev === reading.head) return null
  // A checkpoint says whether the lines before it are what they were.
  if (line.kind === 'checkpoint' && vouches(reading.tree, line.checkpoint.checkpoint))
    return badAt(raw, 'changed')
  reading.doubt = { before: reading.last ?? raw, at: raw, leaf: leaf.toString('hex') }
  return null
}

function takeChained(reading: Reading, raw: RawLine, { line, leaf }: Read): BadLine | null {
  if (line.kind === 'entry') takeEntry(reading, raw, line.entry)
  const wrong = line.kind === 'entry' ? null : takeCheckpoint(reading, raw, line.checkpoint.checkpoint)
  if (wrong !== null) return wrong
  reading.tree = withLeaf(reading.tree, leaf)
  reading.before = reading.head
  reading.head = leaf.toString('hex')
  reading.last = raw
  return null
}

function misplacedLine(reading: Reading, raw: RawLine, line: AuditLine): BadLine | null {
  const { seq } = placeOf(line)
  const { size } = reading.tree
  if (seq > size) return badAt(raw, 'missing')
  if (seq === size) return null
  return badAt(pushedAside(reading, line, leafOf(raw.text)) ?? raw, 'inserted')
}

/** The last line, where this one claims its place: it was put before this one, unless it is signed, or only told twice. */
function pushedAside(reading: Reading, line: AuditLine, leaf: Buffer): Place | null {
  const { seq, prev } = placeOf(line)
  const isInItsPlace = seq === reading.tree.size - 1 && prev === reading.before
  const isTold = reading.unvouched === null || leaf.toString('hex') === reading.head
  return isInItsPlace && !isTold ? reading.last : null
}

function takeEntry(
  reading: Reading,
  raw: RawLine,
  entry: Extract<AuditLine, { kind: 'entry' }>['entry'],
): void {
  reading.entries += 1
  reading.unvouched ??= raw
  const { key } = entry.object
  if (entry.action !== keyAction || typeof key !== 'string') return
  const verifier = parseVerifier(key)
  if (verifier !== null) reading.verifier = { ...verifier, announced: raw }
}

function takeCheckpoint(reading: Reading, raw: RawLine, note: string): BadLine | null {
  const { verifier } = reading
  const said = parseCheckpoint(note)
  if (said === null || verifier === null || !isSignedBy(note, verifier)) return badAt(raw, 'signature')
  // All lines are chained, and yet they are not what was signed: they were written anew.
  if (!vouches(reading.tree, note)) return badAt(reading.unvouched ?? raw, 'changed')
  // Anybody can write lines behind the end, with a key of their own that they name there.
  if (reading.signer !== null && reading.signer !== verifier.text) return null
  reading.checkpoint = { size: said.size, root: said.root, verifier: verifier.text }
  reading.unvouched = null
  return null
}

/** Signed and chained, and yet not what somebody kept: written anew by whoever has a key, from nobody knows which line on. */
function keptTreeProblem(reading: Reading, raw: RawLine, { trees }: Expected): BadLine | null {
  reading.unkept ??= raw
  const kept = trees.find(({ size }) => size === reading.tree.size)
  if (kept === undefined) return null
  if (kept.root !== rootOf(reading.tree).toString('base64'))
    return strangeKey(reading, kept.verifier ?? null) ?? badAt(reading.unkept, 'changed')
  reading.unkept = null
  reading.signer = kept.verifier ?? null
  return null
}

function strangeKey({ verifier }: Reading, expected: string | null): BadLine | null {
  if (expected === null || verifier === null || verifier.text === expected) return null
  return badAt(verifier.announced, 'key')
}

function atTheEnd(reading: Reading, { trees, signer }: Expected): BadLine | null {
  const { doubt, tree, last, checkpoint } = reading
  if (doubt !== null) return badAt(doubt.before, 'changed')
  const behind = last === null ? firstPlace : { file: last.file, line: last.line + 1 }
  if (trees.some(({ size }) => size > tree.size)) return badAt(behind, 'missing')
  return checkpoint?.verifier === signer ? null : strangeKey(reading, signer)
}

/** Where the line behind names the second one as it is, the first was changed; else the second. */
function settled(doubt: NonNullable<Reading['doubt']>, next: AuditLine | null): BadLine {
  const isSecondKnown = next !== null && placeOf(next).prev === doubt.leaf
  return badAt(isSecondKnown ? doubt.before : doubt.at, 'changed')
}

function vouches(tree: Tree, note: string): boolean {
  const said = parseCheckpoint(note)
  return said !== null && said.size === tree.size && said.root === rootOf(tree).toString('base64')
}

function badAt({ file, line }: Place, problem: AuditProblem): BadLine {
  return { file, line, problem }
}

const firstPlace: Place = { file: '000001.jsonl', line: 1 }

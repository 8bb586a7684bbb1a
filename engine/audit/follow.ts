import { open } from 'node:fs/promises'
import path from 'node:path'
import type { AuditEntry } from '../model/audit.ts'
import { isSignedBy, parseCheckpoint, parseVerifier } from './checkpoint.ts'
import { leafOf, rootOf, type Tree, withLeaf } from './merkle.ts'
import { type AuditLine, cutAction, foundAction, keyAction, parseLine, rulesAction } from './line.ts'
import { fileName, fileNumber, logFiles, sizeOf } from './log-files.ts'
import type { LogEnd } from './log-end.ts'

/** What is said of the log itself, and of rules, in front of something that begins, without a checkpoint. */
const ownActions: readonly string[] = [keyAction, cutAction, foundAction, rulesAction]

/** Where the log ends now, and what has to be said of that before anything else is. */
export interface Followed {
  readonly end: LogEnd
  /** The entry that began something and is the last one: nobody said how it ended. */
  readonly begun: AuditEntry | null
  /** Bytes behind the last line feed: half a line that a crash left. */
  readonly torn: number
  /** Entries that say how something ended, and that no checkpoint vouches for: we write both at once. */
  readonly unvouched: number
}

/**
 * From where the log ended to where it ends now: lines that were written before a crash, and nothing in most runs.
 * What does not follow from the line before it is left alone, and the log goes on behind it as if it were not there:
 * checking names it then, for ever. `own` is the key of this machine.
 */
export async function follow(folder: string, known: LogEnd, own: string): Promise<Followed> {
  let followed: Followed = { end: known, begun: null, torn: 0, unvouched: 0 }
  // Where nothing was kept, the log alone tells who signs. Else a key that it names since then is anybody's.
  const signers = known.verifier === null ? null : [known.verifier, own]
  const newer = logFiles(folder).map(fileNumber)
  for (const file of new Set([known.file, ...newer.filter((number) => number > known.file)])) {
    const from = file === known.file ? known.bytes : 0
    followed = await followFile(path.join(folder, fileName(file)), { file, from, signers }, followed)
  }
  return followed
}

interface Following {
  readonly file: number
  /** Bytes. */
  readonly from: number
  /** Null: whoever the log itself names. */
  readonly signers: readonly string[] | null
}

async function followFile(
  place: string,
  { file, from, signers }: Following,
  before: Followed,
): Promise<Followed> {
  const size = sizeOf(place)
  if (size === from) return { ...before, end: { ...before.end, file, bytes: size }, torn: 0 }
  // Shorter than it was: somebody cut it. Only where its last line ends matters now.
  const bytes = await readFrom(place, size < from ? 0 : from)
  const whole = bytes.lastIndexOf('\n') + 1
  const end = { ...before.end, file, bytes: size - (bytes.length - whole) }
  const lines = size < from ? [] : bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)
  return { ...withLines({ ...before, end }, lines, signers), torn: bytes.length - whole }
}

function withLines(before: Followed, lines: readonly string[], signers: Following['signers']): Followed {
  let after = before
  for (const text of lines) {
    const line = parseLine(text)
    if (line === null || !continues(after.end, line)) return after
    const leaf = leafOf(text)
    const end = { ...after.end, tree: withLeaf(after.end.tree, leaf), head: leaf.toString('hex') }
    after =
      line.kind === 'entry'
        ? withEntry({ ...after, end }, line.entry)
        : withCheckpoint({ ...after, end }, line.checkpoint.checkpoint, {
            tree: after.end.tree,
            signers: signers ?? [after.end.verifier],
          })
  }
  return after
}

function withEntry({ end, unvouched, ...rest }: Followed, entry: AuditEntry): Followed {
  const { action, outcome, object } = entry
  const verifier = action === keyAction && typeof object['key'] === 'string' ? object['key'] : end.verifier
  const isLeftByCrash = outcome === 'begun' || outcome === 'unrecorded' || ownActions.includes(action)
  return {
    ...rest,
    end: { ...end, verifier },
    begun: outcome === 'begun' ? entry : null,
    unvouched: unvouched + (isLeftByCrash ? 0 : 1),
  }
}

function withCheckpoint(
  followed: Followed,
  note: string,
  { tree, signers }: { readonly tree: Tree; readonly signers: readonly (string | null)[] },
): Followed {
  const said = parseCheckpoint(note)
  const isOurs =
    said?.size === tree.size &&
    said.root === rootOf(tree).toString('base64') &&
    signers.some((signer) => {
      const verifier = signer === null ? null : parseVerifier(signer)
      return verifier !== null && isSignedBy(note, verifier)
    })
  return isOurs ? { ...followed, unvouched: 0 } : { ...followed, unvouched: followed.unvouched + 1 }
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

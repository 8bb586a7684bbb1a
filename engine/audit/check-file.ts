import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import { openStream } from '../open-stream.ts'
import { systemCode, toDiskFailure } from '../system-errors.ts'
import { type Beginning, parseBeginning } from './beginning.ts'
import { type CheckedLog, checkLog, type Expected } from './check-log.ts'
import { parseCheckpoint, parseVerifier, type Vouched } from './checkpoint.ts'
import { parseLine } from './line.ts'
import { type RawLine, streamLines } from './log-files.ts'

/**
 * Checks a log that was exported, wherever it is now. Throws `file/not-found`, and `request/invalid` for what is no file or
 * no key, and for what no checkpoint vouches for: an export ends with one.
 */
export async function checkAuditFile(
  file: string,
  expected: Expected,
  signal: AbortSignal,
): Promise<CheckedLog> {
  const { signer } = expected
  if (signer !== null && parseVerifier(signer) === null) {
    const problem = 'it is written as name+hash+key, as audit verify shows it'
    throw new EngineError('request/invalid', { what: 'key', value: signer, problem })
  }
  return reading(file, signal, async (lines) => {
    const { beginning, rest } = await split(lines)
    if (beginning !== null && expected.trees.length > 0) throw partOnly(file)
    const checked = await checkLog(rest, beginning === null ? expected : { ...expected, beginning })
    if (checked.bad === null && checked.checkpoint === null) throw noExport(file)
    return checked
  })
}

/** An export of a part says in its first line what was before. */
async function split(
  lines: AsyncIterable<RawLine>,
): Promise<{ readonly beginning: Beginning | null; readonly rest: AsyncIterable<RawLine> }> {
  const all = lines[Symbol.asyncIterator]()
  const first = await all.next()
  const beginning = first.done === true || !first.value.isWhole ? null : parseBeginning(first.value.text)
  async function* rest(): AsyncGenerator<RawLine> {
    if (first.done !== true && beginning === null) yield first.value
    for (let one = await all.next(); one.done !== true; one = await all.next()) yield one.value
  }
  return { beginning, rest: rest() }
}

function partOnly(file: string): EngineError {
  const problem = 'it is a part of a log, and only a whole one can be held against another'
  return new EngineError('request/invalid', { what: 'file', value: file, problem })
}

/** What the newest checkpoint of an export vouches for. Throws `file/not-found`, and `request/invalid` where it has none. */
export async function newestCheckpoint(file: string, signal: AbortSignal): Promise<Vouched> {
  return reading(file, signal, async (lines) => {
    let found: Vouched | null = null
    for await (const { text } of lines) {
      const line = parseLine(text)
      if (line?.kind === 'checkpoint') found = parseCheckpoint(line.checkpoint.checkpoint) ?? found
    }
    if (found === null) throw noExport(file)
    return { size: found.size, root: found.root }
  })
}

function noExport(file: string): EngineError {
  const problem = 'there is no checkpoint in it: it is no audit log that was exported'
  return new EngineError('request/invalid', { what: 'file', value: file, problem })
}

async function reading<T>(
  file: string,
  signal: AbortSignal,
  work: (lines: AsyncIterable<RawLine>) => Promise<T>,
): Promise<T> {
  try {
    return await work(streamLines(openStream(file, signal), path.basename(file)))
  } catch (error) {
    signal.throwIfAborted()
    if (systemCode(error) === 'EISDIR')
      throw new EngineError('request/invalid', { what: 'file', value: file, problem: 'it is a folder' })
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? ''))
      throw new EngineError('file/not-found', { path: file }, { cause: error })
    throw await toDiskFailure(error, file)
  }
}

import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'
import { type CheckedLog, checkLog, type Expected } from './check-log.ts'
import { parseCheckpoint, parseVerifier, type Vouched } from './checkpoint.ts'
import { parseLine } from './line.ts'
import { fileLines, type RawLine } from './log-files.ts'

/** Checks a log that was exported, wherever it is now. Throws `file/not-found`, and `request/invalid` for what is no key. */
export async function checkAuditFile(file: string, expected: Expected): Promise<CheckedLog> {
  const { signer } = expected
  if (signer !== null && parseVerifier(signer) === null) {
    const problem = 'it is written as name+hash+key, as audit verify shows it'
    throw new EngineError('request/invalid', { what: 'key', value: signer, problem })
  }
  return reading(file, () => checkLog(linesIn(file), expected))
}

/** What the newest checkpoint of an export vouches for. Throws `file/not-found`, and `request/invalid` where it has none. */
export async function newestCheckpoint(file: string): Promise<Vouched> {
  return reading(file, async () => {
    let found: Vouched | null = null
    for await (const { text } of linesIn(file)) {
      const line = parseLine(text)
      if (line?.kind === 'checkpoint') found = parseCheckpoint(line.checkpoint.checkpoint) ?? found
    }
    if (found !== null) return { size: found.size, root: found.root }
    const problem = 'there is no checkpoint in it: it is no audit log that was exported'
    throw new EngineError('request/invalid', { what: 'file', value: file, problem })
  })
}

function linesIn(file: string): AsyncGenerator<RawLine> {
  return fileLines(file, path.basename(file))
}

async function reading<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'EISDIR')
      throw new EngineError('file/not-found', { path: file }, { cause: error })
    throw error
  }
}

import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { systemCode } from '../system-errors.ts'

/** The program is not on this machine. */
export class ProgramMissing extends Error {
  override readonly name = 'ProgramMissing'
}

/**
 * What a program of the machine makes of the chunks. It says what is wrong with them in its own words; who leaves before
 * the end ends it.
 */
export async function* throughProgram(
  [program, ...args]: readonly [program: string, ...args: string[]],
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted()
  const child = spawn(program, args, {
    ...{ signal, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // Whoever waits for it below is told; until then nobody may be.
  ended.catch(() => undefined)
  const said = firstWordsOf(child.stderr)
  let broken: unknown = null
  const source = noting(chunks, (error) => (broken = error))
  // A program that has seen enough closes its end; why is in its status.
  const feeding = pipeline(Readable.from(source), child.stdin).catch(() => undefined)
  try {
    yield* child.stdout as AsyncIterable<Uint8Array>
    const status = await ended.catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') throw new ProgramMissing(program, { cause: error })
      throw error
    })
    await feeding
    if (broken !== null) throw broken
    if (status !== 0) throw new Error(said() || `${program} ended with ${status ?? 'a signal'}`)
  } finally {
    child.kill('SIGKILL')
    await feeding
  }
}

/** The chunks, and what kept them from coming: the program only sees that they end. */
async function* noting(
  chunks: AsyncIterable<Uint8Array>,
  note: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (error) {
    note(error)
    throw error
  }
}

/** Letters of its complaint that are told. */
const longest = 200

function firstWordsOf(stream: Readable): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (piece: string) => {
    text = `${text}${piece}`.slice(0, 4 * longest)
  })
  return () => text.trim().split('\n')[0]!.slice(0, longest)
}

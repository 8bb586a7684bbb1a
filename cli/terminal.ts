import { addAbortSignal } from 'node:stream'
import { Refusal } from './failure.ts'

/** One output stream, as far as its reader matters. */
export interface Outlet {
  readonly isTerminal: boolean
  /** Columns of the terminal; null where lines may be as long as they like. */
  readonly width: () => number | null
  /** Resolves when the text left this process. A reader that went away is no error; a full disk is a `Refusal`. */
  readonly write: (text: string) => Promise<void>
}

/** Where a person sits, or a script. */
export interface Terminal {
  readonly out: Outlet
  readonly err: Outlet
  /** Somebody can type an answer. */
  readonly canAnswer: boolean
  /** Resolves with the line typed; null at end of input. */
  readonly readLine: (prompt: string, signal: AbortSignal) => Promise<string | null>
  /** Everything that comes in up to its end. */
  readonly readAll: (signal: AbortSignal) => Promise<string>
}

export function systemTerminal(): Terminal {
  const err = outlet(process.stderr)
  return {
    out: outlet(process.stdout),
    // Nobody is left to complain to.
    err: { ...err, write: (text) => err.write(text).catch(() => undefined) },
    canAnswer: Boolean(process.stdin.isTTY) && Boolean(process.stderr.isTTY),
    readLine,
    readAll,
  }
}

function outlet(stream: NodeJS.WriteStream): Outlet {
  let gone = false
  // `multios-pm list | head` ends quietly, and a change under way is not cut by its reader leaving.
  stream.on('error', () => {
    gone = true
  })
  return {
    isTerminal: Boolean(stream.isTTY),
    width: () => (stream.isTTY ? stream.columns || 80 : null),
    write: (text) =>
      new Promise((resolve, reject) => {
        if (gone || text === '') resolve()
        else stream.write(text, (error) => (isWorthTelling(error) ? reject(unwritable(error)) : resolve()))
      }),
  }
}

/** A reader that went away is no failure; a disk that is full behind `>` is. */
function isWorthTelling(error: NodeJS.ErrnoException | null | undefined): error is NodeJS.ErrnoException {
  return error !== null && error !== undefined && error.code !== 'EPIPE'
}

function unwritable(error: NodeJS.ErrnoException): Refusal {
  const reason = error.code ?? error.message
  return new Refusal({ code: 'usage/unwritable', facts: { reason } }, { cause: error })
}

async function readAll(signal: AbortSignal): Promise<string> {
  const { textOf } = await import('./read-text.ts')
  return textOf(addAbortSignal(signal, process.stdin), 'the standard input', signal)
}

async function readLine(prompt: string, signal: AbortSignal): Promise<string | null> {
  const { createInterface } = await import('node:readline/promises')
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  // In raw mode Ctrl+C is a key that readline sees, not a signal: hand it on.
  reader.on('SIGINT', () => process.emit('SIGINT', 'SIGINT'))
  const ended = new Promise<null>((resolve) => reader.once('close', () => resolve(null)))
  try {
    return await Promise.race([reader.question(prompt, { signal }), ended])
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    reader.close()
  }
}

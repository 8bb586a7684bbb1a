import { addAbortSignal } from 'node:stream'
import { isatty } from 'node:tty'
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
  const err = outlet(2)
  return {
    out: outlet(1),
    // Nobody is left to complain to.
    err: { ...err, write: (text) => err.write(text).catch(() => undefined) },
    canAnswer: isatty(0) && err.isTerminal,
    readLine,
    readAll,
  }
}

/** Of a file descriptor. Its stream is made by whoever writes first: that takes a millisecond for each. */
function outlet(descriptor: 1 | 2): Outlet {
  let gone = false
  let opened: NodeJS.WriteStream | null = null
  const open = (): NodeJS.WriteStream => {
    if (opened !== null) return opened
    opened = descriptor === 1 ? process.stdout : process.stderr
    // `multios-pm list | head` ends quietly, and a change under way is not cut by its reader leaving.
    opened.on('error', () => {
      gone = true
    })
    return opened
  }
  const isTerminal = isatty(descriptor)
  return {
    isTerminal,
    width: () => (isTerminal ? open().columns || 80 : null),
    write: (text) =>
      new Promise((resolve, reject) => {
        if (gone || text === '') resolve()
        else open().write(text, (error) => (isWorthTelling(error) ? reject(unwritable(error)) : resolve()))
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

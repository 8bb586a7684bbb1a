import { spawn } from 'node:child_process'

export interface CommandEnd {
  /** Exit status; null where it did not start, or a signal ended it. */
  readonly status: number | null
  readonly output: string
  readonly errors: string
}

/** Bytes of output that are kept: the records of ten thousand packages are fewer. */
const mostKept = 256 * 1024 * 1024

/** Runs a program of the machine to its end, with words that people do not translate. */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<CommandEnd> {
  signal.throwIfAborted()
  const child = spawn(program, args, {
    ...{ cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' }, signal },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = [kept(child.stdout), kept(child.stderr)]
  const status = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  signal.throwIfAborted()
  return { status, output: output(), errors: errors() }
}

function kept(stream: NodeJS.ReadableStream): () => string {
  const pieces: Buffer[] = []
  let size = 0
  stream.on('data', (piece: Buffer) => {
    size += piece.length
    if (size <= mostKept) pieces.push(piece)
  })
  return () => Buffer.concat(pieces).toString('utf8')
}

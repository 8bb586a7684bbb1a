/**
 * A process for one command, which somebody else lets die or fail at a system call: `node command-child.mjs DATA COMMAND
 * [STEP]`. The command is JSON. With a step it kills itself when the journal comes there. Prints one JSON line.
 */
import { createEngine, type Engine, OperationFailed, type Progress } from '../../../engine/index.ts'
import type { Command } from './commands.ts'
import { runCommand } from './run-command.ts'

const ownId = process.pid
// Names of temporary files hold it: with one that nobody has, each run touches the same paths, and none looks alive.
Object.defineProperty(process, 'pid', { value: 9_999_999 })

const [data, text, step] = process.argv.slice(2) as [string, string, string | undefined]
const signal = new AbortController().signal

/** What a client is told. `bug` is an error that no words were made for. */
export type Told =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'bug'; readonly message: string }

function report(progress: Progress): void {
  if (progress.kind === step || (progress.kind === 'step' && progress.step === step))
    process.kill(ownId, 'SIGKILL')
}

async function answer(work: () => Promise<void>): Promise<Told> {
  try {
    await work()
    return { kind: 'done' }
  } catch (error) {
    if (error instanceof OperationFailed) return { kind: 'failed', code: error.failure.code }
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { kind: 'bug', message: cause }
  }
}

let engine: Engine | null = null
const told = await answer(async () => {
  engine = await createEngine({
    dataDirectory: data,
    configFile: `${data}/config.toml`,
    environment: { PATH: process.env['PATH'] },
    command: 'a command that meets a fault',
    starter: 'none',
    lockPatience: 0,
    isAlone: true,
  })
  await runCommand(engine, JSON.parse(text) as Command, { signal, report })
})
// Whatever happened, the same process goes on answering.
const alive = await answer(async () => {
  await engine?.run('package.installed', {}, { signal })
  // This one asks for the lock.
  await engine?.run('system.cleanup', { dryRun: true }, { signal })
  await engine?.close()
})
process.stdout.write(`${JSON.stringify({ told, alive })}\n`)

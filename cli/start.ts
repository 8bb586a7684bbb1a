import { version } from '../package.json'
import { listenForInterrupt } from './interrupt.ts'
import { run } from './main.ts'
import type { Program } from './program.ts'
import { systemTerminal } from './terminal.ts'
import { leaveThreadsTheirLimits, tuneForOneCommand } from './tune.ts'

/** Runs a program as this process, and ends the process with its status. */
export async function start(program: Program): Promise<void> {
  const terminal = systemTerminal()
  const interruption = listenForInterrupt({
    slow: () => process.stderr.write('\nStopping. To stop at once, press Ctrl+C again.\n'),
    force: () => {
      process.stderr.write('\nStopped at once. The next start finishes or takes back what was under way.\n')
      // Dying of the signal is 130 to a shell. Leaving by exit would wait for a disk that does not answer.
      interruption.release()
      process.kill(process.pid, 'SIGINT')
    },
  })
  const status = await run(program, {
    words: process.argv.slice(2),
    // The launcher knows how it was called; from a checkout that is bin/multios-pm.
    calledAs: process.env['MULTIOS_CALLED_AS'] || program.name,
    version,
    environment: process.env,
    workingDirectory: process.cwd(),
    terminal,
    interruption,
    now: () => new Date(),
    // `performance` is loaded by whoever asks for it first, which costs more than many a command.
    ticks: () => Number(process.hrtime.bigint()) / 1e6,
    engine: async (tune = tuneForOneCommand) => {
      const engine = await import('../engine/index.ts')
      tune()
      leaveThreadsTheirLimits()
      return engine
    },
    tools: () => import('../engine/publishing.ts'),
  })
  interruption.release()
  // Everything was written; connections that are kept open for reuse must not keep the process.
  process.exit(status)
}

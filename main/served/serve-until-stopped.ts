import { serve, type Served, type ServeOptions } from './serve.ts'
import { stopWhenTold } from './until-stopped.ts'

/** Serves in this process, prints the address to stdout, or says why it cannot be. */
export async function serveUntilStopped(
  options: ServeOptions,
): Promise<Exclude<Served, { kind: 'refused' }> | null> {
  const served = await serve(options, AbortSignal.timeout(10_000))
  if (served.kind === 'refused') {
    options.say(`multios-center: ${served.problem}`)
    process.exitCode = 1
    return null
  }
  if (served.kind === 'started') {
    outliveBugs(served.logIncident, options.say)
    stopWhenTold(served.close, options.say)
  } else
    options.say(`MultiOS: the host that runs already (process ${String(served.pid)}) gave a fresh address.`)
  console.log(served.address)
  if (served.kind === 'started') void served.warm()
  return served
}

/** A promise that nobody waited for is a bug, and no reason to leave every window without its host. */
function outliveBugs(logIncident: (error: unknown) => string, say: (line: string) => void): void {
  process.on('unhandledRejection', (error) =>
    say(`MultiOS: something went wrong (incident ${logIncident(error)}).`),
  )
}

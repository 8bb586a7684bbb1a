import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { compiledPlace } from '../ipc/host-places.ts'
import { parseCenterArguments, usage } from './arguments.ts'

// The served host alone, as a process: prints its address and answers until it is stopped.
enableCompileCache(compiledPlace(process.env))
const say = (line: string): void => console.error(line)
const parsed = parseCenterArguments(process.argv.slice(2))

if (parsed.kind === 'wrong') {
  say(`multios-center: ${parsed.problem}`)
  process.exitCode = 2
} else if (parsed.arguments.help) {
  console.log(usage)
} else if (parsed.arguments.prepare) {
  const { prepare } = await import('./first-opening.ts')
  await prepare(parsed.arguments)
} else {
  const { serveUntilStopped } = await import('./serve-until-stopped.ts')
  await serveUntilStopped({
    ...parsed.arguments,
    environment: process.env,
    out: path.join(import.meta.dirname, '..'),
    say,
  })
}

import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { compiledPlace } from '../ipc/host-places.ts'
import { parseCenterArguments, usage } from '../served/arguments.ts'

// What `multios-center` runs: finds the best host for this machine and opens the window in it.
enableCompileCache(compiledPlace(process.env))
const parsed = parseCenterArguments(process.argv.slice(2))

if (parsed.kind === 'wrong') {
  console.error(`multios-center: ${parsed.problem}\n\n${usage}`)
  process.exitCode = 2
} else if (parsed.arguments.help) {
  console.log(usage)
} else {
  const { openCenter } = await import('./open-center.ts')
  await openCenter(parsed.arguments, path.join(import.meta.dirname, '..'))
}

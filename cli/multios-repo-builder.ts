import { keepCompiledCode } from './compile-cache.ts'

// First of all, so that everything loaded below is compiled only once per machine.
keepCompiledCode(process.env)
const [{ start }, { multiosRepoBuilder }] = await Promise.all([
  import('./start.ts'),
  import('./programs/multios-repo-builder.ts'),
])
await start(multiosRepoBuilder)

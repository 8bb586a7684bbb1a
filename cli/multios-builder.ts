import { keepCompiledCode } from './compile-cache.ts'

// First of all, so that everything loaded below is compiled only once per machine.
keepCompiledCode(process.env)
const [{ start }, { multiosBuilder }] = await Promise.all([
  import('./start.ts'),
  import('./programs/multios-builder.ts'),
])
await start(multiosBuilder)

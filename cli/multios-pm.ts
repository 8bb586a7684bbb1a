import { keepCompiledCode } from './compile-cache.ts'

// First of all, so that everything loaded below is compiled only once per machine.
keepCompiledCode(process.env)
const [{ start }, { multiosPm }] = await Promise.all([
  import('./start.ts'),
  import('./programs/multios-pm.ts'),
])
await start(multiosPm)

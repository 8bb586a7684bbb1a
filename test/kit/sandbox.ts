import { findSandbox } from '../../engine/sandbox/find-sandbox.ts'
import { never } from './temporary.ts'

/** Why nothing can be boxed here; null where it can. */
export async function noSandbox(): Promise<string | null> {
  const architecture = { x64: 'x86_64', arm64: 'arm64', riscv64: 'riscv64' }[process.arch as string] ?? ''
  const answer = await findSandbox({ architecture, environment: process.env }, '/usr', never)
  return answer.kind === 'works' ? null : `skipped, no sandbox here: ${answer.detail}`
}

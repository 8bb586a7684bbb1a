import { type BoxTools, usualLimits } from './box-words.ts'
import { findBoxTools } from './find-tools.ts'
import { BoxFailed, runBox } from './run-box.ts'
import { auditNumbers, type FilteredArchitecture } from './syscalls.ts'

/** What boxes are made with here; one has run. */
export interface Sandbox {
  readonly tools: BoxTools
  readonly architecture: FilteredArchitecture
}

export interface Machine {
  readonly architecture: string
  readonly environment: NodeJS.ProcessEnv
}

/** `detail` says what is missing, or what bwrap said. */
export type SandboxAnswer =
  | { readonly kind: 'works'; readonly sandbox: Sandbox }
  | { readonly kind: 'missing'; readonly detail: string }

/** Whether this machine can box what it is to show from `shown`: tried with a box in which nothing happens. */
export async function findSandbox(
  { architecture, environment }: Machine,
  shown: string,
  signal: AbortSignal,
): Promise<SandboxAnswer> {
  if (!isFiltered(architecture)) return { kind: 'missing', detail: architecture }
  const tools = await findBoxTools(environment['PATH'], process.getuid?.() === 0)
  if ('missing' in tools) return { kind: 'missing', detail: tools.missing }
  const sandbox: Sandbox = { tools, architecture }
  const nothing = { ...sandbox, shown, limits: usualLimits, files: {}, environment: {}, patience }
  try {
    await runBox({ ...nothing, command: 'exit 0' }, drained, signal)
    return { kind: 'works', sandbox }
  } catch (error) {
    if (error instanceof BoxFailed) return { kind: 'missing', detail: error.detail }
    throw error
  }
}

/** Milliseconds: an idle machine needs forty. */
const patience = 20_000

async function drained(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _chunk of chunks);
}

function isFiltered(architecture: string): architecture is FilteredArchitecture {
  return Object.hasOwn(auditNumbers, architecture)
}

import path from 'node:path'
import type { Rolldown } from 'vite'

const root = path.join(import.meta.dirname, '../..')

/** Chunks of the resolver, each after what it imports, and the modules from which all of theirs are reached. */
const resolverRoots = {
  pool: ['engine/resolver/pool.ts', 'engine/resolver/placed.ts'],
  solver: ['resolve', 'inspect', 'needed-names', 'admission'].map((name) => `engine/resolver/${name}.ts`),
} as const

type ResolverChunk = keyof typeof resolverRoots

export const chunks = Object.keys(resolverRoots) as ResolverChunk[]

/** What threads run; what every command and the window's host load; and what every change loads besides. */
const threadRoots = [
  'engine/catalog/catalog-worker.ts',
  'engine/store/check-worker.ts',
  'engine/store/stage-worker.ts',
  'engine/importer/import-worker.ts',
]
const commandRoots = [
  'cli/start.ts',
  'cli/programs/multios-pm.ts',
  'cli/commands/browse.ts',
  'engine/index.ts',
]
const changeRoots = [
  'cli/commands/change.ts',
  'engine/operations/apply-plan.ts',
  'engine/operations/script-outputs.ts',
  'engine/operations/witness.ts',
]

const isResolver = (id: string): boolean => /engine[\\/]resolver[\\/][\w-]+\.ts$/.test(id)

/**
 * For `output.codeSplitting`: few large chunks of what is loaded together, because a start pays for each file and for
 * each import between files (docs/adr/0043).
 */
export function chunkGroup(): Rolldown.CodeSplittingGroup {
  let placed: { readonly context: Rolldown.ChunkingContext; readonly chunk: ReadonlyMap<string, string> }
  return {
    name: (id, context) => {
      if (placed?.context !== context) placed = { context, chunk: place(context) }
      return placed.chunk.get(id) ?? null
    },
    debugName: 'together',
    includeDependenciesRecursively: false,
  }
}

/** Modules' chunks: the first that wants it has it, and none imports from one after it. */
function place(context: Rolldown.ChunkingContext): ReadonlyMap<string, string> {
  const chunkOf = new Map<string, string>()
  const take = (chunk: string, wanted: Iterable<string>): void => {
    for (const id of wanted) if (!chunkOf.has(id)) chunkOf.set(id, chunk)
  }
  for (const chunk of chunks) take(chunk, [...reached(resolverRoots[chunk], context)].filter(isResolver))
  const resolver = reached(Object.values(resolverRoots).flat(), context)
  const threads = reached(threadRoots, context)
  const commands = reached(commandRoots, context)
  take(
    'shared',
    [...commands].filter((id) => threads.has(id) || resolver.has(id)),
  )
  take('engine', commands)
  take(
    'change',
    [...reached(changeRoots, context)].filter((id) => !threads.has(id)),
  )
  return chunkOf
}

/** Our modules that these import, themselves and over others. */
function reached(roots: readonly string[], context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const open = roots.map((file) => path.join(root, file))
  const seen = new Set<string>()
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const module = seen.has(id) ? null : context.getModuleInfo(id)
    if (module === null) continue
    seen.add(id)
    open.push(...module.importedIds)
  }
  return seen
}

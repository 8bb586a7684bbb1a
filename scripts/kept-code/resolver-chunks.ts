import type { Rolldown } from 'vite'

/** Chunks of the resolver, each after what it imports, and the modules from which all of theirs are reached. */
const roots = {
  pool: ['pool', 'placed'],
  solver: ['resolve', 'inspect', 'needed-names', 'admission'],
} as const

type ChunkName = keyof typeof roots

export const chunks = Object.keys(roots) as ChunkName[]

const resolver = /engine[\\/]resolver[\\/]([\w-]+)\.ts$/

/** For `output.codeSplitting`. What makes pools is another's work: it happens after a sync, in a thread of its own. */
export function resolverGroup(): Rolldown.CodeSplittingGroup {
  return {
    name: (id, context) => chunkOf(id, context),
    debugName: 'resolver',
    includeDependenciesRecursively: false,
  }
}

function chunkOf(id: string, context: Rolldown.ChunkingContext): ChunkName | null {
  if (!resolver.test(id)) return null
  return chunks.find((chunk) => reached(chunk, id, context).has(id)) ?? null
}

/** Modules of the resolver that a chunk's roots import, themselves and over others. */
function reached(chunk: ChunkName, near: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const open = roots[chunk].map((name) => near.replace(/[\w-]+\.ts$/, `${name}.ts`))
  const seen = new Set<string>()
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id) || !resolver.test(id)) continue
    seen.add(id)
    open.push(...(context.getModuleInfo(id)?.importedIds ?? []))
  }
  return seen
}

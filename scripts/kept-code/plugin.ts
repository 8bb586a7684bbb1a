import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import type { Plugin, Rolldown } from 'vite'
import { toScript, type AsScript } from './as-script.ts'
import { chunks } from './chunks.ts'
import { trainResolver } from './train-resolver.ts'

/**
 * Makes scripts of the resolver's chunks and keeps their compiled code beside them. A command asks the resolver once,
 * and half of what a small request takes would be compiling functions on their first call: Node's own cache keeps only
 * what is compiled on loading (docs/adr/0040).
 */
export function keptCode(): Plugin {
  const made = new Map<string, AsScript>()
  return {
    name: 'multios-kept-code',
    applyToEnvironment: ({ name }) => name === 'main' || name === 'ssr',
    generateBundle(_, bundle) {
      made.clear()
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !isOurs(chunk)) continue
        const script = toScript(chunk, this.parse(chunk.code).body)
        chunk.code = script.loader
        this.emitFile({ type: 'asset', fileName: script.fileName, source: script.source })
        made.set(chunk.name, script)
      }
    },
    async writeBundle({ dir }) {
      if (made.size > 0) await keepCompiled(made, dir ?? '.')
    },
  }
}

function isOurs({ name }: Rolldown.OutputChunk): boolean {
  return (chunks as readonly string[]).includes(name)
}

/** Runs the scripts with what they import, has them answer requests, and keeps what was compiled by then. */
async function keepCompiled(made: ReadonlyMap<string, AsScript>, out: string): Promise<void> {
  const known = new Map<string, Readonly<Record<string, unknown>>>()
  const compiled: { readonly script: Script; readonly file: string }[] = []
  for (const name of chunks) {
    const asScript = made.get(name)
    if (asScript === undefined) throw new Error(`there is no chunk ${name} to keep the compiled code of`)
    const file = path.join(out, asScript.fileName)
    const script = new Script(await readFile(file, 'utf8'), { filename: file })
    const imported = await Promise.all(
      asScript.imports.map(async ({ from, name: wanted, local }) => {
        const other = path.join(path.dirname(asScript.chunk), from)
        const values =
          known.get(other) ??
          ((await import(pathToFileURL(path.join(out, other)).href)) as Record<string, unknown>)
        return [local, values[wanted]] as const
      }),
    )
    const run = script.runInThisContext() as (...values: unknown[]) => Record<string, unknown>
    const values = run(...imported.map(([, value]) => value))
    const exported = asScript.exports.map(({ local, name: as }) => [as, values[local]] as const)
    known.set(asScript.chunk, { ...values, ...Object.fromEntries(exported) })
    compiled.push({ script, file })
  }
  const [pool, solver] = chunks.map((name) => known.get(made.get(name)!.chunk)!)
  trainResolver({ ...pool, ...solver })
  for (const { script, file } of compiled)
    await writeFile(file.replace(/\.js$/, '.code'), script.createCachedData())
}

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { buildPool } from '../../engine/resolver/build-pool.ts'
import type { Declaration, Wish } from '../../engine/resolver/package-source.ts'
import { keptCode } from '../../scripts/kept-code/plugin.ts'
import { chunkGroup } from '../../scripts/kept-code/chunks.ts'
import { repositoryRoot } from '../world.ts'
import { upgradeAll } from './requests.ts'
import type { Job, Outcome } from './solve-once.ts'

const run = promisify(execFile)

/** The solver as the product has it: built by the product's own tool, with its settings for Node, its code kept. */
export async function builtSolver(folder: string): Promise<string> {
  const name = 'solve-once'
  await build({
    root: repositoryRoot,
    configFile: false,
    logLevel: 'error',
    plugins: [keptCode()],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      ssr: path.join(repositoryRoot, `bench/debian/${name}.ts`),
      rollupOptions: {
        output: {
          format: 'es',
          entryFileNames: `${name}.mjs`,
          chunkFileNames: '[name]-[hash].mjs',
          codeSplitting: { groups: [chunkGroup(), { name: 'model', test: /engine/ }] },
        },
      },
    },
  })
  return path.join(folder, `${name}.mjs`)
}

export function writePool(file: string, declarations: Iterable<Declaration>): string {
  const digest = createHash('sha256').update('debian').digest('hex')
  const sources = [{ repository: 'debian', digest }]
  writeFileSync(file, buildPool(declarations, { architecture: 'x86_64', sources }))
  return file
}

export function wishesFor(names: readonly string[]): readonly Wish[] {
  if (names[0] === upgradeAll) return [{ kind: 'update-all' }]
  return names.map((name) => ({ kind: 'install', name, constraints: [] }))
}

/** Those of the launchers in bin/. */
const nodeOptions = ['--min-semi-space-size=8', '--max-semi-space-size=8']

/** One fresh process, ended after so many milliseconds where `timeout` is not 0. */
export async function solveFresh(solver: string, job: Job, timeout = 0): Promise<Outcome> {
  const file = path.join(path.dirname(solver), 'job.json')
  writeFileSync(file, JSON.stringify(job))
  const { stdout } = await run(process.execPath, [...nodeOptions, solver, file], {
    maxBuffer: 2 ** 30,
    timeout,
  })
  return JSON.parse(stdout) as Outcome
}

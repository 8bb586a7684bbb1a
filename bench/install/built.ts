import path from 'node:path'
import { build } from 'vite'
import type { Command } from '../measure.ts'
import { repositoryRoot } from '../world.ts'

/** Inside the checkout, where what is not ours is found. */
const folder = path.join(repositoryRoot, '.cache/bench-install')

/** Those of the launchers in bin/. */
const nodeOptions = ['--min-semi-space-size=8', '--max-semi-space-size=8']

/** The store's own code as the product has it: built by the product's own tool, with its settings for Node. */
export async function builtStore(): Promise<(job: string, data: string) => Command> {
  await build({
    root: repositoryRoot,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      ssr: true,
      rollupOptions: {
        input: {
          'stage-once': path.join(repositoryRoot, 'bench/install/stage-once.ts'),
          'stage-worker': path.join(repositoryRoot, 'engine/store/stage-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  })
  const program = path.join(folder, 'stage-once.js')
  return (job, data) => ({ file: process.execPath, args: [...nodeOptions, program, job, data] })
}

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { measured, type Measured } from '../report.ts'
import { repositoryRoot } from '../world.ts'

/** What a window loads before it can show anything. */
export async function benchSize(): Promise<Measured[]> {
  const out = path.join(repositoryRoot, 'out')
  const page = await readFile(path.join(out, 'renderer/index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file = '']) => file)
  const sizes = await Promise.all(
    scripts.map(async (file) => gzipSync(await readFile(path.join(out, 'renderer', file))).length),
  )
  const preload = await readFile(path.join(out, 'preload/preload.cjs'))
  const entry = sizes.reduce((sum, size) => sum + size, 0)
  return [
    measured({ bench: 'size', case: 'window entry script, gzip', metric: 'bytes', ours: entry }, 150 * 1_024),
    measured({ bench: 'size', case: 'preload', metric: 'bytes', ours: preload.length }, 4 * 1_024),
  ]
}

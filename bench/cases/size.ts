import { stat } from 'node:fs/promises'
import path from 'node:path'
import { bytesOfFirstScripts } from '../first-scripts.ts'
import { measured, type Measured } from '../report.ts'
import { repositoryRoot } from '../world.ts'

const bench = 'size'

/** What a window loads before it can show anything. */
export async function benchSize(): Promise<Measured[]> {
  const out = path.join(repositoryRoot, 'out')
  const scripts = bytesOfFirstScripts(path.join(out, 'renderer'))
  if (scripts === null) throw new Error('nothing is built: run npm run build')
  const preload = await stat(path.join(out, 'preload/preload.cjs'))
  return [
    measured(
      { bench, case: 'scripts before the first page, gzip', metric: 'bytes', ours: scripts },
      150 * 1_024,
    ),
    measured({ bench, case: 'preload', metric: 'bytes', ours: preload.size }, 4 * 1_024),
  ]
}

import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { engineVersion } from '../version.ts'

/** Put in by the build, which knows what it ships: looking at 200 files again would cost each command 25 ms. */
declare const builtStarterStamp: string | undefined

/** Changes with our version and with the embedded files, so that an upgrade brings its new content. */
export function starterStamp(assets: string): string {
  return typeof builtStarterStamp === 'string' ? builtStarterStamp : stampOf(assets)
}

/** The stamp of what lies in `assets` now. */
export function stampOf(assets: string): string {
  const hash = createHash('sha256').update(engineVersion)
  for (const file of (readdirSync(assets, { recursive: true }) as string[]).toSorted()) {
    const status = statSync(path.join(assets, file))
    if (status.isFile()) hash.update(`${file}\n${status.size}\n${Math.round(status.mtimeMs)}\n`)
  }
  return hash.digest('hex')
}

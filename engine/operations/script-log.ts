import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { canonicalJson } from '../base/canonical-json.ts'
import { onDisk } from '../system-errors.ts'
import type { Toolbox } from './toolbox.ts'

/** Bytes after which the file becomes `scripts.jsonl.1`, in the place of the one before. */
const mostBytes = 4 * 1024 * 1024

export interface ScriptLogEntry {
  readonly package: string
  readonly version: string
  /** `ran`, or why it failed. */
  readonly outcome: 'ran' | 'status' | 'time' | 'output'
  readonly printed: string
  /** What is wrong with what it made. */
  readonly problem?: string
}

/** One line of JSON for each run: no text of a script can begin a line of its own. */
export async function logScripts({ places, clock }: Toolbox, entry: ScriptLogEntry): Promise<void> {
  const file = path.join(places.log, 'scripts.jsonl')
  await onDisk(file, async () => {
    await mkdir(places.log, { recursive: true, mode: 0o700 })
    const size = await stat(file).then(
      (status) => status.size,
      () => 0,
    )
    if (size > mostBytes) await rename(file, `${file}.1`)
    const at = new Date(clock.now()).toISOString()
    await appendFile(file, `${canonicalJson({ at, ...entry })}\n`, { mode: 0o600 })
  })
}

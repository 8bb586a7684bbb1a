import { lstatSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { systemCode } from '../system-errors.ts'

/** Files between two moments in which others of this process may run. */
const atOnce = 200
let count = 0

/**
 * Takes away what stands at a path. First under another name, so that a half of it is never found under its own: killed
 * here, a `.new-gone-…` is left, which the next start sweeps away. Deleting many files takes seconds.
 */
export async function removeAside(place: string): Promise<void> {
  count += 1
  const aside = path.join(
    path.dirname(place),
    `.new-gone-${process.pid}-${count}-${path.basename(place).slice(0, 40)}`,
  )
  try {
    renameSync(place, aside)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return
    throw error
  }
  const pace = { left: atOnce }
  await removeBelow(aside, pace)
}

async function removeBelow(place: string, pace: { left: number }): Promise<void> {
  const status = lstatSync(place, { throwIfNoEntry: false })
  if (status === undefined) return
  if (status.isDirectory()) {
    for (const name of readdirSync(place)) await removeBelow(path.join(place, name), pace)
    rmdirSync(place)
  } else unlinkSync(place)
  pace.left -= 1
  if (pace.left > 0) return
  pace.left = atOnce
  await breathe()
}

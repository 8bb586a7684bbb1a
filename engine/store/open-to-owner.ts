import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { systemCode } from '../system-errors.ts'
import type { Layout } from './layout.ts'

/** Files between two moments in which others of this process may run. */
const atOnce = 500

/**
 * Gives the owner of the data directory back what somebody's hand closed: a folder that cannot be entered can be neither
 * looked at nor replaced. Files of trees are those of the store under a second name. Answers what was opened, relative
 * to the data directory.
 */
export async function openToOwner(layout: Layout): Promise<string[]> {
  const opened: string[] = []
  let count = 0
  const visit = async (place: string, isTree: boolean): Promise<void> => {
    const status = lstatSync(place, { throwIfNoEntry: false })
    if (status === undefined || status.isSymbolicLink() || (isTree && !status.isDirectory())) return
    if (openOne(place, status)) opened.push(path.relative(layout.root, place))
    count += 1
    if (count % atOnce === 0) await breathe()
    if (status.isDirectory()) for (const name of namesIn(place)) await visit(path.join(place, name), isTree)
  }
  const { store, generations, metadata, audit, config, packages } = layout
  for (const place of [store, generations, metadata, audit, config, path.dirname(packages)])
    await visit(place, false)
  for (const place of [layout.profile, layout.trees]) await visit(place, true)
  return opened
}

function openOne(place: string, status: Stats): boolean {
  const least = status.isDirectory() ? 0o700 : 0o400
  if ((status.mode & least) === least || status.uid !== process.getuid?.()) return false
  chmodSync(place, (status.mode & 0o7777) | least)
  return true
}

/** None where it cannot be opened: it is told by whoever needs it. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (systemCode(error) === null) throw error
    return []
  }
}

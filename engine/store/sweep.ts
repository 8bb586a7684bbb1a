import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Layout } from './layout.ts'

/** How unfinished things are called, everywhere below a data directory. */
const unfinished = /^\.(?:new|starter)-|\.new(?:-\d+)?$/

export function isUnfinished(name: string): boolean {
  return unfinished.test(name)
}

/** Removes what killed processes left half-made. Only the writer may call it. */
export async function sweepLeftovers(layout: Layout): Promise<void> {
  const { root, store, generations, profile, trees, metadata, config, purged } = layout
  for (const folder of [root, store, generations, profile, trees, metadata, config, purged]) {
    for (const name of await unfinishedIn(folder))
      await rm(path.join(folder, name), { recursive: true, force: true })
  }
  // Readers write here, too: what a living process has begun is not left over.
  for (const folder of [layout.manifests, layout.media]) {
    for (const name of await unfinishedIn(folder)) {
      if (!isAlive(Number(/\d+$/.exec(name)?.[0]))) await rm(path.join(folder, name), { force: true })
    }
  }
}

async function unfinishedIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[])
  return names.filter(isUnfinished)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process is one, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

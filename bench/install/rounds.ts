import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Command, type Cost, costOf } from '../measure.ts'
import { repositoryRoot } from '../world.ts'
import type { Contestant } from './contestants.ts'

const run = promisify(execFile)

/** Milliseconds in which an ext4 without a journal does not use the number of a deleted file again, once that is on disk. */
const recent = 61_000

const dropCaches = '/proc/sys/vm/drop_caches'

export type Warmth = 'cold' | 'warm'

/** All in turns, each into a folder of its own; one list of costs a contestant. Null where that cannot be measured. */
export async function inRounds(
  contestants: readonly Contestant[],
  warmth: Warmth,
  { rounds, folder }: { readonly rounds: number; readonly folder: string },
): Promise<readonly (readonly Cost[])[] | null> {
  if (warmth === 'cold' && !(await canDropCaches())) {
    console.error('bench: only root can empty the file cache; cold cases are left out')
    return null
  }
  const costs = contestants.map((): Cost[] => [])
  // Warm: the first round reads everything and is not counted. Cold: every round counts.
  for (let round = warmth === 'warm' ? 0 : 1; round <= rounds; round += 1) {
    for (const [at, contestant] of contestants.entries()) {
      const place = newFolder(folder, `${warmth}-${round}-${at}`)
      const command = contestant.into(place)
      if (warmth === 'cold') await emptyFileCache()
      const cost = await costOf(command)
      if (readdirSync(place).length === 0) throw new Error(`${contestant.name} installed nothing`)
      if (round > 0) costs[at]?.push(cost)
    }
  }
  return costs
}

/** The most bytes that one process of it had resident at once; null where there is no Python, which alone tells. */
export async function peakOf(contestant: Contestant, folder: string): Promise<number | null> {
  return peakOfCommand(contestant.into(newFolder(folder, `peak of ${contestant.name}`)))
}

export async function peakOfCommand({ file, args, environment }: Command): Promise<number | null> {
  const script = path.join(repositoryRoot, 'bench/peak-memory.py')
  const measuring = run('python3', [script, file, ...args], { env: { ...process.env, ...environment } })
  return measuring.then(
    ({ stdout }) => Number(stdout),
    () => null,
  )
}

export async function cleanUp(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await forgetDeleted()
}

/**
 * Until the file system has forgotten what was deleted, every new file looks through all of it for a number, so that
 * whoever came after a deletion would pay for it. It only remembers what lies in its cache; `warm` leaves that as it is,
 * and waits.
 */
export async function forgetDeleted(warmth: Warmth = 'cold'): Promise<void> {
  await run('sync')
  if (warmth === 'warm' || !(await canDropCaches())) await pause(recent)
}

function newFolder(folder: string, name: string): string {
  const place = path.join(folder, name)
  if (existsSync(place)) throw new Error(`${place} is not new`)
  mkdirSync(place, { recursive: true })
  return place
}

async function canDropCaches(): Promise<boolean> {
  return emptyFileCache().then(
    () => true,
    () => false,
  )
}

async function emptyFileCache(): Promise<void> {
  // What is not on disk yet cannot be dropped.
  await run('sync')
  writeFileSync(dropCaches, '3\n')
}

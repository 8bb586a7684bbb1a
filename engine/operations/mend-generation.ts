import { readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { VerificationResult } from '../api/package-operations.ts'
import { failureOf } from '../model/failure.ts'
import { emptyGeneration, type Generation } from '../model/generation.ts'
import { syncFolder } from '../store/durable.ts'
import { generationFile, keptGenerations, readGeneration, writeGeneration } from '../store/generation-file.ts'
import { setAside } from '../state/database.ts'
import { recordedGenerations } from '../transaction/journal.ts'
import { currentTree } from '../store/tree-state.ts'
import { recover } from '../transaction/recover.ts'
import { checkRecorded } from './believed-content.ts'
import { triggerOutputs } from './derived-files.ts'
import { currentGeneration, installedReleases, runningGeneration, type Toolbox } from './toolbox.ts'

/** The file of the running generation where it is gone, cannot be read or was changed, as something to be told; else null. */
export async function lostGeneration(
  toolbox: Toolbox,
): Promise<{ readonly name: string; readonly place: string } | null> {
  try {
    checkRecorded(toolbox, await runningGeneration(toolbox))
    return null
  } catch (error) {
    if (failureOf(error)?.code !== 'state/damaged') throw error
    const number = currentGeneration(toolbox)
    const file = generationFile(toolbox.layout, number)
    return { name: `generation ${number}`, place: path.relative(toolbox.layout.root, file) }
  }
}

/**
 * Writes it anew as the database remembers it, without which nothing could be checked, changed or repaired any more. What
 * triggers made is made again. What scripts made is not in it: they run once, when a package comes.
 */
export async function writeGenerationAgain(toolbox: Toolbox, signal: AbortSignal): Promise<void> {
  const number = currentGeneration(toolbox)
  const { layout } = toolbox
  const [row] = toolbox.state.all<{ at: string; request: string | null }>(
    'SELECT at, request FROM generation WHERE number = ?',
    number,
  )
  const bare: Generation = {
    format: 1,
    number,
    at: row?.at ?? new Date(toolbox.clock.now()).toISOString(),
    request: row?.request == null ? null : (JSON.parse(row.request) as Generation['request']),
    previous: previousOf(toolbox, number),
    triggers: [],
    releases: [...installedReleases(toolbox).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
  const triggers = await triggerOutputs(toolbox, emptyGeneration, bare, signal)
  await writeGeneration(layout, { ...bare, triggers })
}

/** As it was recorded, also where its file is gone: undoing must not lead to an older one that happens to be left. */
function previousOf({ state }: Toolbox, number: number): number {
  const before = recordedGenerations(state).find((one) => one.number < number)
  return before?.number ?? 0
}

/**
 * A copy of the data directory that followed links has a folder in the place of the link to what runs. It may hold more
 * than a tree by now, so it is kept. Null where there is none.
 */
export async function putCopyAside({
  layout,
  state,
  files,
}: Toolbox): Promise<{ readonly name: string; readonly place: string } | null> {
  if ((await currentTree(layout)) !== null) return null
  const held = await readdir(layout.current).catch(() => [])
  if (held.length === 0) return null
  setAside(layout.current)
  // Killed here: the next start makes the link.
  await recover({ layout, state, files })
  return { name: 'profile', place: path.relative(layout.root, layout.current) }
}

/** Kept generations that do not run, and whose files cannot be read any more: nobody knows what they held. */
export async function brokenGenerations(toolbox: Toolbox): Promise<VerificationResult[]> {
  const running = currentGeneration(toolbox)
  const broken: VerificationResult[] = []
  for (const number of await keptGenerations(toolbox.layout)) {
    if (number === running || (await isReadable(toolbox, number))) continue
    const problems = [{ path: `generations/${number}.json`, problem: 'changed' as const }]
    broken.push({ name: `${prefix}${number}`, version: '', files: 0, problems, ok: false, edited: [] })
  }
  return broken
}

const prefix = 'generation:'

export function isGeneration({ name }: { readonly name: string }): boolean {
  return name.startsWith(prefix)
}

async function isReadable({ layout }: Toolbox, number: number): Promise<boolean> {
  try {
    await readGeneration(layout, number)
    return true
  } catch (error) {
    if (failureOf(error)?.code !== 'state/damaged') throw error
    return false
  }
}

/** Out of the way of cleaning up, which must know what every kept generation needs. Bytes stay, for whoever can read them. */
export async function putAside(toolbox: Toolbox, results: readonly VerificationResult[]): Promise<void> {
  const { root, generations } = toolbox.layout
  for (const { path: place } of results.filter(isGeneration).flatMap(({ problems }) => problems)) {
    const aside = path.join(root, `${place}.damaged`)
    await rm(aside, { recursive: true, force: true })
    await rename(path.join(root, place), aside)
    await syncFolder(generations)
  }
}

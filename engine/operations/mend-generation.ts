import path from 'node:path'
import { failureOf } from '../model/failure.ts'
import { emptyGeneration, type Generation } from '../model/generation.ts'
import { generationFile, writeGeneration } from '../store/generation-file.ts'
import { recordedGenerations } from '../transaction/journal.ts'
import { triggerOutputs } from './derived-files.ts'
import { currentGeneration, installedReleases, runningGeneration, type Toolbox } from './toolbox.ts'

/** The file of the running generation where it is gone or cannot be read, as something to be told; else null. */
export async function lostGeneration(
  toolbox: Toolbox,
): Promise<{ readonly name: string; readonly place: string } | null> {
  try {
    await runningGeneration(toolbox)
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

import { mayExport } from './config/places.ts'
import { failureOf } from './model/failure.ts'
import { currentGeneration, type Toolbox } from './operations/toolbox.ts'
import { tryAcquire } from './state/lock.ts'
import { recover, type Recovery } from './transaction/recover.ts'
import { recordedGeneration } from './transaction/unsettled.ts'

/** What recovery needs of an engine that is still opening. */
export type Opening = Pick<
  Toolbox,
  'places' | 'state' | 'layout' | 'files' | 'clock' | 'command' | 'environment'
>

/**
 * Under the lock, where nobody has it: then a change that is not done was cut off. `isRestored`: the backup of the state
 * database has just taken its place, which is told whatever else had to be recovered.
 */
export async function recoverAtStart(about: Opening, isRestored: boolean): Promise<Recovery | null> {
  const release = tryAcquire({
    dataDirectory: about.places.data,
    command: about.command,
    now: about.clock.now,
  })
  // Somebody holds the lock: that change is not cut off, it is under way.
  if (release === null) return null
  try {
    return isRestored ? await restoredTold(about) : await recoverTold(about)
  } finally {
    release()
  }
}

/** Finishes or takes back what a crash left, and lets the audit log say so. Only under the writer lock. */
export async function recoverTold(about: Omit<Opening, 'places'>): Promise<Recovery | null> {
  const recovery = await recover(about)
  if (recovery === null) return null
  const { recordRecovery } = await import('./operations/witness.ts')
  await recordRecovery(about, recovery)
  return recovery
}

/** Brings a state database that was restored up to what runs, and lets the audit log say so. Only under the writer lock. */
export async function restoredTold(about: Omit<Opening, 'places'>): Promise<Recovery> {
  await recover(about)
  const recovery = { kind: 'restored', generation: recordedGeneration(about.state) } as const
  const { recordRecovery } = await import('./operations/witness.ts')
  await recordRecovery(about, recovery)
  return recovery
}

/** Looking around must work all the same; verify tells what is wrong, and mends it. */
function unlessDamaged(error: unknown): true {
  if (failureOf(error)?.code !== 'state/damaged') throw error
  return true
}

/** What a crash behind a change's commit point left undone in the person's own folders. */
export async function exportAtStart(toolbox: Toolbox): Promise<void> {
  if (!mayExport(toolbox.places, toolbox.environment) || currentGeneration(toolbox) === 0) return
  const { areProgramsExported, exportPrograms } = await import('./operations/derived-files.ts')
  if (await areProgramsExported(toolbox).catch(unlessDamaged)) return
  const release = tryAcquire({
    dataDirectory: toolbox.places.data,
    command: toolbox.command,
    now: toolbox.clock.now,
  })
  // Somebody is changing something: that change ends with the exports.
  if (release === null) return
  try {
    await exportPrograms(toolbox, new AbortController().signal)
  } finally {
    release()
  }
}

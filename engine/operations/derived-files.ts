import { existsSync } from 'node:fs'
import path from 'node:path'
import { mayExport } from '../config/places.ts'
import { failureOf } from '../model/failure.ts'
import { type Generation, isScriptOutput, type TriggerOutput } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { readGeneration } from '../store/generation-file.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { contentsWhereDifferent, wholeContent, withoutLost } from '../transaction/tree-sources.ts'
import { allTriggers } from '../triggers/registry/all.ts'
import { runTriggers } from '../triggers/run-triggers.ts'
import { areExportsSettled, settleExports } from '../triggers/settle-exports.ts'
import { currentGeneration, type Toolbox } from './toolbox.ts'

/** What triggers make of the next generation. Where no file that one looks at differs, what they made before stays. */
export async function triggerOutputs(
  toolbox: Toolbox,
  before: Generation,
  after: Generation,
  signal: AbortSignal,
): Promise<TriggerOutput[]> {
  const known = withoutLost(toolbox.layout, before, after)
  const bare = [known, after].map(({ releases }) => ({ releases, triggers: [] }))
  const differences = contentsWhereDifferent(toolbox, { holdings: bare, again: new Set() })
  const isKnown = known.releases.length === before.releases.length
  if (isKnown && !differences.some(isWatched) && !declareAnything(toolbox, before, after))
    return before.triggers.filter(({ id }) => !isScriptOutput(id))
  const { layout, environment } = toolbox
  const made = await runTriggers(
    {
      store: layout.store,
      current: layout.current,
      files: wholeContent(layout, { releases: after.releases, triggers: [] }),
      manifests: manifestsOf(toolbox, after),
      environment,
    },
    signal,
  )
  return made.map(({ id, key, directory }) => ({ id, key, directory }))
}

function isWatched(content: TreeContent): boolean {
  return allTriggers.some((trigger) => trigger.jobs(content).length > 0)
}

/** Whether a release that comes or goes declares alternatives, or copies of configuration. */
function declareAnything(toolbox: Toolbox, before: Generation, after: Generation): boolean {
  const digests = new Set(before.releases.map(({ manifest_sha256 }) => manifest_sha256))
  const staying = new Set(
    after.releases.flatMap((one) => (digests.has(one.manifest_sha256) ? [one.manifest_sha256] : [])),
  )
  return [...before.releases, ...after.releases]
    .filter(({ manifest_sha256 }) => !staying.has(manifest_sha256))
    .map(({ directory }) => readStoredManifest(toolbox.layout, directory))
    .some((manifest) => (manifest.alternatives ?? []).length + (manifest.conf_copies ?? []).length > 0)
}

function manifestsOf({ layout }: Toolbox, { releases }: Generation): Manifest[] {
  return releases.map(({ directory }) => readStoredManifest(layout, directory))
}

/**
 * Brings the person's menu, icons and commands to the running generation. Behind the commit point: what fails here is
 * done by the next change, or the next start. `again`, what was done is looked at, too: somebody may have taken it away.
 */
export async function exportPrograms(toolbox: Toolbox, signal: AbortSignal, again = false): Promise<void> {
  const { layout, environment, clock } = toolbox
  const launcher = launcherOf(toolbox)
  if (launcher === null) return
  const generation = currentGeneration(toolbox)
  const about = { generation, record: layout.exports, environment, launcher }
  try {
    if (!again && (await areExportsSettled(about))) return
    const running = await readGeneration(layout, generation)
    const options = {
      ...about,
      manifests: manifestsOf(toolbox, running),
      chosen: new Set(running.releases.flatMap((one) => (one.chosen ? [one.name] : []))),
      content: wholeContent(layout, running),
      current: layout.current,
      now: () => new Date(clock.now()),
    }
    await settleExports(options, signal)
  } catch (error) {
    if (failureOf(error) === null) throw error
  }
}

/** Whether the running generation's programs are where the person looks for them; cheap to ask. */
export async function areProgramsExported(toolbox: Toolbox): Promise<boolean> {
  const launcher = launcherOf(toolbox)
  if (launcher === null) return true
  const { layout, environment } = toolbox
  const generation = currentGeneration(toolbox)
  return areExportsSettled({ generation, record: layout.exports, environment, launcher })
}

/** The words that start `multios-pm` for this data directory; null where that program is nowhere near. */
export function ownWords({ places }: Toolbox): readonly string[] | null {
  const program = findProgram(import.meta.dirname)
  if (program === null) return null
  return places.isChosen ? [program, '--data-dir', places.data] : [program]
}

/** The command that menu entries start. Null where nothing is exported. */
function launcherOf(toolbox: Toolbox): readonly string[] | null {
  return mayExport(toolbox.places, toolbox.environment) ? ownWords(toolbox) : null
}

/** `bin/multios-pm`, upwards from the sources or from the built files. */
function findProgram(start: string): string | null {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'bin', 'multios-pm')
    if (existsSync(candidate)) return candidate
    if (folder === path.dirname(folder)) return null
  }
}

import path from 'node:path'
import { failureOf } from '../model/failure.ts'
import {
  type Generation,
  type InstalledRelease,
  scriptOutputId,
  type TriggerOutput,
} from '../model/generation.ts'
import type { Plan, RanScripts } from '../model/plan.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { readGeneration } from '../store/generation-file.ts'
import type { ScriptRun } from '../scripts/run-scripts.ts'
import { wholeContent } from '../transaction/tree-sources.ts'
import { wholeOutput } from '../triggers/output-store.ts'
import type { Draft } from './draft.ts'
import { logScripts } from './script-log.ts'
import type { Toolbox } from './toolbox.ts'

export interface ScriptedChange {
  readonly plan: Plan
  readonly draft: Draft
  readonly before: Generation
  readonly after: Generation
  /** The person wants the scripts of the plan to run. */
  readonly wanted: boolean
}

export interface ScriptOutputs {
  readonly outputs: readonly TriggerOutput[]
  readonly ran: readonly RanScripts[]
}

/** What scripts made, or make now, of the next generation's releases. Its releases are in the store. */
export async function scriptOutputs(
  toolbox: Toolbox,
  change: ScriptedChange,
  signal: AbortSignal,
): Promise<ScriptOutputs> {
  const { plan, after, wanted } = change
  const kept = await outputsKept(toolbox, change)
  const free = (plan.scripts ?? []).filter(({ refusal }) => refusal === null)
  const names = wanted ? [...new Set(free.map(({ package: name }) => name))] : []
  if (names.length === 0) return { outputs: kept, ran: [] }
  const outputs = new Map(kept.map((output) => [output.id, output]))
  const ran: RanScripts[] = []
  for (const release of after.releases.filter(({ name }) => names.includes(name))) {
    const again = change.draft.reinstall.has(release.name)
    const { output, files, printed } = await runScriptsOf(toolbox, release, again, signal)
    outputs.set(output.id, output)
    ran.push({ package: release.name, files, printed })
  }
  // Throws where one of them made what another package brings.
  wholeContent(toolbox.layout, { releases: after.releases, triggers: [...outputs.values()] })
  return { outputs: [...outputs.values()], ran }
}

/** Runs the scripts of one release that may, and logs what they printed. Throws `script/failed`, `script/refused`. */
export async function runScriptsOf(
  toolbox: Toolbox,
  { name, version, directory, manifest_sha256: manifestSha256 }: InstalledRelease,
  again: boolean,
  signal: AbortSignal,
): Promise<ScriptRun> {
  const { layout } = toolbox
  const { runScripts } = await import('../scripts/run-scripts.ts')
  const { workingSandbox } = await import('./plan-scripts.ts')
  const sandbox = await workingSandbox(toolbox, name, signal)
  const manifest = readStoredManifest(layout, directory)
  const release = { manifest, manifestSha256, directory, again }
  try {
    const run = await runScripts(release, { sandbox, store: layout.store }, signal)
    if (run.printed !== null)
      await logScripts(toolbox, { package: name, version, outcome: 'ran', printed: run.printed })
    return run
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.code === 'script/failed') {
      const { reason: outcome, detail } = failure.facts
      const told = outcome === 'output' ? { problem: detail } : {}
      await logScripts(toolbox, { package: name, version, outcome, printed: printedBefore(error), ...told })
    }
    throw error
  }
}

/** All that scripts printed before they failed: the failure itself has the last of it. */
function printedBefore(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'printed' in cause ? String(cause.printed) : ''
}

/** Of releases that stay, and of what a generation that is gone back to held. No script runs for these. */
async function outputsKept(
  toolbox: Toolbox,
  { draft: { request }, before, after }: ScriptedChange,
): Promise<TriggerOutput[]> {
  const { layout } = toolbox
  const held = new Set(before.releases.map((release) => release.manifest_sha256))
  const staying = after.releases.filter(({ manifest_sha256: digest }) => held.has(digest))
  const own = outputsOf(before, staying)
  if (request.kind === 'undo' || request.kind === 'rollback') {
    const number = request.kind === 'rollback' ? request.generation : before.previous!
    return wholeOnes(layout.store, outputsOf(await readGeneration(layout, number), after.releases))
  }
  if (request.kind !== 'rollback-package') return own
  const { scriptOutputOf } = await import('../scripts/run-scripts.ts')
  const back = after.releases
    .filter(({ manifest_sha256: digest }) => !held.has(digest))
    .map(({ name, manifest_sha256: manifestSha256 }) =>
      scriptOutputOf({ manifest: { name }, manifestSha256 }),
    )
  return [...own, ...(await wholeOnes(layout.store, back))]
}

function outputsOf({ triggers }: Generation, releases: readonly InstalledRelease[]): TriggerOutput[] {
  const ids = new Set(releases.map(({ name }) => scriptOutputId(name)))
  return triggers.filter(({ id }) => ids.has(id))
}

/** What somebody damaged is left out: it must not keep anybody from going back. */
async function wholeOnes(store: string, outputs: readonly TriggerOutput[]): Promise<TriggerOutput[]> {
  const whole: TriggerOutput[] = []
  for (const output of outputs) {
    const { id, key, directory } = output
    if ((await wholeOutput(path.join(store, directory), id, key)) !== null) whole.push(output)
  }
  return whole
}

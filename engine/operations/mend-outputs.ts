import { wholeContent } from '../transaction/tree-sources.ts'
import type { VerificationResult } from '../api/package-operations.ts'
import { failureOf } from '../model/failure.ts'
import { isScriptOutput, type TriggerOutput } from '../model/generation.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { runTriggers } from '../triggers/run-triggers.ts'
import { type Believed, believedContent, ownerOf } from './believed-content.ts'
import { runScriptsOf } from './script-outputs.ts'
import type { Toolbox } from './toolbox.ts'

/**
 * Makes what triggers and scripts made once more, where something of it is not as it was; releases are whole in the
 * store. The answer is what then has to be linked anew. What cannot be made (its tool has gone or is another one now,
 * its scripts may not run) stays as it is: verifying tells it again.
 */
export async function mendOutputs(
  toolbox: Toolbox,
  results: readonly VerificationResult[],
  signal: AbortSignal,
): Promise<string[]> {
  const believed = await believedContent(toolbox)
  const wrong = believed.generation.triggers.filter((output) => isWrong(output, believed, results))
  if (wrong.length === 0) return []
  const triggers = wrong.filter(({ id }) => !isScriptOutput(id))
  if (triggers.length > 0) await runAgain(toolbox, believed, new Set(triggers.map(({ id }) => id)), signal)
  for (const { name, ...release } of believed.generation.releases)
    if (wrong.some(({ id }) => ownerOf(id) === `script:${name}`))
      await runScriptsAgain(toolbox, { name, ...release }, signal)
  const owners = new Set(wrong.map(({ id }) => ownerOf(id)))
  const { content } = await believedContent(toolbox)
  return [...content].flatMap(([place, { owner, type }]) =>
    owners.has(owner) && type !== 'directory' ? [place] : [],
  )
}

function isWrong(
  { id }: TriggerOutput,
  { content, outputs }: Believed,
  results: readonly VerificationResult[],
): boolean {
  const owner = ownerOf(id)
  const list = outputs.get(owner)?.path
  return results.some(({ problems }) =>
    problems.some(({ path: place }) => place === list || content.get(place)?.owner === owner),
  )
}

async function runAgain(
  { layout, environment }: Toolbox,
  { generation }: Believed,
  again: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const { releases } = generation
  const { store, current } = layout
  const files = wholeContent(layout, { releases, triggers: [] })
  const manifests = releases.map(({ directory }) => readStoredManifest(layout, directory))
  await runTriggers({ store, current, files, manifests, environment, again }, signal)
}

/** A person agreed to the scripts of this very release; whether they may still run is asked again. */
async function runScriptsAgain(
  toolbox: Toolbox,
  release: Believed['generation']['releases'][number],
  signal: AbortSignal,
): Promise<void> {
  const { leaveRefusal } = await import('../scripts/leave.ts')
  if (leaveRefusal(toolbox.config.security, release) !== null) return
  try {
    await runScriptsOf(toolbox, release, true, signal)
  } catch (error) {
    const code = failureOf(error)?.code
    if (code !== 'script/failed' && code !== 'script/refused') throw error
  }
}

import { hash } from 'node:crypto'
import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import { type Generation, type InstalledRelease, isScriptOutput } from '../model/generation.ts'
import { manifestPath } from '../model/manifest.ts'
import type { EntryProblem } from '../store/check-entry.ts'
import { generationFile } from '../store/generation-file.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { systemCode } from '../system-errors.ts'
import { wholeContent } from '../transaction/tree-sources.ts'
import { listPath, listProblem } from '../triggers/output-store.ts'
import { installedReleases, runningGeneration, type Toolbox } from './toolbox.ts'
import { readOwnSync } from '../plain-file.ts'

/** Something of the store that says what files are, and is not what it was. */
export interface Distrusted {
  readonly path: string
  readonly problem: EntryProblem
}

/** What the profile has to hold, by what can be believed alone. */
export interface Believed {
  readonly generation: Generation
  /** Without what distrusted manifests and lists say. */
  readonly content: TreeContent
  /** By digest of the release. */
  readonly manifests: ReadonlyMap<string, Distrusted>
  /** By name as owners of paths have it: `trigger:mime`, `script:lamp`. */
  readonly outputs: ReadonlyMap<string, Distrusted>
}

/**
 * A stored manifest counts only where it has the digest that the database remembers. What triggers and scripts made was
 * signed by nobody: its list counts where it is the one of the inputs that the generation names. Throws `state/damaged`
 * where the file of the generation speaks of other releases than the database.
 */
export async function believedContent(toolbox: Toolbox): Promise<Believed> {
  const { layout } = toolbox
  const generation = await runningGeneration(toolbox)
  checkRecorded(toolbox, generation)
  const manifests = new Map<string, Distrusted>()
  for (const release of generation.releases) {
    const problem = manifestProblem(path.join(layout.store, release.directory, manifestPath), release)
    if (problem !== null) manifests.set(release.manifest_sha256, { path: manifestPath, problem })
  }
  const outputs = new Map<string, Distrusted>()
  for (const { id, key, directory } of generation.triggers) {
    const problem = await listProblem(path.join(layout.store, directory), id, key)
    if (problem !== null) outputs.set(ownerOf(id), { path: `store/${directory}/${listPath}`, problem })
  }
  const content = wholeContent(layout, {
    releases: generation.releases.filter((release) => !manifests.has(release.manifest_sha256)),
    triggers: generation.triggers.filter(({ id }) => !outputs.has(ownerOf(id))),
  })
  return { generation, content, manifests, outputs }
}

/** As the content of a tree names who brought a path. */
export function ownerOf(output: string): string {
  return isScriptOutput(output) ? output.replace('-', ':') : `trigger:${output}`
}

/** Throws `state/damaged` where the file of the running generation speaks of other releases than the database. */
export function checkRecorded(toolbox: Toolbox, { number, releases }: Generation): void {
  const installed = installedReleases(toolbox)
  const isSame = releases.every(({ name, manifest_sha256: digest, directory }) => {
    const recorded = installed.get(name)
    return recorded?.manifest_sha256 === digest && recorded.directory === directory
  })
  if (isSame && releases.length === installed.size) return
  const file = generationFile(toolbox.layout, number)
  throw new EngineError('state/damaged', { file, detail: 'not what was recorded' })
}

function manifestProblem(file: string, { manifest_sha256: digest }: InstalledRelease): EntryProblem | null {
  try {
    return hash('sha256', readOwnSync(file)) === digest ? null : 'changed'
  } catch (error) {
    if (systemCode(error) === null) throw error
    return 'missing'
  }
}

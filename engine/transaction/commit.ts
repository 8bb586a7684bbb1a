import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '../api/progress.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { EngineError } from '../model/failure.ts'
import type { Generation } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import type { State } from '../state/state.ts'
import { checkTree } from '../store/check-entry.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { readGeneration, removeGeneration, writeGeneration } from '../store/generation-file.ts'
import type { Layout } from '../store/layout.ts'
import { prepareTree, runningGeneration, switchTo } from '../store/profile-tree.ts'
import { mergeTrees, type TreeContent } from '../store/tree-content.ts'
import { changesBetween, dropIntent, record, writeIntent } from './journal.ts'

export interface Commit {
  readonly layout: Layout
  readonly state: State
  readonly before: Generation
  readonly after: Generation
  /** The idle tree is made anew instead of by delta: the way to repair what somebody damaged in it. */
  readonly rebuild: boolean
}

/**
 * Makes `after` what the machine holds. All its releases are in the store. Order: what could still fail for a
 * reason of the packages (file conflicts), intent, generations/N.json, idle tree, a look at what stands there, then
 * `current` by one rename, which is the commit point, then the record. Killed before the rename: the old state, and
 * `recover` takes the intent back. Killed after it: the new state, and `recover` finishes the record.
 */
export async function commit(change: Commit, report: Report, signal: AbortSignal): Promise<void> {
  const { layout, state, before, after } = change
  const wanted = contentOf(layout, after)
  signal.throwIfAborted()
  // Before the file: a generation that no journal speaks of could be rolled back to, though it never was.
  writeIntent(state, { target: after.number, origin: before.number }, after.at)
  try {
    await writeGeneration(layout, after)
    const contents = {
      generation: after.number,
      identity: identityOf(after),
      wanted,
      contentOf: async (number: number, identity: string) => heldBy(change, number, identity),
    }
    const tree = await prepareTree(layout, contents, signal)
    report({ kind: 'step', step: 'verify', index: 3, count: 6 })
    const arrived = changedManifests(layout, before, after)
    await checkTree(path.join(layout.trees, tree), { content: wanted, manifests: arrived }, signal)
    report({ kind: 'step', step: 'commit', index: 4, count: 6 })
    signal.throwIfAborted()
    report({ kind: 'committing' })
    await switchTo(layout, tree)
  } catch (error) {
    // The rename may have happened and only its sync failed: then the change is made, and is recorded.
    if ((await runningGeneration(layout)) !== after.number) {
      dropIntent(state)
      await removeGeneration(layout, after.number)
      throw error
    }
  }
  report({ kind: 'step', step: 'record', index: 5, count: 6 })
  record(state, after, changesBetween(before, after))
}

async function heldBy(change: Commit, number: number, identity: string): Promise<TreeContent | null> {
  if (change.rebuild) return null
  const held = await readGeneration(change.layout, number)
  return identityOf(held) === identity ? contentOf(change.layout, held) : null
}

/** What a tree holds depends on its releases and on nothing else. */
function identityOf({ releases }: Generation): string {
  const decisive = releases.map(({ name, manifest_sha256 }) => [name, manifest_sha256])
  return createHash('sha256').update(canonicalJson(decisive)).digest('hex')
}

/** Of the releases that `before` did not hold. */
function changedManifests(layout: Layout, before: Generation, after: Generation): Manifest[] {
  const old = new Set(before.releases.map((release) => release.manifest_sha256))
  return after.releases
    .filter((release) => !old.has(release.manifest_sha256))
    .map((release) => readStoredManifest(layout, release.directory))
}

/** What the profile of a generation holds. Throws `plan/file-conflict`, `state/damaged`. */
export function contentOf(layout: Layout, generation: Generation): TreeContent {
  return mergeTrees(
    layout,
    generation.releases.map((release) => {
      if (!existsSync(path.join(layout.store, release.directory))) {
        throw new EngineError('state/damaged', {
          file: path.join(layout.store, release.directory),
          detail: 'missing',
        })
      }
      return { release, manifest: readStoredManifest(layout, release.directory) }
    }),
  )
}

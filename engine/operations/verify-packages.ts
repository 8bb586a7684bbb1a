import path from 'node:path'
import type { VerificationResult } from '../api/package-operations.ts'
import { nearest } from '../base/nearest.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { checkEntry, ownFiles } from '../store/check-entry.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { readGeneration } from '../store/generation-file.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { contentOf } from '../transaction/commit.ts'
import { currentGeneration, installedReleases, type Toolbox } from './toolbox.ts'

type Problem = VerificationResult['problems'][number]

/** Compares what stands in the profile with the signed manifests: what a person runs, not what is stored. */
export async function verifyPackages(
  toolbox: Toolbox,
  names: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<VerificationResult[]> {
  const installed = installedReleases(toolbox)
  const wanted = (names ?? [...installed.keys()]).map((name) => {
    const release = installed.get(name)
    if (release !== undefined) return release
    throw new EngineError('package/not-installed', { name, nearest: nearest(name, installed.keys()) })
  })
  const results: VerificationResult[] = []
  const content = contentOf(toolbox.layout, await readGeneration(toolbox.layout, currentGeneration(toolbox)))
  for (const release of wanted) results.push(await verifyRelease(toolbox, { release, content }, signal))
  return results
}

async function verifyRelease(
  toolbox: Toolbox,
  { release, content }: { readonly release: InstalledRelease; readonly content: TreeContent },
  signal: AbortSignal,
): Promise<VerificationResult> {
  const manifest = readStoredManifest(toolbox.layout, release.directory)
  const problems: Problem[] = []
  const files = ownFiles(manifest, content)
  for (const entry of files) {
    signal.throwIfAborted()
    const problem = await checkEntry(path.join(toolbox.layout.current, entry.path), entry, signal)
    if (problem !== null) problems.push({ path: entry.path, problem })
  }
  const { name, version } = release
  return { name, version, files: files.length, ok: problems.length === 0, problems }
}

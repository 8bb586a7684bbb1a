import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import path from 'node:path'
import type { VerificationResult } from '../api/package-operations.ts'
import { nearest } from '../base/nearest.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { FileEntry } from '../model/manifest.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

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
  for (const release of wanted) results.push(await verifyRelease(toolbox, release, signal))
  return results
}

async function verifyRelease(
  toolbox: Toolbox,
  release: InstalledRelease,
  signal: AbortSignal,
): Promise<VerificationResult> {
  const manifest = readStoredManifest(toolbox.layout, release.directory)
  const problems: Problem[] = []
  for (const entry of manifest.files) {
    signal.throwIfAborted()
    const problem = await verifyEntry(path.join(toolbox.layout.current, entry.path), entry, signal)
    if (problem !== null) problems.push({ path: entry.path, problem })
  }
  const { name, version } = release
  return { name, version, files: manifest.files.length, ok: problems.length === 0, problems }
}

async function verifyEntry(
  file: string,
  entry: FileEntry,
  signal: AbortSignal,
): Promise<Problem['problem'] | null> {
  const status = await lstat(file).catch(() => null)
  if (status === null) return 'missing'
  switch (entry.type) {
    case 'directory':
      return status.isDirectory() ? null : 'changed'
    case 'symlink':
      if (!status.isSymbolicLink()) return 'changed'
      return (await readlink(file)) === entry.target ? null : 'wrong-link'
    case 'file':
      if (!status.isFile() || status.size !== entry.size) return 'changed'
      if ((status.mode & 0o111) !== (entry.mode & 0o111)) return 'wrong-mode'
      return (await digestOf(file, signal)) === entry.sha256 ? null : 'changed'
  }
}

async function digestOf(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { signal })) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

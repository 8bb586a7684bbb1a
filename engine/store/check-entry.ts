import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import type { FileEntry, Manifest } from '../model/manifest.ts'
import type { TreeContent } from './tree-content.ts'

export type EntryProblem = 'missing' | 'changed' | 'wrong-mode' | 'wrong-link'

/** Compares what stands at `file` with what a manifest says; null where they agree. */
export async function checkEntry(
  file: string,
  entry: FileEntry,
  signal: AbortSignal,
): Promise<EntryProblem | null> {
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

/** Throws `trust/artifact` at the first file below `tree` that is not what the manifest of its owner says. */
export async function checkTree(
  tree: string,
  { content, manifests }: { readonly content: TreeContent; readonly manifests: readonly Manifest[] },
  signal: AbortSignal,
): Promise<void> {
  for (const manifest of manifests) {
    for (const entry of ownFiles(manifest, content)) {
      signal.throwIfAborted()
      const problem = await checkEntry(path.join(tree, entry.path), entry, signal)
      if (problem === null) continue
      const file = `${manifest.name}: ${entry.path}`
      throw new EngineError('trust/artifact', { file, reason: 'content', detail: problem })
    }
  }
}

/** Without what another package has taken over by replacing this one. */
export function ownFiles(manifest: Manifest, content: TreeContent): FileEntry[] {
  return manifest.files.filter((entry) => {
    const standing = content.get(entry.path)
    return standing === undefined || standing.type === 'directory' || standing.owner === manifest.name
  })
}

import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { byCodePoint } from '../base/canonical-json.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { type AddedPackage, addPackages, type AddPackagesOptions } from './add-packages.ts'
import { type BuiltRepository, buildRepository } from './build-repository.ts'
import type { RepositorySigners } from './tuf-metadata.ts'

export interface SyncDirectoryOptions extends Omit<AddPackagesOptions, 'files'> {
  /** The folder whose artifacts are taken, and those of the folders in it. */
  readonly from: string
  /** With them the repository is built afterwards. */
  readonly signers?: RepositorySigners
}

/** Takes every artifact of a folder that is not there yet, then builds. */
export async function syncDirectory(
  options: SyncDirectoryOptions,
  signal: AbortSignal,
): Promise<{ readonly added: readonly AddedPackage[]; readonly built: BuiltRepository | null }> {
  const { from, signers, ...rest } = options
  const files = await artifactsIn(path.resolve(from))
  const { added } = await addPackages({ ...rest, files }, signal)
  if (signers === undefined) return { added, built: null }
  return { added, built: await buildRepository({ ...rest, signers }, signal) }
}

async function artifactsIn(folder: string): Promise<readonly string[]> {
  const entries = await onDisk(folder, async () =>
    readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw error
      throw new EngineError('file/not-found', { path: folder }, { cause: error })
    }),
  )
  return entries
    .filter((entry) => entry.isFile() && /\.tar\.(?:xz|zst)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort(byCodePoint)
}

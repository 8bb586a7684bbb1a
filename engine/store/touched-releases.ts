import { lstatSync, statSync } from 'node:fs'
import path from 'node:path'
import type { InstalledRelease } from '../model/generation.ts'
import { type FileEntry, manifestPath } from '../model/manifest.ts'
import { checkEntries } from './check-entries.ts'
import { readStoredManifest } from './content-store.ts'
import type { Layout } from './layout.ts'

/**
 * Names of releases of which somebody's hand changed a file in the store: they were hashed when they came, and hashing
 * all of them again would take as long as unpacking them. Files are read-only and their manifest is written last, so
 * only what can be written to, or is younger, is looked at.
 */
export async function touchedReleases(
  layout: Layout,
  releases: readonly InstalledRelease[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const suspects = releases.flatMap(({ name, directory }) => {
    const folder = path.join(layout.store, directory)
    const unpacked = statSync(path.join(folder, manifestPath)).mtimeMs
    return readStoredManifest(layout, directory)
      .files.map((entry) => ({ name, file: `${folder}/${entry.path}`, entry }))
      .filter(({ file, entry }) => isTouched(file, entry, unpacked))
  })
  const problems = await checkEntries(suspects, signal)
  return new Set(suspects.flatMap(({ name }, index) => (problems[index] === null ? [] : [name])))
}

function isTouched(file: string, entry: FileEntry, unpacked: number): boolean {
  const status = lstatSync(file, { throwIfNoEntry: false })
  if (status === undefined) return true
  if (entry.type !== 'file') return entry.type === 'symlink' || !status.isDirectory()
  return !status.isFile() || (status.mode & 0o222) !== 0 || status.mtimeMs > unpacked
}

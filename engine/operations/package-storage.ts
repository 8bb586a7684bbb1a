import { statSync } from 'node:fs'
import path from 'node:path'
import type { ParsedInput } from '../api/operations.ts'
import type { PackageStorage } from '../api/package-operations.ts'
import { nearest } from '../base/nearest.ts'
import { EngineError, failureOf } from '../model/failure.ts'
import type { Generation, InstalledRelease } from '../model/generation.ts'
import { findEvidence } from '../state/publishers.ts'
import { sizeOnDisk } from '../store/disk-usage.ts'
import { keptGenerations, readGeneration } from '../store/generation-file.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

/** What an installed package takes of the disk, measured there. Throws `package/not-installed`. */
export async function packageStorage(
  toolbox: Toolbox,
  { name }: ParsedInput<'package.storage'>,
): Promise<PackageStorage> {
  const { layout } = toolbox
  const installed = installedReleases(toolbox)
  const here = installed.get(name)
  if (here === undefined)
    throw new EngineError('package/not-installed', { name, nearest: nearest(name, installed.keys()) })
  const all = (await keptReleases(toolbox)).filter((release) => release.name === name)
  const folders = new Set(all.map(({ directory }) => directory).filter((one) => one !== here.directory))
  const sizeOf = async (directory: string) => sizeOnDisk(path.join(layout.store, directory))
  const older = await Promise.all([...folders].map(sizeOf))
  const artifacts = new Set([here, ...all].map((release) => artifactOf(toolbox, release)))
  return {
    files: await sizeOf(here.directory),
    otherVersions: older.reduce((sum, bytes) => sum + bytes, 0),
    downloads: [...artifacts].reduce((sum, file) => sum + bytesOf(file), 0),
  }
}

/** Of a generation that cannot be read nobody knows what it holds; `verify` tells of it. */
async function keptReleases({ layout }: Toolbox): Promise<InstalledRelease[]> {
  const reading = (await keptGenerations(layout)).map(async (number) =>
    readGeneration(layout, number).catch((error: unknown): Pick<Generation, 'releases'> => {
      if (failureOf(error) === null) throw error
      return { releases: [] }
    }),
  )
  return (await Promise.all(reading)).flatMap(({ releases }) => releases)
}

function artifactOf(
  { state, layout }: Toolbox,
  { manifest_sha256: digest }: InstalledRelease,
): string | null {
  const artifact = findEvidence(state, digest)?.artifact
  return artifact === undefined ? null : path.join(layout.packages, `${artifact.sha256}.artifact`)
}

function bytesOf(file: string | null): number {
  return file === null ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}

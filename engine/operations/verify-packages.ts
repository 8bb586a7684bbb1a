import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { VerificationResult } from '../api/package-operations.ts'
import { nearest } from '../base/nearest.ts'
import { isConfiguration } from '../model/configuration.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { FileEntry } from '../model/manifest.ts'
import { checkEntries, type Expected } from '../store/check-entries.ts'
import { ownFiles } from '../store/check-entry.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { readGeneration } from '../store/generation-file.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { editedConfiguration } from '../transaction/settle-configuration.ts'
import { wholeContent } from '../transaction/tree-sources.ts'
import { currentGeneration, installedReleases, type Toolbox } from './toolbox.ts'

type Problem = VerificationResult['problems'][number]

export interface Verification {
  readonly packages?: readonly string[] | undefined
  readonly strict?: boolean
}

/** Compares what stands in the profile with the signed manifests: what a person runs, not what is stored. */
export async function verifyPackages(
  toolbox: Toolbox,
  { packages, strict = false }: Verification,
  signal: AbortSignal,
): Promise<VerificationResult[]> {
  const wanted = wantedReleases(toolbox, packages)
  const generation = await readGeneration(toolbox.layout, currentGeneration(toolbox))
  const content = wholeContent(toolbox.layout, generation)
  const asked = wanted.map((release) => ({ release, files: filesOf(toolbox, release, content) }))
  const problems = await checkEntries(
    asked.flatMap(({ files }) => files.map(({ expected }) => expected)),
    signal,
  )
  const edited = editedConfiguration(toolbox.layout, toolbox.state)
  const extras = strict ? extraPaths(toolbox.layout.current, content) : []
  let next = 0
  return asked.map(({ release, files }) => {
    const found = files.flatMap(({ place }): Problem[] => {
      const problem = problems[next++] ?? null
      return problem === null ? [] : [{ path: place, problem }]
    })
    const own = extras.filter(({ owner }) => owner === release.name)
    const all = [...found, ...own.map(({ place }): Problem => ({ path: place, problem: 'extra' }))]
    return {
      name: release.name,
      version: release.version,
      files: files.length,
      ok: all.length === 0,
      problems: all,
      edited: files.flatMap(({ place }) => (edited.has(place) ? [place] : [])),
    }
  })
}

/** Throws `package/not-installed`. */
export function wantedReleases(toolbox: Toolbox, names: readonly string[] | undefined): InstalledRelease[] {
  const installed = installedReleases(toolbox)
  return (names ?? [...installed.keys()]).map((name) => {
    const release = installed.get(name)
    if (release !== undefined) return release
    throw new EngineError('package/not-installed', { name, nearest: nearest(name, installed.keys()) })
  })
}

interface Checked {
  readonly place: string
  readonly expected: Expected
}

function filesOf(toolbox: Toolbox, release: InstalledRelease, content: TreeContent): Checked[] {
  const manifest = readStoredManifest(toolbox.layout, release.directory)
  return ownFiles(manifest, content).map((entry) => ({
    place: entry.path,
    expected: { file: path.join(toolbox.layout.current, entry.path), entry: standingFor(entry, content) },
  }))
}

/** In the place of a configuration file stands a link to the copy that a person may edit. */
function standingFor(entry: FileEntry, content: TreeContent): FileEntry {
  const standing = content.get(entry.path)
  if (!isConfiguration(entry) || standing?.type !== 'symlink') return entry
  return { type: 'symlink', path: entry.path, target: standing.target }
}

/** What stands in the profile and nobody brings; told of whoever brought the folder it lies in. */
function extraPaths(
  current: string,
  content: TreeContent,
): { readonly place: string; readonly owner: string }[] {
  const folders = [...content].flatMap(([place, entry]) =>
    entry.type === 'directory' ? [[place, entry.owner] as const] : [],
  )
  return folders.flatMap(([folder, owner]) =>
    namesIn(path.join(current, folder)).flatMap((name) => {
      const place = `${folder}/${name}`
      return content.has(place) ? [] : [{ place, owner }]
    }),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Missing: told as that.
    return []
  }
}

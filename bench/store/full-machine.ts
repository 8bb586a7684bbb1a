import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalJson } from '../../engine/base/canonical-json.ts'
import type { Generation, InstalledRelease } from '../../engine/model/generation.ts'
import type { FileEntry, Manifest } from '../../engine/model/manifest.ts'
import { openFileIndex } from '../../engine/state/file-index.ts'
import { openState } from '../../engine/state/state.ts'
import { layoutOf, storeDirectory } from '../../engine/store/layout.ts'
import type { Machine } from '../../engine/transaction/commit.ts'

/** Like a desktop: 750 packages whose files come to about 55,000, most of them small. */
export const packages = 750
const usualFiles = 73
const fileBytes = 1_500

/** A machine whose store holds all of that, written straight into it: what is measured comes after unpacking. */
export interface FullMachine extends Machine {
  readonly close: () => void
}

export function openMachine(folder: string): FullMachine {
  const state = openState(folder)
  const index = openFileIndex(folder)
  const close = () => {
    index.close()
    state.close()
  }
  return { layout: layoutOf(folder), state, files: () => index, close }
}

/** Puts a release of so many files into the store. Its version is in each file. */
export function addRelease(
  { layout }: Machine,
  { name, version, files }: { readonly name: string; readonly version: string; readonly files: number },
): InstalledRelease {
  const contents = Array.from({ length: files }, (_, at) => contentOf(name, version, at))
  const folders = new Set(contents.flatMap(({ place }) => parentsOf(place)))
  const entries: FileEntry[] = [
    ...Array.from(folders, (place) => ({ type: 'directory' as const, path: place })),
    ...contents.map(({ place, text }) => ({
      ...{ type: 'file' as const, path: place, mode: 0o644 as const, size: text.length },
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))
  const manifest = manifestOf(name, version, entries)
  const bytes = canonicalJson(manifest)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const directory = storeDirectory(digest, name, version)
  const root = path.join(layout.store, directory)
  for (const place of [...folders, '.multios']) mkdirSync(path.join(root, place), { recursive: true })
  for (const { place, text } of contents) writeFileSync(path.join(root, place), text, { mode: 0o444 })
  writeFileSync(path.join(root, '.multios/manifest.json'), bytes)
  return installed(manifest, digest, directory)
}

/** Most of a desktop's packages are of one kind; two are those that are updated. */
export function fillStore(machine: Machine): readonly InstalledRelease[] {
  return Array.from({ length: packages }, (_, at) => {
    const files = at === 0 ? 10 : at === 1 ? 400 : usualFiles
    return addRelease(machine, { name: nameAt(at), version: '1.0', files })
  })
}

export function nameAt(at: number): string {
  return `package-${String(at).padStart(3, '0')}`
}

export function generation(number: number, releases: readonly InstalledRelease[]): Generation {
  return {
    format: 1,
    number,
    at: '2026-01-01T00:00:00.000Z',
    request: null,
    previous: number - 1,
    releases: [...releases],
    triggers: [],
  }
}

/** Programs and libraries lie in few wide folders, documents and data in one of the package's own. */
function contentOf(name: string, version: string, at: number): { place: string; text: string } {
  const wide = ['bin', 'lib', 'share/icons', 'share/locale/de']
  const place = at < 6 ? `${wide[at % 4]!}/${name}-${at}` : `share/${name}/part-${at % 5}/file-${at}`
  const text = `${name} ${version} ${at}\n`
  return { place, text: text.padEnd(fileBytes, '.') }
}

function parentsOf(place: string): string[] {
  const parents: string[] = []
  for (let parent = path.posix.dirname(place); parent !== '.'; parent = path.posix.dirname(parent))
    parents.push(parent)
  return parents
}

function manifestOf(name: string, version: string, files: readonly FileEntry[]): Manifest {
  return {
    ...{ format: 1, name, version, version_scheme: 'semver', architecture: 'universal' },
    ...{ description: name, maintainer: 'Bench', license: 'MIT' },
    ...{ dependencies: [], recommends: [], suggests: [], provides: [], conflicts: [], breaks: [] },
    ...{ replaces: [], categories: [], tags: [], install_scripts: {} },
    installed_size: files.reduce((sum, file) => sum + (file.type === 'file' ? file.size : 0), 0),
    files: [...files],
  } as unknown as Manifest
}

function installed(manifest: Manifest, digest: string, directory: string): InstalledRelease {
  return {
    ...{
      name: manifest.name,
      version: manifest.version,
      version_scheme: 'semver',
      architecture: 'universal',
    },
    ...{ manifest_sha256: digest, directory, repository: 'bench', publisher: null, chosen: true, unmet: [] },
    ...{ since: '2026-01-01T00:00:00.000Z', installed_size: manifest.installed_size, size: 1 },
  }
}

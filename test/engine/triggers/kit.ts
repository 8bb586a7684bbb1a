import { createHash } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { AppRecord, FileEntry, Manifest } from '../../../engine/model/manifest.ts'
import { layoutOf } from '../../../engine/store/layout.ts'
import { mergeTrees, type TreeContent } from '../../../engine/store/tree-content.ts'
import type { ExportOptions } from '../../../engine/triggers/settle-exports.ts'

/** What a package brings: text by path. `->x` is a link to x, a first line `#!` makes it executable. */
export interface Brought {
  readonly files: Readonly<Record<string, string>>
  readonly app?: Partial<AppRecord>
  readonly categories?: readonly string[]
  readonly alternatives?: Manifest['alternatives']
  readonly conf_copies?: Manifest['conf_copies']
  /** Files that are no text. */
  readonly binaries?: Readonly<Record<string, { readonly bytes: Buffer; readonly isProgram: boolean }>>
}

export type Packages = Readonly<Record<string, Brought>>

export interface Tree {
  readonly manifests: readonly Manifest[]
  readonly content: TreeContent
}

/** Writes releases into the store of `data`, as unpacking would, and merges them. */
export function aTree(data: string, packages: Packages): Tree {
  const layout = layoutOf(data)
  const manifests = Object.entries(packages).map(([name, brought]) => aRelease(name, brought))
  for (const [name, { files, binaries = {} }] of Object.entries(packages)) {
    const folder = path.join(layout.store, folderOf(name, packages))
    writeFiles(folder, files)
    for (const [file, { bytes, isProgram }] of Object.entries(binaries)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      writeFileSync(path.join(folder, file), bytes, { mode: isProgram ? 0o555 : 0o444 })
    }
  }
  const sources = manifests.map((manifest) => ({
    name: manifest.name,
    directory: folderOf(manifest.name, packages),
    files: manifest.files,
    replaces: new Set<string>(),
  }))
  return { manifests, content: mergeTrees(layout, sources) }
}

function folderOf(name: string, packages: Packages): string {
  const { files, binaries = {} } = packages[name]!
  return `${sha256(JSON.stringify([files, Object.keys(binaries)])).slice(0, 12)}-${name}`
}

function aRelease(
  name: string,
  { files, app, categories = [], binaries = {}, alternatives, conf_copies }: Brought,
): Manifest {
  const entries = new Map<string, FileEntry>()
  for (const [file, text] of Object.entries(files)) {
    addParents(entries, file)
    entries.set(file, entryOf(file, text))
  }
  for (const [file, { bytes, isProgram }] of Object.entries(binaries)) {
    addParents(entries, file)
    const mode = isProgram ? 0o755 : 0o644
    entries.set(file, { type: 'file', path: file, mode, size: bytes.length, sha256: sha256(bytes) })
  }
  const none: string[] = []
  return {
    ...{ format: 1, name, version: '1.0.0', version_scheme: 'semver', architecture: 'universal' },
    ...{ description: name, maintainer: 'me', license: 'MIT', dependencies: none, recommends: none },
    ...{ suggests: none, provides: none, conflicts: none, breaks: none, replaces: none, tags: none },
    categories: [...categories],
    install_scripts: {},
    ...(app === undefined ? {} : { app: anApp(name, app) }),
    ...(alternatives === undefined ? {} : { alternatives }),
    ...(conf_copies === undefined ? {} : { conf_copies }),
    installed_size: 0,
    files: [...entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

function addParents(entries: Map<string, FileEntry>, file: string): void {
  for (let parent = path.dirname(file); parent !== '.'; parent = path.dirname(parent)) {
    entries.set(parent, { type: 'directory', path: parent })
  }
}

function anApp(name: string, app: Partial<AppRecord>): AppRecord {
  const shown = { id: `org.example.${name}`, name, summary: `About ${name}`, description: name }
  return { ...shown, screenshots: [], content_rating: 'none', releases: [], ...app }
}

function entryOf(file: string, text: string): FileEntry {
  if (text.startsWith('->')) return { type: 'symlink', path: file, target: text.slice(2) }
  const mode = text.startsWith('#!') ? 0o755 : 0o644
  return { type: 'file', path: file, mode, size: Buffer.byteLength(text), sha256: sha256(text) }
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) continue
    if (text.startsWith('->')) symlinkSync(text.slice(2), file)
    else writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o555 : 0o444 })
  }
}

export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Everything below a folder: text of files, `-> target` of links, `/` of folders. */
export function everythingIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  return Object.fromEntries(names.map((name) => [name, describe(path.join(folder, name))]))
}

function describe(file: string): string {
  const status = lstatSync(file)
  if (status.isSymbolicLink()) return `-> ${readlinkSync(file)}`
  return status.isDirectory() ? '/' : readFileSync(file, 'utf8')
}

/** A person's home beside a data directory, as a test of exports wants them. */
export function optionsFor(folder: string, generation: number, packages: Packages): ExportOptions {
  const data = path.join(folder, 'data')
  mkdirSync(path.join(folder, 'home'), { recursive: true })
  mkdirSync(data, { recursive: true })
  return {
    generation,
    ...aTree(data, packages),
    chosen: new Set(Object.keys(packages)),
    current: path.join(data, 'profile', 'current'),
    record: path.join(data, 'exports.json'),
    environment: { HOME: path.join(folder, 'home'), PATH: path.join(folder, 'programs') },
    launcher: ['/opt/multi os/multios-pm'],
    now: () => new Date('2026-11-20T09:30:00Z'),
  }
}

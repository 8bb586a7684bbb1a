import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { manifestBytes } from '../../engine/archive/manifest-bytes.ts'
import { writeArchive } from '../../engine/archive/write-archive.ts'
import { type AppRecord, type Manifest, manifestPath } from '../../engine/model/manifest.ts'
import { never, temporaryFolder } from './temporary.ts'

export interface UncheckedApp extends Partial<Omit<AppRecord, 'icon' | 'screenshots'>> {
  /** Paths of members. */
  readonly icon?: string
  readonly shots?: readonly string[]
}

const nothing = {
  ...{ id: 'org.example.Lantern', name: 'Lantern', summary: 'Lights a whole room' },
  ...{ description: 'Lights a room.', content_rating: 'none', releases: [] },
}

/** The bytes of a package whose pictures no builder has looked at, as a stranger could make one. */
export async function anUncheckedPackage(
  members: Readonly<Record<string, string | Uint8Array>>,
  { icon, shots = [], ...said }: UncheckedApp,
): Promise<Buffer> {
  const folder = temporaryFolder()
  const contentOf = (member: string): string => path.join(folder, 'src', member)
  for (const [member, content] of Object.entries(members)) {
    mkdirSync(path.dirname(contentOf(member)), { recursive: true })
    writeFileSync(contentOf(member), content)
  }
  const sha256 = (member: string): string =>
    createHash('sha256')
      .update(members[member] ?? '')
      .digest('hex')
  const picture = (member: string) => ({ path: member, sha256: sha256(member) })
  const app: AppRecord = {
    ...nothing,
    ...said,
    screenshots: shots.map((member) => ({ ...picture(member), caption: '' })),
    ...(icon === undefined ? {} : { icon: picture(icon) }),
  }
  const manifest = manifestOf(app, members, sha256)
  const file = path.join(folder, 'lantern.tar.zst')
  await writeArchive({ file, manifest, contentOf, format: 'tar.zst', modified: 0, preset: 1 }, never)
  return readFileSync(file)
}

/** The bytes of a package that says it has a file of `size` bytes, and ends right there. */
export async function aPackageThatClaims(size: number): Promise<Buffer> {
  const { app: _app, ...manifest } = manifestOf({ ...nothing, screenshots: [] }, { zeros: '' }, () =>
    '0'.repeat(64),
  )
  const files = manifest.files.map((entry) => ({ ...entry, size }))
  const tar = pack()
  tar.entry(
    { name: manifestPath, mode: 0o644 },
    Buffer.from(manifestBytes({ ...manifest, files, installed_size: size })),
  )
  tar.finalize()
  const pieces: Uint8Array[] = []
  for await (const piece of tar as AsyncIterable<Uint8Array>) pieces.push(piece)
  return zstdCompressSync(Buffer.concat(pieces))
}

function manifestOf(
  app: AppRecord,
  members: Readonly<Record<string, string | Uint8Array>>,
  sha256: (member: string) => string,
): Manifest {
  const folders = new Set(Object.keys(members).flatMap((member) => foldersOf(member)))
  const files = Object.entries(members).map(([member, content]) => ({
    ...{ type: 'file' as const, path: member, mode: 0o644 as const },
    ...{ size: Buffer.byteLength(content), sha256: sha256(member) },
  }))
  const entries = [...[...folders].map((folder) => ({ type: 'directory' as const, path: folder })), ...files]
  return {
    ...{ format: 1, name: 'lantern', version: '1.0.0', version_scheme: 'semver', architecture: 'universal' },
    ...{ description: 'Lights a room.', maintainer: 'Test Works <test@example.org>', license: 'MIT' },
    ...{ dependencies: [], recommends: [], suggests: [], provides: [], conflicts: [], breaks: [] },
    ...{ replaces: [], categories: ['Utility'], tags: [], install_scripts: {}, app },
    installed_size: files.reduce((sum, { size }) => sum + size, 0),
    files: entries.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

function foldersOf(member: string): string[] {
  const parent = path.posix.dirname(member)
  return parent === '.' ? [] : [...foldersOf(parent), parent]
}

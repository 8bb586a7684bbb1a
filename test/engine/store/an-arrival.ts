/** Artifacts as they lie in the cache, with what an index says of them. */
import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { writeArchive } from '../../../engine/archive/write-archive.ts'
import type { ArchiveFormat } from '../../../engine/archive/compression.ts'
import type { FileEntry, Manifest } from '../../../engine/model/manifest.ts'
import type { Arrival } from '../../../engine/store/stage-release.ts'
import { never } from '../../kit/temporary.ts'
import { aManifest } from '../archive/raw-tar.ts'

export interface Content {
  readonly name: string
  readonly format?: ArchiveFormat
  /** Bytes by path, in the order of the paths; all at the top. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

export async function anArrival(folder: string, { name, format, files }: Content): Promise<Arrival> {
  const tree = path.join(folder, 'trees', name)
  mkdirSync(tree, { recursive: true })
  for (const [file, bytes] of Object.entries(files)) writeFileSync(path.join(tree, file), bytes)
  return arrivalOf(folder, { name, tree, format, names: Object.keys(files) })
}

/** From files that stand in `tree`, of any size. */
export async function arrivalOf(
  folder: string,
  source: {
    readonly name: string
    readonly tree: string
    readonly names: readonly string[]
    readonly format?: ArchiveFormat | undefined
  },
): Promise<Arrival> {
  const { name, tree, names, format = 'tar.zst' } = source
  const entries: FileEntry[] = []
  for (const file of names) {
    const place = path.join(tree, file)
    const size = statSync(place).size
    entries.push({ type: 'file', path: file, mode: 0o644, size, sha256: await digestOf(place) })
  }
  const manifest = aManifest(entries, { name })
  const file = path.join(folder, `${name}.${format}`)
  const contentOf = (member: string): string => path.join(tree, member)
  const options = { file, manifest, contentOf, format, modified: 0, preset: 0 }
  const { manifestSha256 } = await writeArchive(options, never)
  return { file, record: recordOf(manifest, manifestSha256) }
}

function recordOf(manifest: Manifest, digest: string): Arrival['record'] {
  const { format: _format, files: _files, app: _app, ...told } = manifest
  const published = '2024-06-07T00:00:00.000Z'
  const place = { path: `packages/${manifest.name}`, size: 1, sha256: digest, published }
  return { ...told, commands: [], ...place, manifest_sha256: digest }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

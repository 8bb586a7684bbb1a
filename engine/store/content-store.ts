import { existsSync, readFileSync } from 'node:fs'
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { unpackArchive } from '../archive/unpack.ts'
import { EngineError } from '../model/failure.ts'
import { Manifest, manifestPath } from '../model/manifest.ts'
import { toDiskFailure } from '../system-errors.ts'
import { syncFileSystem, syncFolder } from './durable.ts'
import { type Layout, storeDirectory } from './layout.ts'

export interface Arrival {
  /** The verified artifact on disk. */
  readonly file: string
  readonly name: string
  readonly version: string
  readonly manifestSha256: string
  readonly installedSize: number
}

/**
 * Unpacks artifacts into the store, all or none visible. A release that is already there is left alone.
 * Killed anywhere: what remains is `.new-…` folders, which `sweepStore` removes.
 */
export async function addToStore(
  layout: Layout,
  arrivals: readonly Arrival[],
  signal: AbortSignal,
): Promise<void> {
  await mkdir(layout.store, { recursive: true })
  const staged: { readonly from: string; readonly to: string }[] = []
  try {
    for (const arrival of arrivals) {
      const to = path.join(
        layout.store,
        storeDirectory(arrival.manifestSha256, arrival.name, arrival.version),
      )
      if (existsSync(to)) continue
      const from = path.join(layout.store, `.new-${process.pid}-${path.basename(to)}`)
      await rm(from, { recursive: true, force: true })
      staged.push({ from, to })
      const { manifestBytes } = await unpackArchive(
        {
          file: arrival.file,
          destination: from,
          expected: { manifestSha256: arrival.manifestSha256, installedSize: arrival.installedSize },
        },
        signal,
      )
      await mkdir(path.join(from, path.dirname(manifestPath)))
      await writeFile(path.join(from, manifestPath), manifestBytes, { mode: 0o444 })
    }
    signal.throwIfAborted()
    if (staged.length === 0) return
    // Contents must be on disk before their final names are.
    await syncFileSystem(layout.store)
    for (const { from, to } of staged) await rename(from, to)
    await syncFolder(layout.store)
  } catch (error) {
    for (const { from } of staged) await rm(from, { recursive: true, force: true })
    throw await toDiskFailure(error, layout.store)
  }
}

/** The manifest of a release in the store, as it came in the archive. Throws `state/damaged`. */
export function readStoredManifest(layout: Layout, directory: string): Manifest {
  const file = path.join(layout.store, directory, manifestPath)
  const parsed = v.safeParse(Manifest, readJson(file))
  if (!parsed.success) throw new EngineError('state/damaged', { file, detail: parsed.issues[0].message })
  return parsed.output
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new EngineError('state/damaged', { file, detail: 'missing or not JSON' }, { cause: error })
  }
}

export function isInStore(layout: Layout, manifestSha256: string, name: string, version: string): boolean {
  return existsSync(path.join(layout.store, storeDirectory(manifestSha256, name, version)))
}

/** Removes what a killed process left half-made. Only the writer may call it. */
export async function sweepStore(layout: Layout): Promise<void> {
  const names = await readdir(layout.store).catch(() => [] as string[])
  for (const name of names.filter((entry) => entry.startsWith('.new-'))) {
    await rm(path.join(layout.store, name), { recursive: true, force: true })
  }
}

/** Bytes on disk below `folder`, each file counted once however many names it has. */
export async function sizeOnDisk(folder: string): Promise<number> {
  const seen = new Set<number>()
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true }).catch(() => [] as string[])) {
    const status = await lstat(path.join(folder, entry)).catch(() => null)
    if (status === null || !status.isFile() || seen.has(status.ino)) continue
    seen.add(status.ino)
    bytes += status.size
  }
  return bytes
}

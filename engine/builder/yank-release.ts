import path from 'node:path'
import { nearest } from '../base/nearest.ts'
import { EngineError } from '../model/failure.ts'
import { readRecord, type RepositoryPlace, writeRecord } from './repository-record.ts'

export interface YankOptions extends RepositoryPlace {
  readonly release: { readonly name: string; readonly version: string }
  /** Null gives it back. */
  readonly reason: string | null
  readonly now: Date
}

/** Takes a release back, for every architecture, or gives it back. Clients hear of it from the next build. */
export async function yankRelease({ release, reason, now, ...place }: YankOptions): Promise<{
  readonly name: string
  readonly version: string
  readonly revoked: boolean
  readonly architectures: readonly string[]
}> {
  const { name, version } = release
  const folder = path.resolve(place.path)
  const record = await readRecord({ name: place.name, path: folder })
  const named = record.packages.filter((entry) => entry.name === name)
  const meant = new Set(named.filter((entry) => entry.version === version))
  if (named.length === 0) {
    const names = new Set(record.packages.map((entry) => entry.name))
    throw new EngineError('package/not-found', { name, nearest: nearest(name, names) })
  }
  if (meant.size === 0) {
    const available = [...new Set(named.map((entry) => entry.version))]
    throw new EngineError('release/not-found', { name, wanted: version, available })
  }
  const packages = record.packages.map((entry) => {
    if (!meant.has(entry)) return entry
    const { revoked: _before, ...offered } = entry
    return reason === null ? offered : { ...offered, revoked: { reason, at: now.toISOString() } }
  })
  await writeRecord(folder, { ...record, packages })
  const architectures = Array.from(meant, ({ architecture }) => architecture)
  return { name, version, revoked: reason !== null, architectures }
}

import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { commandsOf } from './commands.ts'
import type { Manifest } from './manifest.ts'
import type { IndexRecord } from './repository-index.ts'

/**
 * The first field, in the manifest's order, of which an index tells something else than the manifest that a publisher signed; null where
 * they agree. An index could otherwise lend the name, the version or the needs of one release to another.
 */
export function differingField(record: IndexRecord, manifest: Manifest): string | null {
  const told = toldBy(record)
  const signed = signedIn(manifest)
  const fields = new Set([...Object.keys(signed), ...Object.keys(told)])
  for (const field of fields) {
    if (canonicalJson(told[field] ?? null) !== canonicalJson(signed[field] ?? null)) return field
  }
  return null
}

type Fields = Readonly<Record<string, Json | undefined>>

function toldBy(record: IndexRecord): Fields {
  const {
    path: _path,
    size: _size,
    sha256: _artifact,
    manifest_sha256: _digest,
    published: _day,
    signed_by: _keys,
    revoked: _revoked,
    ...told
  } = record
  return { ...told, app: record.app === undefined ? undefined : withoutPlaces(record.app) }
}

function signedIn(manifest: Manifest): Fields {
  const { format: _format, files: _files, ...signed } = manifest
  return {
    ...signed,
    commands: commandsOf(manifest),
    app: manifest.app === undefined ? undefined : withoutPlaces(manifest.app),
  }
}

/** Pictures lie in the package under one name and in the repository under another: their bytes are what counts. */
function withoutPlaces(app: NonNullable<Manifest['app'] | IndexRecord['app']>): Json {
  const { icon, screenshots, ...rest } = app
  return {
    ...rest,
    icon: icon?.sha256,
    screenshots: screenshots.map(({ sha256, caption }) => ({ sha256, caption })),
  }
}

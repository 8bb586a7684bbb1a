import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { Manifest } from '../model/manifest.ts'
import { isVersion } from '../model/version.ts'
import { fileListProblem } from './check-files.ts'
import { notAnArchive, refuse } from './refusal.ts'

export interface ReadManifest {
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  readonly manifestSha256: string
}

/** The bytes of a manifest as they are hashed, signed and stored. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return Buffer.from(canonicalJson(manifest))
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Only canonical bytes are a manifest: writing the parsed value again must give the same bytes. That leaves
 * no room for a doubled key, a byte order mark or a number that two parsers read differently.
 */
export function parseManifest(bytes: Uint8Array, file: string): ReadManifest {
  const parsed = parseJson(bytes, file)
  const checked = v.safeParse(Manifest, parsed)
  if (!checked.success) {
    const [issue] = checked.issues
    return refuse(file, 'manifest', `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`)
  }
  if (!isCanonical(parsed, bytes)) return refuse(file, 'manifest', 'not in canonical form')
  const { version, version_scheme: scheme } = checked.output
  if (!isVersion(version, scheme)) return refuse(file, 'manifest', `version: ${JSON.stringify(version)}`)
  const problem = fileListProblem(checked.output)
  if (problem !== null) return refuse(file, 'manifest', problem)
  return { manifest: checked.output, manifestBytes: bytes, manifestSha256: sha256Of(bytes) }
}

function parseJson(bytes: Uint8Array, file: string): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json
  } catch (error) {
    return notAnArchive(file, 'the manifest is no JSON', error)
  }
}

function isCanonical(value: Json, bytes: Uint8Array): boolean {
  try {
    return Buffer.compare(Buffer.from(canonicalJson(value)), bytes) === 0
  } catch {
    // A number without a canonical form: the value cannot have come from our bytes.
    return false
  }
}

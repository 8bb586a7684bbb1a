import type { PublicKey, SignatureEnvelope } from '../model/signature.ts'
import type { State } from './state.ts'

/** A publisher's key that the person decided to trust. `name` is whose it was said to be. */
export interface TrustedKey {
  readonly keyId: string
  readonly name: string
  /** ISO 8601. */
  readonly since: string
}

/** Who vouched for a release when it came: checked then, and good for checking again. */
export interface Evidence {
  readonly repository: string
  /** Of the repository's first root. */
  readonly fingerprint: string
  readonly publisher: string | null
  /** Keys whose signature held; none where it came unsigned. */
  readonly keys: readonly PublicKey[]
  readonly envelope: SignatureEnvelope | null
  readonly artifact: { readonly path: string; readonly sha256: string; readonly size: number }
  /** ISO 8601. */
  readonly at: string
}

export function listTrustedKeys(state: State): TrustedKey[] {
  return state.all<TrustedKey>('SELECT key_id AS keyId, name, since FROM trusted_key ORDER BY name, key_id')
}

export function putTrustedKey(state: State, { keyId, name, since }: TrustedKey): void {
  state.change('INSERT OR IGNORE INTO trusted_key VALUES (?, ?, ?)', keyId, name, since)
}

export function dropTrustedKey(state: State, keyId: string): void {
  state.change('DELETE FROM trusted_key WHERE key_id = ?', keyId)
}

/** By the digest of the release's manifest; null where it came before anybody kept this. */
export function findEvidence(state: State, manifestSha256: string): Evidence | null {
  const row = state.one<{ evidence: string }>(
    'SELECT evidence FROM evidence WHERE manifest_sha256 = ?',
    manifestSha256,
  )
  return row === undefined ? null : (JSON.parse(row.evidence) as Evidence)
}

/** Digest of the manifest of the release that came in an artifact with this hash; null where none did. */
export function releaseOfArtifact(state: State, sha256: string): string | null {
  const row = state.one<{ digest: string }>(
    "SELECT manifest_sha256 AS digest FROM evidence WHERE json_extract(evidence, '$.artifact.sha256') = ?",
    sha256,
  )
  return row?.digest ?? null
}

export function putEvidence(state: State, manifestSha256: string, evidence: Evidence): void {
  state.change('INSERT OR REPLACE INTO evidence VALUES (?, ?)', manifestSha256, JSON.stringify(evidence))
}

import * as v from 'valibot'
import { parseJsonStrict } from '../base/json.ts'
import { resolveInside } from '../download/address.ts'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import type { Transport } from '../download/transport.ts'
import { verifyEnvelope } from '../keys/verify-envelope.ts'
import { EngineError } from '../model/failure.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import { type PublicKey, SignatureEnvelope } from '../model/signature.ts'

const limit = 65_536

export interface SignatureCheck {
  readonly record: IndexRecord
  readonly base: string
  readonly keys: readonly PublicKey[]
  /** How many of them must have signed it. */
  readonly threshold: number
  readonly vouching: Vouching
  /** Signatures that came with this very release before; null where it never came. */
  readonly kept: SignatureEnvelope | null
  readonly transport: Transport
  readonly mayBeUnsigned: boolean
}

/** Ids of keys. Of each set, one key must be among those that signed; null asks for nothing. */
export interface Vouching {
  /** Keys that signed what is here, or took their places. */
  readonly expected: ReadonlySet<string> | null
  /** Keys that the person trusts. */
  readonly trusted: ReadonlySet<string> | null
}

/** The signatures of a release, and the keys whose signatures hold; null where there are none, and need not be. */
export type Proof = { readonly envelope: SignatureEnvelope; readonly keys: readonly PublicKey[] } | null

/**
 * Passes only where enough of the keys signed the manifest that the index names. Signatures that were kept spare the network,
 * where a key that is named now made one of them.
 */
export async function checkSignature(check: SignatureCheck, signal: AbortSignal): Promise<Proof> {
  const { record, kept } = check
  const before = kept === null ? null : provenBy(kept, check)
  if (kept !== null && before !== null) return { envelope: kept, keys: before }
  const file = `${record.path}.sig`
  const bytes = await fetchSignature(check, file, signal)
  if (bytes === null) {
    if (check.mayBeUnsigned) return null
    throw new EngineError('trust/artifact', { file, reason: 'signature-missing', detail: '' })
  }
  const envelope = parse(bytes, file)
  if (envelope.payload.manifest !== record.manifest_sha256) {
    throw new EngineError('trust/artifact', { file, reason: 'signature', detail: 'signs another manifest' })
  }
  const proven = provenBy(envelope, check)
  if (proven !== null) return { envelope, keys: proven }
  const verdicts = verifyEnvelope(envelope, record.manifest_sha256, vouchingKeys(check))
  const known = verdicts.some(({ state }) => state === 'invalid')
  throw new EngineError('trust/artifact', {
    file,
    reason: known ? 'signature' : 'publisher',
    detail: verdicts.map(({ keyId }) => keyId).join(', '),
  })
}

/**
 * The keys that are remembered to have vouched; null where too few signed. All of a publisher's count towards its threshold,
 * but what is remembered are those that were expected or are trusted: an index may name any key, and who adds a
 * signature of theirs to an honest release must not be expected from then on.
 */
function provenBy(
  envelope: SignatureEnvelope,
  { record, keys, threshold, vouching: { expected, trusted } }: SignatureCheck,
): PublicKey[] | null {
  const valid = validKeys(envelope, record, keys)
  const isAmong = (ids: ReadonlySet<string> | null) =>
    ids === null || valid.some(({ keyId }) => ids.has(keyId))
  if (valid.length < threshold || !isAmong(expected) || !isAmong(trusted)) return null
  return valid.filter(({ keyId }) => expected === null || expected.has(keyId) || trusted?.has(keyId) === true)
}

/** Those that could have vouched: who signed with another is told as a stranger. */
function vouchingKeys({ keys, vouching: { expected, trusted } }: SignatureCheck): PublicKey[] {
  return keys.filter(({ keyId }) => expected?.has(keyId) !== false && trusted?.has(keyId) !== false)
}

function validKeys(
  envelope: SignatureEnvelope,
  { manifest_sha256: digest }: IndexRecord,
  keys: readonly PublicKey[],
): PublicKey[] {
  const verdicts = verifyEnvelope(envelope, digest, keys)
  const valid = new Set(verdicts.flatMap(({ keyId, state }) => (state === 'valid' ? [keyId] : [])))
  return keys.filter(({ keyId }) => valid.has(keyId))
}

async function fetchSignature(
  check: SignatureCheck,
  file: string,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    return await readBytes(check.transport, resolveInside(check.base, file), limit, signal)
  } catch (error) {
    if (error instanceof TooLong) {
      throw new EngineError(
        'trust/artifact',
        { file, reason: 'length', detail: error.message },
        { cause: error },
      )
    }
    if (error instanceof EngineError && error.code === 'network/status') {
      const { status } = (error as EngineError<'network/status'>).facts
      if (status === 404 || status === 403) return null
    }
    throw error
  }
}

function parse(bytes: Uint8Array, file: string): SignatureEnvelope {
  try {
    return v.parse(SignatureEnvelope, parseJsonStrict(Buffer.from(bytes).toString('utf8')))
  } catch (error) {
    throw new EngineError(
      'trust/artifact',
      { file, reason: 'signature', detail: 'unreadable' },
      { cause: error },
    )
  }
}

import type { Report } from '../api/progress.ts'
import { mapConcurrently } from '../base/async.ts'
import { type Addresses, fromAnyAddress } from '../download/any-address.ts'
import { fetchArtifact } from '../download/fetch-artifact.ts'
import type { Transport } from '../download/transport.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import type { PublicKey, SignatureEnvelope } from '../model/signature.ts'
import { resolveInside } from '../download/address.ts'
import type { Arrival } from '../store/stage-release.ts'
import { checkSignature, type Proof, type Vouching } from './check-signature.ts'

/** An artifact to get, from the repository that was chosen for it. */
export interface Wanted {
  readonly record: IndexRecord
  /** Where the repository's files are. */
  readonly addresses: Addresses
  readonly keys: readonly PublicKey[]
  /** How many of these keys must have signed it. */
  readonly threshold: number
  readonly vouching: Vouching
  /** Signatures that came with this very release before; null where it never came. */
  readonly kept: SignatureEnvelope | null
}

export interface Acquired extends Arrival {
  readonly proof: Proof
}

export interface AcquireOptions {
  readonly transport: Transport
  readonly cache: string
  readonly atOnce: number
  /** Whether an artifact without any signature may pass; a wrong one never may. */
  readonly mayBeUnsigned: boolean
}

/** Fetches and verifies every artifact before any of them is unpacked. */
export async function acquire(
  wanted: readonly Wanted[],
  options: AcquireOptions,
  report: Report,
  signal: AbortSignal,
): Promise<Acquired[]> {
  return mapConcurrently(
    wanted,
    options.atOnce,
    async (one, shared) =>
      fromAnyAddress(
        one.addresses,
        async (base) => acquireFrom(base, one, { options, report }, shared),
        shared,
      ),
    signal,
  )
}

async function acquireFrom(
  base: string,
  { record, keys, threshold, vouching, kept }: Wanted,
  { options, report }: { readonly options: AcquireOptions; readonly report: Report },
  signal: AbortSignal,
): Promise<Acquired> {
  const proof = await checkSignature({ record, base, keys, threshold, vouching, kept, ...options }, signal)
  const file = await fetchArtifact(
    options.transport,
    {
      url: resolveInside(base, record.path),
      file: record.path,
      sha256: record.sha256,
      size: record.size,
      cache: options.cache,
      onBytes: (received) => report({ kind: 'transfer', name: record.name, received, total: record.size }),
    },
    signal,
  )
  return { file, record, proof }
}

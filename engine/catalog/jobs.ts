import type { PublisherDelegation } from '../model/delegation.ts'
import type { Failure } from '../model/failure.ts'

/** What a pool is made from, and where it is kept. */
export interface PoolJob {
  /** catalog.db */
  readonly database: string
  readonly file: string
  /** Of this machine. */
  readonly architecture: string
}

/** What a search index is made from, and where it is kept; as of a pool. */
export type SearchJob = PoolJob

/** What a repository offers, as it was fetched and verified. */
export interface SourceJob {
  readonly repository: string
  /** Of this machine. */
  readonly architecture: string
  readonly index: DigestedFile
  /** Publishers to whom the targets role delegates; null where the index alone names them. */
  readonly delegations: readonly PublisherDelegation[] | null
  /** Those of before stay where there are no newer ones to be believed; null where there are none at all. */
  readonly advisories: DigestedFile | 'as before' | null
}

/** What leads from the index that the catalog has to a newer one. */
export interface DeltaJob {
  readonly repository: string
  readonly delta: PackedFile
  /** Digests of the index before and after. */
  readonly from: string
  readonly to: string
  readonly advisories: SourceJob['advisories']
  readonly delegations: SourceJob['delegations']
}

/** As of a source. */
export type AdvisoriesJob = Pick<SourceJob, 'repository' | 'advisories'>

export interface DigestedFile extends PackedFile {
  /** Another digest, another content. */
  readonly digest: string
}

/** gzip. */
export interface PackedFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Bytes that it may unpack to. */
  readonly most: number
}

/** What became of a source. Advisories that cannot be read leave those of before in their place. */
export type BroughtSource =
  | { readonly kind: 'brought'; readonly advisories: UnreadableFile | null }
  | { readonly kind: 'unreadable'; readonly index: UnreadableFile }
  /** The index names what no delegation allows. */
  | { readonly kind: 'undelegated'; readonly index: UnreadableFile }

/** Where a delta does not lead to the index that it should, the whole index is needed. */
export type FollowedSource = Extract<BroughtSource, { kind: 'brought' }> | { readonly kind: 'astray' }

/** A file that cannot be read as what it should be. */
export interface UnreadableFile {
  readonly file: string
  readonly detail: string
}

/** Work that would keep an event loop from everything else. `database` is the file of the catalog. */
export type CatalogJob =
  | ({ readonly kind: 'pool' } & PoolJob)
  | ({ readonly kind: 'search' } & SearchJob)
  /** Reads the index that is there into the thread that will change it. */
  | ({ readonly kind: 'search-before' } & SearchJob)
  | { readonly kind: 'source'; readonly database: string; readonly source: SourceJob }
  | { readonly kind: 'delta'; readonly database: string; readonly job: DeltaJob }
  | { readonly kind: 'advisories'; readonly database: string; readonly job: AdvisoriesJob }

export type JobOutcome<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'failed'; readonly failure: Failure }

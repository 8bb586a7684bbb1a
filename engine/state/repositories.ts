import { latestTime } from '../base/latest-time.ts'
import { EngineError, type Failure } from '../model/failure.ts'
import { nearest } from '../base/nearest.ts'
import type { State } from './state.ts'

/** TUF versions and times that trust may never fall below again. Times are ISO 8601. */
export interface TrustMarks {
  readonly rootVersion: number
  readonly timestampVersion: number
  readonly snapshotVersion: number
  readonly targetsVersion: number
  /** Of the role that vouches for the index, where that is not the targets role itself. */
  readonly releasesVersion?: number
  /** Its targets role delegated to its publishers once: from then on its index alone names nobody. */
  readonly delegatesPublishers?: true
  /** Of the snapshot that was verified: two machines that see the same repository have the same. */
  readonly snapshotSha256?: string
  readonly rootExpires: string
  readonly rootKeys: number
  readonly rootThreshold: number
  /** The earliest expiry among timestamp, snapshot and targets. */
  readonly validUntil: string
  /** When the timestamp role was signed, as it says itself. */
  readonly signedAt?: string
  /** The latest time at which metadata was accepted: the clock may not go back before it. */
  readonly seenAt: string
  /** The latest end of anything signed that the clock had passed when it was offered: nothing that ends by then is good. */
  readonly endedAt?: string
  /** Null where the repository has never named any advisories. */
  readonly advisories: AdvisoryMarks | null
}

/** What is known of a repository's advisories, which may lag behind everything else. */
export interface AdvisoryMarks {
  /** The highest of their role; 0 where the targets role vouches for them. */
  readonly version: number
  /** Until when what is here may be believed to be all there is; null where nothing is. */
  readonly validUntil: string | null
  /** Why the last synchronization did not bring the newest ones. */
  readonly problem: Failure | null
}

/** What trust in an OpenPGP repository may never fall below again. Times are ISO 8601. */
export interface OpenPgpMarks {
  readonly signedAt: string
  /** Fingerprint of the key or subkey that signed. */
  readonly signedBy: string
  /** Null where the repository never had advisories. */
  readonly advisoriesSignedAt: string | null
  readonly seenAt: string
}

/** In place of a root. Times are ISO 8601. */
export interface OpenPgpTrust {
  /** Armored, as a person confirmed it. */
  readonly key: string
  readonly users: readonly string[]
  readonly algorithm: string
  /** Null where it never expires. */
  readonly expires: string | null
  readonly marks: OpenPgpMarks | null
}

/** An address that did not serve while another one did. `at` is ISO 8601. */
export interface StoredTrouble {
  readonly url: string
  readonly at: string
  readonly failure: Failure
}

export interface StoredRepository {
  readonly name: string
  readonly url: string
  readonly description: string
  readonly enabled: boolean
  readonly priority: number
  readonly fingerprint: string
  readonly trustedRoot: Uint8Array
  readonly lastSync: string | null
  readonly problem: Failure | null
  readonly marks: TrustMarks | null
  /** Other addresses of the same files, in the order in which they are asked. */
  readonly mirrors: readonly string[]
  readonly troubles: readonly StoredTrouble[]
  /** Null for a repository that has a root. */
  readonly openPgp: OpenPgpTrust | null
}

interface Row {
  name: string
  url: string
  description: string
  enabled: number
  priority: number
  fingerprint: string
  trusted_root: Buffer
  last_sync: string | null
  problem: string | null
  marks: string | null
  mirrors: string
  troubles: string
  openpgp: string | null
}

/** Highest priority first, then whichever was here first, so that a newcomer takes no name: the order in which they win. */
export function listRepositories(state: State): StoredRepository[] {
  return state.all<Row>('SELECT * FROM repository ORDER BY priority DESC, place, name').map(fromRow)
}

/** Throws `repository/not-found` with the nearest names. */
export function getRepository(state: State, name: string): StoredRepository {
  const row = state.one<Row>('SELECT * FROM repository WHERE name = ?', name)
  if (row !== undefined) return fromRow(row)
  const names = listRepositories(state).map((repository) => repository.name)
  throw new EngineError('repository/not-found', { name, nearest: nearest(name, names) })
}

export function findRepository(state: State, name: string): StoredRepository | null {
  const row = state.one<Row>('SELECT * FROM repository WHERE name = ?', name)
  return row === undefined ? null : fromRow(row)
}

export function insertRepository(
  state: State,
  added: Omit<StoredRepository, 'enabled' | 'lastSync' | 'problem' | 'troubles'>,
): void {
  state.change(
    `INSERT INTO repository
       (name, url, description, priority, fingerprint, trusted_root, marks, mirrors, openpgp, place)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM repository))`,
    added.name,
    added.url,
    added.description,
    added.priority,
    added.fingerprint,
    added.trustedRoot,
    added.marks === null ? null : JSON.stringify(added.marks),
    JSON.stringify(added.mirrors),
    added.openPgp === null ? null : JSON.stringify(added.openPgp),
  )
}

export function deleteRepository(state: State, name: string): void {
  state.change('DELETE FROM repository WHERE name = ?', name)
}

export function updateRepository(
  state: State,
  name: string,
  change: Partial<Pick<StoredRepository, 'enabled' | 'priority' | 'description' | 'mirrors'>>,
): void {
  const before = getRepository(state, name)
  const after = { ...before, ...change }
  state.change(
    'UPDATE repository SET enabled = ?, priority = ?, description = ?, mirrors = ?, troubles = ? WHERE name = ?',
    after.enabled ? 1 : 0,
    after.priority,
    after.description,
    JSON.stringify(after.mirrors),
    JSON.stringify(after.troubles.filter(({ url }) => url === after.url || after.mirrors.includes(url))),
    name,
  )
}

export function recordTrust(
  state: State,
  name: string,
  trust: { readonly trustedRoot: Uint8Array; readonly marks: TrustMarks; readonly at: string },
): void {
  state.change(
    'UPDATE repository SET trusted_root = ?, marks = ?, last_sync = ?, problem = NULL WHERE name = ?',
    trust.trustedRoot,
    JSON.stringify(trust.marks),
    trust.at,
    name,
  )
}

/** A newer root of a repository whose other metadata was not verified with it. */
export function recordRoot(
  state: State,
  name: string,
  trust: { readonly trustedRoot: Uint8Array; readonly marks: TrustMarks | null },
): void {
  state.change(
    'UPDATE repository SET trusted_root = ?, marks = ? WHERE name = ?',
    trust.trustedRoot,
    trust.marks === null ? null : JSON.stringify(trust.marks),
    name,
  )
}

/** That something signed had ended by then: a clock that is set back does not make it good again. */
export function recordEnd(state: State, name: string, endedAt: string): void {
  state.atomically(() => {
    const { marks } = getRepository(state, name)
    if (marks === null) return
    const seen = { ...marks, endedAt: latestTime(marks.endedAt, endedAt) }
    state.change('UPDATE repository SET marks = ? WHERE name = ?', JSON.stringify(seen), name)
  })
}

export function recordProblem(state: State, name: string, problem: Failure): void {
  state.change('UPDATE repository SET problem = ? WHERE name = ?', JSON.stringify(problem), name)
}

/** Another key, or the same one with what its owner has said of it since. */
export function recordKey(state: State, name: string, fingerprint: string, trust: OpenPgpTrust): void {
  state.change(
    'UPDATE repository SET fingerprint = ?, openpgp = ? WHERE name = ?',
    fingerprint,
    JSON.stringify(trust),
    name,
  )
}

export function recordOpenPgp(
  state: State,
  name: string,
  { trust, at }: { readonly trust: OpenPgpTrust; readonly at: string },
): void {
  state.change(
    'UPDATE repository SET openpgp = ?, last_sync = ?, problem = NULL WHERE name = ?',
    JSON.stringify(trust),
    at,
    name,
  )
}

/** Which address served, and what happened at those that were asked before it. */
export function recordServed(
  state: State,
  name: string,
  { served, failed, at }: { served: string; failed: readonly Omit<StoredTrouble, 'at'>[]; at: string },
): void {
  state.atomically(() => {
    const before = findRepository(state, name)?.troubles ?? []
    const told = new Set([served, ...failed.map(({ url }) => url)])
    const troubles = [
      ...before.filter(({ url }) => !told.has(url)),
      ...failed.map((trouble) => ({ ...trouble, at })),
    ]
    state.change('UPDATE repository SET troubles = ? WHERE name = ?', JSON.stringify(troubles), name)
  })
}

function fromRow(row: Row): StoredRepository {
  return {
    name: row.name,
    url: row.url,
    description: row.description,
    enabled: row.enabled === 1,
    priority: row.priority,
    fingerprint: row.fingerprint,
    trustedRoot: row.trusted_root,
    lastSync: row.last_sync,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Failure),
    marks: row.marks === null ? null : readMarks(row.marks),
    mirrors: JSON.parse(row.mirrors) as string[],
    troubles: JSON.parse(row.troubles) as StoredTrouble[],
    openPgp: row.openpgp === null ? null : (JSON.parse(row.openpgp) as OpenPgpTrust),
  }
}

/** Releases before this one did not tell advisories from the rest. */
function readMarks(text: string): TrustMarks {
  const marks = JSON.parse(text) as Omit<TrustMarks, 'advisories'> & Partial<Pick<TrustMarks, 'advisories'>>
  return { advisories: null, ...marks }
}

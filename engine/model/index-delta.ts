import * as v from 'valibot'
import { byCodePoint, canonicalJson } from '../base/canonical-json.ts'
import { Architecture, PackageName, Sha256 } from './manifest.ts'
import { IndexRecord, RepositoryIndex } from './repository-index.ts'

const { packages: _packages, ...about } = RepositoryIndex.entries
const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

/** Name, version and architecture: there is at most one release of each in an index. */
const ReleaseId = v.tuple([PackageName, Line, Architecture])
export type ReleaseId = v.InferOutput<typeof ReleaseId>

/**
 * What leads from one index to a later one: `metadata/index-from-<digest>.json.gz`, a TUF target, so that whoever has
 * the one fetches what changed since. Releases that are gone, those that are new or told differently, and all of what
 * is not of one release.
 */
export const IndexDelta = v.strictObject({
  /** SHA-256 of `metadata/index.json.gz` before, and after. */
  from: Sha256,
  to: Sha256,
  /** How many indexes there were on the way, the last one included. */
  steps: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Of the records that must be there in the end: see `textOfRecords`. */
  records_sha256: Sha256,
  ...about,
  removed: v.array(ReleaseId),
  packages: v.array(IndexRecord),
})
export type IndexDelta = v.InferOutput<typeof IndexDelta>

/** The target that leads on from an index, by the digest of its packed file. */
export function deltaTarget(from: string): string {
  return `metadata/index-from-${from}.json.gz`
}

/** Whether a target is one of these; the digest of the index that it leads on from. */
export function deltaSource(target: string): string | null {
  return /^metadata\/index-from-([0-9a-f]{64})\.json\.gz$/.exec(target)?.[1] ?? null
}

export function releaseId({ name, version, architecture }: IndexRecord): ReleaseId {
  return [name, version, architecture]
}

type Changed = Pick<IndexDelta, 'removed' | 'packages'>

/** What has to be taken away and put in to make `after` of `before`. */
export function changesBetween(before: readonly IndexRecord[], after: readonly IndexRecord[]): Changed {
  const old = byId(before)
  const now = byId(after)
  return {
    removed: inOrder(before.filter((record) => !now.has(keyOf(releaseId(record)))).map(releaseId)),
    packages: after.filter((record) => {
      const known = old.get(keyOf(releaseId(record)))
      return known === undefined || canonicalJson(known) !== canonicalJson(record)
    }),
  }
}

/** Both changes in one: the later one has the last word. */
export function changesTogether(first: Changed, then: Changed): Changed {
  const gone = new Set(then.removed.map(keyOf))
  const packages = byId(first.packages.filter((record) => !gone.has(keyOf(releaseId(record)))))
  for (const record of then.packages) packages.set(keyOf(releaseId(record)), record)
  const removed = new Map([...first.removed, ...then.removed].map((id) => [keyOf(id), id]))
  for (const key of packages.keys()) removed.delete(key)
  return { removed: inOrder([...removed.values()]), packages: [...packages.values()] }
}

/**
 * What the digest of all records is taken of, in pieces: each record in its canonical form and a line feed, by name,
 * version and architecture in the order of their bytes. It depends on nothing but the records.
 */
export function* textOfRecords(records: readonly IndexRecord[]): Generator<string> {
  const sorted = records.toSorted((a, b) => compareIds(releaseId(a), releaseId(b)))
  for (const record of sorted) yield `${canonicalJson(record)}\n`
}

function byId(records: readonly IndexRecord[]): Map<string, IndexRecord> {
  return new Map(records.map((record) => [keyOf(releaseId(record)), record]))
}

function keyOf(id: ReleaseId): string {
  return id.join(' ')
}

function inOrder(ids: readonly ReleaseId[]): ReleaseId[] {
  return ids.toSorted(compareIds)
}

function compareIds(a: ReleaseId, b: ReleaseId): number {
  return byCodePoint(a[0], b[0]) || byCodePoint(a[1], b[1]) || byCodePoint(a[2], b[2])
}

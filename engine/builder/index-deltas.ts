/** What leads from the indexes of before to the one that is built. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { parseJsonStrict } from '../base/json.ts'
import {
  changesBetween,
  changesTogether,
  deltaSource,
  deltaTarget,
  IndexDelta,
  textOfRecords,
} from '../model/index-delta.ts'
import { type IndexRecord, indexTarget, type RepositoryIndex } from '../model/repository-index.ts'
import { packedJson } from './packed-json.ts'
import { hashNamed, type PublishedFile, publishedFiles, publishedVersion } from './published-metadata.ts'

/** Indexes that one can come from. Whoever is further behind fetches the whole one. */
const mostSteps = 14

/** The part of the whole index that a delta may be as big as, in bytes as they are sent. */
const mostOfIndex = 0.5

/**
 * Deltas to `index`, by the name of their target. Made of what is published now, so that no older index has to be kept:
 * one from the index that is published, and those that led to that one, each with what changed since.
 */
export async function indexDeltas(
  repository: string,
  index: RepositoryIndex,
  packed: Uint8Array,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const targets = await publishedFiles(repository, await publishedVersion(repository))
  const published = targets.find(({ name }) => name === indexTarget)
  const before = published === undefined ? null : await readIndex(repository, published)
  if (published === undefined || before === null) return new Map()
  const known = await readDeltas(repository, targets, published.sha256)
  const to = sha256Of(packed)
  if (to === published.sha256) return new Map(known.map(({ name, bytes }) => [name, bytes]))
  const latest = changesBetween(before, index.packages)
  const ways = [
    { from: published.sha256, steps: 1, changes: latest },
    ...known.map(({ delta }) => ({
      from: delta.from,
      steps: delta.steps + 1,
      changes: changesTogether(delta, latest),
    })),
  ]
  const { packages: _packages, ...about } = index
  const rest = { ...about, to, records_sha256: digestOfRecords(index.packages) }
  const made = new Map<string, Uint8Array>()
  for (const { from, steps, changes } of ways) {
    // An index that was published once before is where it leads to.
    if (from === to || steps > mostSteps) continue
    const bytes = await packedJson({ ...rest, from, steps, ...changes } satisfies IndexDelta)
    if (bytes.length <= packed.length * mostOfIndex) made.set(deltaTarget(from), bytes)
  }
  return made
}

function digestOfRecords(records: readonly IndexRecord[]): string {
  const hash = createHash('sha256')
  for (const piece of textOfRecords(records)) hash.update(piece)
  return hash.digest('hex')
}

/** Enough to compare by. What leads on from a file that somebody changed is noticed by whoever follows it. */
const Comparable = v.looseObject({
  packages: v.array(v.looseObject({ name: v.string(), version: v.string(), architecture: v.string() })),
})

/** Null where the file is not there any more, or is not what was signed. */
async function readIndex(repository: string, target: PublishedFile): Promise<readonly IndexRecord[] | null> {
  const read = v.safeParse(Comparable, (await readPacked(repository, target))?.value)
  return read.success ? (read.output.packages as readonly unknown[] as readonly IndexRecord[]) : null
}

interface KnownDelta {
  readonly name: string
  readonly bytes: Uint8Array
  readonly delta: IndexDelta
}

/** Those that lead to the index that is published. */
async function readDeltas(
  repository: string,
  targets: readonly PublishedFile[],
  to: string,
): Promise<KnownDelta[]> {
  const known: KnownDelta[] = []
  for (const target of targets) {
    if (deltaSource(target.name) === null) continue
    const packed = await readPacked(repository, target)
    const read = v.safeParse(IndexDelta, packed?.value)
    if (packed === null || !read.success || read.output.to !== to) continue
    known.push({ name: target.name, bytes: packed.bytes, delta: read.output })
  }
  return known
}

interface Packed {
  readonly bytes: Uint8Array
  readonly value: unknown
}

async function readPacked(repository: string, { name, sha256 }: PublishedFile): Promise<Packed | null> {
  try {
    const bytes = await readFile(path.join(repository, hashNamed(name, sha256)))
    if (sha256Of(bytes) !== sha256) return null
    return { bytes, value: parseJsonStrict(gunzipSync(bytes).toString('utf8')) }
  } catch {
    // Without it, readers fetch the whole index.
    return null
  }
}

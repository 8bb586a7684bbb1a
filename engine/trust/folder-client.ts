/**
 * A repository's trust kept in one folder: what the public conformance suite drives in place of the state database
 * and the catalog. Everything that decides is what `repository.sync` uses.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { latestTime } from '../base/latest-time.ts'
import { parseRepositoryUrl } from '../download/address.ts'
import { systemTransport } from '../download/transport.ts'
import type { TrustMarks } from '../state/repositories.ts'
import { refreshMetadata, type Refreshed } from './refresh.ts'
import { parseRoot } from './root.ts'
import { differingHash, fetchTarget, type VerifiedTarget } from './targets.ts'

export interface TrustFolder {
  /** Holds `root.json`, `timestamp.json` and the others, and what a state database would hold. */
  readonly folder: string
  readonly metadataUrl: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface Download {
  readonly name: string
  readonly targetsUrl: string
  /** Gets the file under its name, percent-encoded. */
  readonly into: string
}

/** What the state database holds of a repository. */
interface Stored {
  readonly trustedRoot: Uint8Array
  readonly marks: TrustMarks | null
}

const repository = 'conformance'
/** Seconds without hardly a byte. */
const transport = systemTransport({ idleTimeout: 30 })

/** Trusts a root that somebody vouches for (TUF 5.2). */
export async function initTrust(folder: string, rootFile: string): Promise<void> {
  const trustedRoot = await readFile(rootFile)
  parseRoot(trustedRoot)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'root.json'), trustedRoot)
  await store(folder, { trustedRoot, marks: null })
}

export async function refreshTrust(trust: TrustFolder, signal: AbortSignal): Promise<void> {
  await refresh(trust, { targetsUrl: trust.metadataUrl, wanted: [] }, signal)
}

/** Throws where no role names the file, and where its bytes are others than were promised. */
export async function downloadTarget(
  trust: TrustFolder,
  { name, targetsUrl, into }: Download,
  signal: AbortSignal,
): Promise<void> {
  const refreshed = await refresh(trust, { targetsUrl, wanted: [name] }, signal)
  const target = refreshed.targets.get(name)
  if (target === undefined) throw new Error(`no role names ${name}`)
  const file = path.join(into, encodeURIComponent(name))
  if (await isThere(file, target)) return
  await replaceFile(file, await fetchTarget(transport, repository, target, signal))
}

async function refresh(
  { folder, metadataUrl, now }: TrustFolder,
  { targetsUrl, wanted }: { readonly targetsUrl: string; readonly wanted: readonly string[] },
  signal: AbortSignal,
): Promise<Refreshed> {
  let trusted = await readStored(folder)
  try {
    const refreshed = await refreshMetadata(
      transport,
      {
        repository,
        metadata: parseRepositoryUrl(metadataUrl).href,
        targets: parseRepositoryUrl(targetsUrl).href,
        wanted,
        ...trusted,
        cache: folder,
        now,
        // Its suite tries repositories of years ago, with the clock of then.
        built: 0,
        keepRoot: (newer) => (trusted = newer),
        keepEnd: (ended) => (trusted = withEnd(trusted, ended)),
      },
      signal,
    )
    trusted = refreshed
    return refreshed
  } finally {
    await store(folder, trusted)
  }
}

function withEnd({ trustedRoot, marks }: Stored, ended: string): Stored {
  const endedAt = latestTime(marks?.endedAt, ended) ?? ended
  return { trustedRoot, marks: marks === null ? null : { ...marks, endedAt } }
}

// Not *.json: the suite takes every such file for metadata.
const storedIn = (folder: string): string => path.join(folder, 'trust-state')

async function readStored(folder: string): Promise<Stored> {
  const { root, marks } = JSON.parse(await readFile(storedIn(folder), 'utf8')) as {
    root: string
    marks: TrustMarks | null
  }
  return { trustedRoot: Buffer.from(root, 'base64'), marks }
}

async function store(folder: string, { trustedRoot, marks }: Stored): Promise<void> {
  const root = Buffer.from(trustedRoot).toString('base64')
  await replaceFile(storedIn(folder), Buffer.from(JSON.stringify({ root, marks })))
}

async function isThere(file: string, target: VerifiedTarget): Promise<boolean> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return bytes !== null && differingHash(bytes, target) === null
}

/** Whole or not at all. */
async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.partial-${process.pid}`
  try {
    await writeFile(partial, bytes)
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
}

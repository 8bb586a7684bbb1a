import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Updater } from 'tuf-js'
import type { TargetFile } from '@tufjs/models'
import type { Transport } from '../download/transport.ts'
import { EngineError } from '../model/failure.ts'
import type { TrustMarks } from '../state/repositories.ts'
import { onDisk } from '../system-errors.ts'
import { asTrustFailure } from './classify.ts'
import { type WatchedFetcher, watchedFetcher } from './fetcher.ts'
import { limits, rootRotations } from './limits.ts'
import { checkMarks, readMarks } from './marks.ts'
import { parseRoot } from './root.ts'
import { forgetRotated, marksAfterRotation } from './rotation.ts'

export interface RefreshInput {
  readonly repository: string
  readonly base: string
  /** The newest root that is trusted, from the state database: a damaged or deleted cache cannot change it. */
  readonly trustedRoot: Uint8Array
  readonly marks: TrustMarks | null
  /** Folder of verified metadata files. */
  readonly cache: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface Refreshed {
  readonly trustedRoot: Uint8Array
  readonly marks: TrustMarks
  /** What the targets role says of a file; null where it does not name it. */
  readonly target: (name: string) => Promise<VerifiedTarget | null>
}

export interface VerifiedTarget {
  /** Address with the hash in its name (TUF consistent snapshots). */
  readonly url: string
  readonly name: string
  readonly sha256: string
  readonly length: number
}

/**
 * TUF's client workflow (5.3 to 5.6) by tuf-js, behind rules that it lacks: see docs/trust.md. Works on a copy of
 * the cache, which replaces the old one only when every check has passed.
 */
export async function refreshMetadata(
  transport: Transport,
  input: RefreshInput,
  signal: AbortSignal,
): Promise<Refreshed> {
  const work = `${input.cache}.new-${process.pid}`
  return onDisk(input.cache, async () => {
    try {
      await copyCache(input, work)
      const fetcher = watchedFetcher(transport, signal)
      const before = parseRoot(input.trustedRoot).signed
      const walkOnce = async () => walk(input, work, fetcher, signal)
      const updater = await walkOnce().catch(async (error: unknown) => {
        if (await forgetRotated(work, before)) return walkOnce()
        throw error
      })
      // A clock set back must not lower the floor for the next time.
      const seen = Math.max(input.now, Date.parse(input.marks?.seenAt ?? '') || 0)
      const { marks, trustedRoot } = await readMarks(work, seen)
      const seenBefore = marksAfterRotation(input.marks, before, parseRoot(trustedRoot).signed)
      checkMarks({ ...input, marks: seenBefore }, marks)
      await rm(input.cache, { recursive: true, force: true })
      await rename(work, input.cache)
      return { trustedRoot, marks, target: (name) => findTarget(updater, input.base, name) }
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  })
}

async function copyCache(input: RefreshInput, work: string): Promise<void> {
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true, mode: 0o700 })
  await cp(input.cache, work, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await writeFile(path.join(work, 'root.json'), input.trustedRoot)
}

async function walk(
  input: RefreshInput,
  work: string,
  fetcher: WatchedFetcher,
  signal: AbortSignal,
): Promise<Updater> {
  try {
    const updater = new Updater({
      metadataDir: work,
      metadataBaseUrl: new URL('metadata', input.base).href,
      fetcher,
      config: {
        maxRootRotations: rootRotations,
        rootMaxLength: limits.root,
        timestampMaxLength: limits.timestamp,
        snapshotMaxLength: limits.snapshot,
        targetsMaxLength: limits.targets,
      },
    })
    await updater.refresh()
    parseRoot(await readFile(path.join(work, 'root.json')))
    return updater
  } catch (error) {
    signal.throwIfAborted()
    throw asTrustFailure(error, input.repository, fetcher.last())
  }
}

async function findTarget(updater: Updater, base: string, name: string): Promise<VerifiedTarget | null> {
  const info: TargetFile | undefined = await updater.getTargetInfo(name)
  if (info === undefined) return null
  const sha256 = info.hashes['sha256']
  if (sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new EngineError('trust/metadata', {
      repository: base,
      file: name,
      reason: 'hash',
      detail: 'no sha256',
    })
  }
  const { dir, base: file } = path.posix.parse(name)
  return { url: new URL(`${dir}/${sha256}.${file}`, base).href, name, sha256, length: info.length }
}

/** The bytes of a target, checked against what the targets role promised. */
export async function fetchTarget(
  transport: Transport,
  repository: string,
  target: VerifiedTarget,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const refuse = (reason: 'length' | 'hash', detail: string) =>
    new EngineError('trust/metadata', { repository, file: target.name, reason, detail })
  if (target.length > limits.index) throw refuse('length', `more than ${limits.index} bytes`)
  const incoming = await transport.open(target.url, 0, signal)
  const parts: Uint8Array[] = []
  let received = 0
  for await (const chunk of incoming.chunks) {
    signal.throwIfAborted()
    received += chunk.length
    if (received > target.length) throw refuse('length', `more than ${target.length} bytes`)
    parts.push(chunk)
  }
  const bytes = Buffer.concat(parts, received)
  const actual = createHash('sha256').update(bytes).digest('hex')
  if (actual !== target.sha256) throw refuse('hash', `expected ${target.sha256}, got ${actual}`)
  return bytes
}

import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import type { Transport } from '../download/transport.ts'
import { openPgpLimits, OpenPgpRefused, type OpenPgpVerdict, verifyOpenPgp } from '../keys/openpgp.ts'
import { EngineError, type MetadataRefusal } from '../model/failure.ts'
import { advisoriesTarget, indexTarget } from '../model/repository-index.ts'
import type { OpenPgpMarks } from '../state/repositories.ts'
import { onDisk } from '../system-errors.ts'
import { knownTime } from './known-time.ts'
import { limits } from './limits.ts'

export interface OpenPgpInput {
  readonly repository: string
  /** Ends in `/`. */
  readonly base: string
  /** The armored public key that a person confirmed. */
  readonly key: string
  readonly marks: OpenPgpMarks | null
  /** Folder for what was verified. */
  readonly cache: string
  readonly now: number
}

export interface SignedFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** SHA-256, hex. */
  readonly digest: string
}

export interface OpenPgpRefreshed {
  readonly marks: OpenPgpMarks
  readonly index: SignedFile
  /** Null where the repository never had any. */
  readonly advisories: SignedFile | null
}

/**
 * The index and the advisories of a repository that signs with OpenPGP. Nothing says until when an answer is good, so
 * all that is refused of old ones is what was signed before something that was seen.
 */
export async function refreshOpenPgp(
  transport: Transport,
  input: OpenPgpInput,
  signal: AbortSignal,
): Promise<OpenPgpRefreshed> {
  const { marks } = input
  // A clock set back makes no key valid again.
  const now = knownTime(input.now, marks).floor
  const about = { ...input, now }
  const index = await fetchSigned(transport, about, { name: indexTarget, seen: marks?.signedAt }, signal)
  if (index === null) throw refusal(input.repository, `${indexTarget}.asc`, 'missing')
  const advisories = await fetchSigned(
    transport,
    about,
    { name: advisoriesTarget, seen: marks?.advisoriesSignedAt ?? undefined },
    signal,
  )
  return {
    marks: {
      signedAt: new Date(index.verdict.signedAt).toISOString(),
      signedBy: index.verdict.signedBy,
      advisoriesSignedAt: advisories === null ? null : new Date(advisories.verdict.signedAt).toISOString(),
      seenAt: new Date(Math.max(now, index.verdict.signedAt)).toISOString(),
    },
    index,
    advisories,
  }
}

interface Wish {
  readonly name: string
  /** When the newest one that was seen was signed, ISO 8601. */
  readonly seen: string | undefined
}

async function fetchSigned(
  transport: Transport,
  input: OpenPgpInput,
  { name, seen }: Wish,
  signal: AbortSignal,
): Promise<(SignedFile & { readonly verdict: OpenPgpVerdict }) | null> {
  const { repository } = input
  const file = `${name}.asc`
  const armored = await fetchFile(transport, input, { name: file, limit: openPgpLimits.signature }, signal)
  if (armored === null) {
    if (seen === undefined) return null
    // It was there before: held back, so that nobody hears what it says.
    throw refusal(repository, file, 'missing')
  }
  const signature = Buffer.from(armored).toString('latin1')
  const { bytes, verdict } =
    (await fromCache(input, name, signature)) ??
    (await fromAddress(transport, input, { name, signature }, signal))
  const { signedAt } = verdict
  if (seen !== undefined && signedAt < Date.parse(seen)) {
    const detail = `signed ${new Date(signedAt).toISOString()}, after one of ${seen} was seen`
    throw refusal(repository, file, 'rollback', detail)
  }
  await keepSignature(cached(input, file), armored)
  return { name, bytes, digest: createHash('sha256').update(bytes).digest('hex'), verdict }
}

/** What is here already, where this signature is over it. */
async function fromCache(input: OpenPgpInput, name: string, signature: string) {
  const bytes = await readFile(cached(input, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return null
    throw error
  })
  if (bytes === null) return null
  const verdict = await verifyOpenPgp(bytes, signature, input.key, input.now).catch((error: unknown) => {
    if (error instanceof OpenPgpRefused) return null
    throw error
  })
  return verdict === null ? null : { bytes, verdict }
}

async function fromAddress(
  transport: Transport,
  input: OpenPgpInput,
  { name, signature }: { readonly name: string; readonly signature: string },
  signal: AbortSignal,
) {
  const bytes = await fetchFile(transport, input, { name, limit: limits.index }, signal)
  if (bytes === null) throw refusal(input.repository, name, 'missing')
  const verdict = await verifyOpenPgp(bytes, signature, input.key, input.now).catch((error: unknown) => {
    if (!(error instanceof OpenPgpRefused)) throw error
    throw refusal(input.repository, `${name}.asc`, error.problem, error.message)
  })
  await keep(cached(input, name), bytes)
  return { bytes, verdict }
}

/** Null where the server does not have it. */
async function fetchFile(
  transport: Transport,
  { repository, base }: OpenPgpInput,
  { name, limit }: { readonly name: string; readonly limit: number },
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    return await readBytes(transport, new URL(name, base).href, limit, signal)
  } catch (error) {
    if (error instanceof TooLong) throw refusal(repository, name, 'length', error.message)
    if (error instanceof EngineError && error.code === 'network/status') {
      const { status } = (error as EngineError<'network/status'>).facts
      if (status === 404 || status === 403) return null
    }
    throw error
  }
}

const cached = ({ cache }: OpenPgpInput, name: string) => path.join(cache, path.posix.basename(name))

/** So that what was verified can be checked again without a network. Most often it is the one of before. */
async function keepSignature(file: string, armored: Uint8Array): Promise<void> {
  const kept = await readFile(file).catch(() => null)
  if (kept === null || !kept.equals(armored)) await keep(file, armored)
}

/** Whole or not at all; losing it costs a download. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.new-${process.pid}`
  await onDisk(file, async () => {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    try {
      await writeFile(partial, bytes, { mode: 0o600 })
      // An empty folder in its place gives way; one that holds something is told.
      await rmdir(file).catch(() => undefined)
      await rename(partial, file)
    } finally {
      await rm(partial, { force: true })
    }
  })
}

function refusal(repository: string, file: string, reason: MetadataRefusal, detail = ''): EngineError {
  return new EngineError('trust/metadata', { repository, file, reason, detail })
}

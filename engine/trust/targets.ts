import { createHash } from 'node:crypto'
import { TargetFile } from '@tufjs/models'
import type { Updater } from 'tuf-js'
import { resolveInside } from '../download/address.ts'
import type { Transport } from '../download/transport.ts'
import { EngineError, type MetadataRefusal } from '../model/failure.ts'
import { limits } from './limits.ts'

/** A file as a targets role promises it. */
export interface VerifiedTarget {
  /** With the hash in its name where the repository keeps consistent snapshots. */
  readonly url: string
  readonly name: string
  /** Bytes. */
  readonly length: number
  /** The first of `hashes`, in hex: two targets with the same one are the same file. */
  readonly digest: string
  /** What its bytes must hash to: every one of them, and never none. */
  readonly hashes: readonly { readonly algorithm: 'sha256' | 'sha512'; readonly digest: string }[]
}

export interface TargetPlace {
  readonly repository: string
  /** Address that names of targets are relative to, ending in `/`. */
  readonly targets: string
  /** Whether names of files begin with their hash (TUF 5.7.3). */
  readonly consistent: boolean
}

/** The hashes that count, the one that addresses a file first. */
const algorithms = [
  ['sha256', /^[0-9a-f]{64}$/],
  ['sha512', /^[0-9a-f]{128}$/],
] as const

/** What the targets role, or one that it delegates to, says of a file; null where none names it. */
export async function findTarget(
  updater: Updater,
  place: TargetPlace,
  name: string,
): Promise<VerifiedTarget | null> {
  const info: unknown = await updater.getTargetInfo(name)
  // tuf-js looks names up in a plain object, which has a "constructor" that nobody signed.
  if (!(info instanceof TargetFile)) return null
  const hashes = algorithms.flatMap(([algorithm, form]) => {
    const digest = info.hashes[algorithm]
    return digest !== undefined && form.test(digest) ? [{ algorithm, digest }] : []
  })
  if (hashes[0] === undefined) throw refusal(place.repository, name, 'hash', 'no sha256 or sha512')
  const { digest } = hashes[0]
  const folders = name.split('/')
  const last = folders.pop()!
  const file = [...folders, place.consistent ? `${digest}.${last}` : last].join('/')
  return { url: resolveInside(place.targets, file), name, length: info.length, digest, hashes }
}

/** The bytes of a target, checked against what the targets role promised. */
export async function fetchTarget(
  transport: Transport,
  repository: string,
  target: VerifiedTarget,
  signal: AbortSignal,
): Promise<Uint8Array> {
  checkLength(repository, target)
  const incoming = await transport.open(target.url, 0, signal)
  const parts: Uint8Array[] = []
  let received = 0
  for await (const chunk of incoming.chunks) {
    signal.throwIfAborted()
    received += chunk.length
    if (received > target.length) {
      throw refusal(repository, target.name, 'length', `more than ${target.length} bytes`)
    }
    parts.push(Buffer.from(chunk))
  }
  const bytes = Buffer.concat(parts, received)
  const wrong = differingHash(bytes, target)
  if (wrong !== null) throw refusal(repository, target.name, 'hash', wrong)
  if (received !== target.length)
    throw refusal(repository, target.name, 'length', `${received} bytes, not ${target.length}`)
  return bytes
}

/** How bytes are not what was promised; null where they are. */
export function differingHash(bytes: Uint8Array, { hashes }: Pick<VerifiedTarget, 'hashes'>): string | null {
  for (const { algorithm, digest } of hashes) {
    const actual = createHash(algorithm).update(bytes).digest('hex')
    if (actual !== digest) return `expected ${digest}, got ${actual}`
  }
  return null
}

export function checkLength(repository: string, { name, length }: VerifiedTarget): void {
  if (length > limits.index) throw refusal(repository, name, 'length', `more than ${limits.index} bytes`)
}

export function refusal(
  repository: string,
  file: string,
  reason: MetadataRefusal,
  detail: string,
): EngineError {
  return new EngineError('trust/metadata', { repository, file, reason, detail })
}

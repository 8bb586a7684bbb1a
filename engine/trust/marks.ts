import { createHash } from 'node:crypto'
import path from 'node:path'
import * as v from 'valibot'
import { EngineError } from '../model/failure.ts'
import { signedAtField } from '../model/repository-index.ts'
import type { TrustMarks } from '../state/repositories.ts'
import { afterSigning, checkEnd, type KnownTime } from './known-time.ts'
import { parseRoot } from './root.ts'
import { rootMarks } from './rotation.ts'
import { readOwn } from '../plain-file.ts'

const Moment = v.pipe(v.string(), v.isoTimestamp())

/** Marks of what has to be verified before anything else is believed. */
type CoreMarks = Omit<TrustMarks, 'advisories'>

/** Reads versions and expiries from files that have just been verified. */
export async function readMarks(
  folder: string,
  now: number,
): Promise<{ readonly marks: CoreMarks; readonly trustedRoot: Uint8Array }> {
  const trustedRoot = await readOwn(path.join(folder, 'root.json'))
  const root = parseRoot(trustedRoot).signed
  const [timestamp, snapshot, targets] = await Promise.all(
    ['timestamp', 'snapshot', 'targets'].map((role) => readSigned(path.join(folder, `${role}.json`))),
  )
  const { [signedAtField]: signedAt } = timestamp!
  const marks: CoreMarks = {
    ...rootMarks(root),
    timestampVersion: timestamp!.version,
    snapshotVersion: snapshot!.version,
    targetsVersion: targets!.version,
    snapshotSha256: snapshot!.sha256,
    validUntil: earliest([timestamp!.expires, snapshot!.expires, targets!.expires]),
    ...(v.is(Moment, signedAt) ? { signedAt } : {}),
    seenAt: new Date(now).toISOString(),
  }
  return { marks, trustedRoot }
}

/**
 * What TUF leaves to the client: nothing may go back even when the cache was deleted, and a clock that was set
 * back does not make expired metadata valid again.
 */
export function checkMarks(
  { repository, marks: before, time }: { repository: string; marks: CoreMarks | null; time: KnownTime },
  after: CoreMarks,
): void {
  const refuse = (file: string, reason: 'rollback', detail: string) =>
    new EngineError('trust/metadata', { repository, file, reason, detail })
  if (before !== null) {
    const rows = [
      ['metadata/root.json', before.rootVersion, after.rootVersion],
      ['metadata/timestamp.json', before.timestampVersion, after.timestampVersion],
      ['metadata/snapshot.json', before.snapshotVersion, after.snapshotVersion],
      ['metadata/targets.json', before.targetsVersion, after.targetsVersion],
    ] as const
    for (const [file, seen, offered] of rows) {
      if (offered < seen) throw refuse(file, 'rollback', `version ${offered}, after version ${seen} was seen`)
    }
  }
  const known = afterSigning(time, after.signedAt)
  const ends = [
    ['metadata/root.json', after.rootExpires],
    ['metadata/timestamp.json', after.validUntil],
  ] as const
  for (const [file, end] of ends) checkEnd(known, { repository, file, end })
}

/** By time, not by text: one moment can be written in many ways. */
export function earliest(times: readonly string[]): string {
  return times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]!
}

interface SignedPart {
  readonly version: number
  readonly expires: string
  /** Whatever its signer wrote there. */
  readonly [signedAtField]?: unknown
}

async function readSigned(file: string): Promise<SignedPart & { readonly sha256: string }> {
  const bytes = await readOwn(file)
  const { signed } = JSON.parse(bytes.toString('utf8')) as { signed: SignedPart }
  return { ...signed, sha256: createHash('sha256').update(bytes).digest('hex') }
}

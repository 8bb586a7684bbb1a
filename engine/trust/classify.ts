import { EngineError, type MetadataRefusal } from '../model/failure.ts'
import { JsonRefused } from '../base/json.ts'

/** tuf-js tells by sentences only; these are the ones of 6.0.2. */
const patterns: readonly (readonly [RegExp, MetadataRefusal])[] = [
  [/^length:|Max length/, 'length'],
  [/^key:/, 'key'],
  [/expired/i, 'expired'],
  [/signed by|signature|verify/i, 'signature'],
  [/less than|Missing file/i, 'rollback'],
  [/version/i, 'version'],
  [/hash|length/i, 'hash'],
  [/missing|Missing|404|403/, 'missing'],
]

/** What a fetcher knows of what went wrong behind it. */
export interface Told {
  /** The last address asked for. */
  readonly url: string
  /** What went wrong with it, if anything. */
  readonly failure: unknown
  /** Until when a file of this name says that it is good, where it was read. */
  readonly endOf: (file: string) => string | null
}

/** What went wrong in a refresh, as a failure that names the file. */
export function asTrustFailure(error: unknown, repository: string, last: Told): unknown {
  // tuf-js turns what the fetcher threw into text; the fetcher kept the thing itself.
  const cause = last.failure instanceof Error ? last.failure : error
  if (cause instanceof EngineError || !(cause instanceof Error)) return cause
  const file = `metadata/${last.url.split('/').at(-1) ?? ''}`
  const { cause: deeper } = cause
  if (deeper instanceof EngineError && deeper.code === 'network/status') {
    const { status } = (deeper as EngineError<'network/status'>).facts
    if (status !== 404 && status !== 403) return deeper
    const facts = { repository, file, reason: 'missing', detail: '' } as const
    return new EngineError('trust/metadata', facts, { cause: error })
  }
  const facts = { repository, ...refusalOf(cause, file, last) }
  return new EngineError('trust/metadata', facts, { cause: error })
}

interface Refusal {
  readonly file: string
  readonly reason: MetadataRefusal
  readonly detail: string
}

/** Where a role has ended, tuf-js has often asked for the next file by then, and says in a sentence which it was. */
function refusalOf(cause: Error, file: string, { endOf }: Told): Refusal {
  const ended = /(\S+\.json) is expired/.exec(cause.message)?.[1]
  if (ended !== undefined) return { file: `metadata/${ended}`, reason: 'expired', detail: endOf(ended) ?? '' }
  if (cause instanceof TypeError && unnamed.test(cause.message))
    return {
      file: 'metadata/snapshot.json',
      reason: 'format',
      detail: 'a role that another delegates to is not in it',
    }
  return { file, reason: reasonOf(cause), detail: cause.message }
}

/** tuf-js 6.0.2 takes it for granted that a snapshot names each delegated role. */
const unnamed = /of undefined \(reading '(?:length|version)'\)$/

function reasonOf(error: Error): MetadataRefusal {
  if (error instanceof SyntaxError || error instanceof JsonRefused) return 'format'
  return patterns.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'format'
}

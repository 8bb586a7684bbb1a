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

/** What went wrong in a refresh, as a failure that names the file. */
export function asTrustFailure(
  error: unknown,
  repository: string,
  last: { readonly url: string; readonly failure: unknown },
): unknown {
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
  const facts = { repository, file, reason: reasonOf(cause), detail: cause.message }
  return new EngineError('trust/metadata', facts, { cause: error })
}

function reasonOf(error: Error): MetadataRefusal {
  if (error instanceof SyntaxError || error instanceof JsonRefused) return 'format'
  return patterns.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'format'
}

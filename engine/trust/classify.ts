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
  if (cause instanceof EngineError) return cause
  const http = cause instanceof Error && cause.cause instanceof EngineError ? cause.cause : null
  const file = `metadata/${last.url.split('/').at(-1) ?? ''}`
  if (http !== null && http.code === 'network/status') {
    const { status } = (http as EngineError<'network/status'>).facts
    if (status !== 404 && status !== 403) return http
    return new EngineError(
      'trust/metadata',
      { repository, file, reason: 'missing', detail: '' },
      { cause: error },
    )
  }
  if (!(cause instanceof Error)) return error
  const detail = cause.message
  const reason = isFormat(cause)
    ? 'format'
    : (patterns.find(([pattern]) => pattern.test(detail))?.[1] ?? 'format')
  return new EngineError('trust/metadata', { repository, file, reason, detail }, { cause: error })
}

function isFormat(error: Error): boolean {
  return error instanceof SyntaxError || error instanceof JsonRefused
}

import { readBytes, TooLong } from '../download/read-bytes.ts'
import type { Transport } from '../download/transport.ts'
import { openPgpLimits, OpenPgpRefused } from '../keys/openpgp.ts'
import { EngineError } from '../model/failure.ts'
import { indexTarget } from '../model/repository-index.ts'

export const openPgpSignatureFile = `${indexTarget}.asc`

/** Throws `repository/not-a-repository` where an address has no index that somebody signed with OpenPGP. */
export async function checkSignsWithOpenPgp(
  transport: Transport,
  base: string,
  signal: AbortSignal,
): Promise<void> {
  const about = { url: base, file: openPgpSignatureFile }
  const refuse = (reason: 'missing' | 'web-page' | 'garbage', cause?: unknown) =>
    new EngineError('repository/not-a-repository', { ...about, reason }, { cause })
  const url = new URL(openPgpSignatureFile, base).href
  const bytes = await readBytes(transport, url, openPgpLimits.signature, signal).catch((error: unknown) => {
    if (error instanceof TooLong) throw refuse('garbage', error)
    if (isMissing(error)) throw refuse('missing', error)
    throw error
  })
  const text = Buffer.from(bytes).toString('latin1').trimStart()
  if (text.startsWith('<')) throw refuse('web-page')
  if (!text.startsWith('-----BEGIN PGP SIGNATURE-----')) throw refuse('garbage')
}

/** The text of a key that lies at an address. */
export async function fetchKeyText(transport: Transport, url: string, signal: AbortSignal): Promise<string> {
  const bytes = await readBytes(transport, url, openPgpLimits.key, signal).catch((error: unknown) => {
    if (error instanceof TooLong) throw invalidKey(error.message)
    throw error
  })
  return Buffer.from(bytes).toString('latin1')
}

/** `work`, with what it says of a key as the mistake of whoever gave that key. */
export async function givenKey<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof OpenPgpRefused)) throw error
    const problem = error.problem === 'expired' ? `it ended on ${error.message.slice(0, 10)}` : error.message
    throw invalidKey(problem, error)
  })
}

function invalidKey(problem: string, cause?: unknown): EngineError {
  return new EngineError('request/invalid', { what: 'openpgp-key', value: '', problem }, { cause })
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof EngineError &&
    error.code === 'network/status' &&
    [403, 404, 410].includes((error as EngineError<'network/status'>).facts.status)
  )
}

import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { releasing } from '../base/releasing.ts'
import { EngineError } from '../model/failure.ts'
import { readPieces } from '../read-pieces.ts'
import { askHttp, type Connections, connectionsWith, Idle, piecesOf } from './ask-http.ts'
import { redirectTarget } from './redirect.ts'
import { guardedLookup } from './reserved.ts'

/** Bytes on their way. `offset` is where they start: 0 where the server did not honour a wish to resume. */
export interface Incoming {
  /** Each holds only until the next is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** Bytes of the whole file, null where the server did not say. */
  readonly total: number | null
  readonly offset: number
}

/** Bytes a second below which a server only pretends to answer, as seen over the idle time. */
const slowest = 64

/** Seconds. A file may pause for minutes; a server that says nothing at all is down, and people wait for it. */
const usualAnswerTimeout = 30

/** How the engine reaches the outside. Tests give one that is slow, cut off, or lies. */
export interface Transport {
  /** Rejects with `network/*`; a missing file is `network/status` 404, for file: addresses too. */
  readonly open: (url: string, offset: number, signal: AbortSignal) => Promise<Incoming>
}

export interface TransportOptions {
  /** Seconds with hardly a byte after which a transfer fails. Idle, never total: a big file may take its time. */
  readonly idleTimeout: number
  /** Seconds until the head of an answer has to be there; half a minute, or the idle time where that is shorter. */
  readonly answerTimeout?: number
  /** Times that an answer may send elsewhere; never, unless said: what is signed lies where its repository is. */
  readonly redirects?: number
  /** How names are looked up; the system's way where nothing is said. */
  readonly lookup?: Parameters<typeof guardedLookup>[0]
}

export function systemTransport({
  idleTimeout,
  lookup,
  redirects = 0,
  answerTimeout = Math.min(idleTimeout, usualAnswerTimeout),
}: TransportOptions): Transport {
  const connections = connectionsWith(guardedLookup(lookup))
  return {
    open: async (url, offset, signal) =>
      url.startsWith('file:')
        ? openFile(url, offset)
        : openHttp(url, { offset, idleTimeout, answerTimeout, redirects, connections }, signal),
  }
}

async function openFile(url: string, offset: number): Promise<Incoming> {
  const path = fileURLToPath(url)
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      throw new EngineError('network/status', { url, status: 404 }, { cause: error })
    }
    throw new EngineError(
      'network/unreachable',
      { url, reason: error.code ?? error.message },
      { cause: error },
    )
  })
  if (!status.isFile()) throw new EngineError('network/status', { url, status: 404 })
  const start = offset <= status.size ? offset : 0
  return { chunks: readPieces(path, start), total: status.size, offset: start }
}

interface Asking extends Required<Pick<TransportOptions, 'idleTimeout' | 'answerTimeout' | 'redirects'>> {
  readonly offset: number
  readonly connections: Connections
}

async function openHttp(url: string, asking: Asking, signal: AbortSignal): Promise<Incoming> {
  const { offset, idleTimeout, answerTimeout } = asking
  const late = new AbortController()
  // For all of the head: endless ones and early hints would keep any shorter watch from running out.
  const timer = setTimeout(() => late.abort(new Error('late')), answerTimeout * 1_000)
  try {
    const question = { ...asking, headers: headersFrom(offset) }
    const answer = await askHttp(url, question, AbortSignal.any([signal, late.signal]))
    const { statusCode = 0, headers } = answer
    if (statusCode !== 200 && statusCode !== 206) {
      // Ended by us; its own word about that is no news.
      answer.on('error', () => undefined).destroy()
      const next = nextOf(url, { statusCode, headers }, asking)
      if (next === null) throw new EngineError('network/status', { url, status: statusCode })
      return await openHttp(next.url, next.asking, signal)
    }
    const start = statusCode === 206 ? offset : 0
    const length = Number(headers['content-length'])
    return {
      chunks: releasing(named(piecesOf(answer, asking), { url, idleTimeout }, signal)),
      total: Number.isSafeInteger(length) ? start + length : null,
      offset: start,
    }
  } catch (error) {
    const isLate = late.signal.aborted && !signal.aborted
    throw isLate
      ? timedOut(error, { url, idleTimeout: answerTimeout })
      : asNetworkFailure(error, { url, idleTimeout: answerTimeout }, signal)
  } finally {
    clearTimeout(timer)
  }
}

interface Next {
  readonly url: string
  readonly asking: Asking
}

/** What to ask instead; null where the answer is one. */
function nextOf(
  url: string,
  {
    statusCode,
    headers,
  }: { readonly statusCode: number; readonly headers: Readonly<Record<string, unknown>> },
  asking: Asking,
): Next | null {
  // The file there is shorter than what came of it before: from the start, then.
  if (statusCode === 416 && asking.offset > 0) return { url, asking: { ...asking, offset: 0 } }
  const target = asking.redirects > 0 ? redirectTarget(url, statusCode, headers['location']) : null
  return target === null ? null : { url: target, asking: { ...asking, redirects: asking.redirects - 1 } }
}

function headersFrom(offset: number): Record<string, string> {
  return {
    'user-agent': 'multios-software-center',
    // What is hashed must be what was published, byte for byte.
    'accept-encoding': 'identity',
    ...(offset > 0 ? { range: `bytes=${offset}-` } : {}),
  }
}

async function* named(
  body: AsyncIterable<Uint8Array>,
  about: { url: string; idleTimeout: number },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const check = paceCheck(about)
  try {
    for await (const chunk of body) {
      check(chunk.length)
      yield chunk
    }
  } catch (error) {
    throw asNetworkFailure(error, about, signal)
  }
}

/** Throws where a server sends a byte now and then: that would hold the writer lock for ever. */
function paceCheck(about: { url: string; idleTimeout: number }): (bytes: number) => void {
  let since = performance.now()
  let received = 0
  return (bytes) => {
    received += bytes
    const seconds = (performance.now() - since) / 1_000
    if (seconds < about.idleTimeout) return
    if (received < seconds * slowest) throw timedOut(null, about)
    since = performance.now()
    received = 0
  }
}

function asNetworkFailure(
  error: unknown,
  { url, idleTimeout }: { url: string; idleTimeout: number },
  signal: AbortSignal,
): unknown {
  if (signal.aborted) return signal.reason
  if (error instanceof EngineError || !(error instanceof Error)) return error
  if (error instanceof Idle) return timedOut(error, { url, idleTimeout })
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return new EngineError('network/unreachable', { url, reason: code || error.message }, { cause: error })
}

function timedOut(cause: unknown, { url, idleTimeout }: { url: string; idleTimeout: number }): EngineError {
  return new EngineError('network/timeout', { url, seconds: idleTimeout }, { cause })
}

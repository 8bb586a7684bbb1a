import { createRequire } from 'node:module'
import type { Fetcher } from 'tuf-js'
import { parseJsonStrict } from '../base/json.ts'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import type { Transport } from '../download/transport.ts'
import { EngineError } from '../model/failure.ts'
import { checkDelegations } from './delegations.ts'
import { limits } from './limits.ts'
import { parseRoot } from './root.ts'

// tuf-js learns "this file does not exist" only through this class, which it does not export at its door.
const { DownloadHTTPError } = createRequire(import.meta.url)('tuf-js/dist/error') as {
  readonly DownloadHTTPError: new (message: string, status: number) => Error
}

const rootFile = /\/\d+\.root\.json$/

/** A fetcher for tuf-js over our transport, which remembers what it was about when something went wrong. */
export interface WatchedFetcher extends Fetcher {
  /** The last address asked for, and what went wrong with it, if anything. */
  readonly last: () => { readonly url: string; readonly failure: unknown }
  /** Until when a role's file says that it is good, by its name without version; null where it was not fetched. */
  readonly endOf: (file: string) => string | null
}

export function watchedFetcher(transport: Transport, signal: AbortSignal): WatchedFetcher {
  let url = ''
  let failure: unknown = null
  const ends = new Map<string, string>()

  async function downloadBytes(address: string, limit: number): Promise<Buffer> {
    url = address
    failure = null
    try {
      // A limit that metadata itself gives is as good as the key that signed it.
      const most = Math.min(limit, limits.targets)
      const bytes = Buffer.from(await readBytes(transport, address, most, signal))
      const json = parseJsonStrict(bytes.toString('utf8'))
      checkDelegations(json)
      ends.set(roleFile(address), expiryIn(json))
      // Each root of the chain, not only the last: a weak key in one of them could sign the next.
      if (rootFile.test(address)) parseRoot(bytes)
      return bytes
    } catch (error) {
      throw (failure = translate(error))
    }
  }

  return {
    downloadBytes,
    // Metadata only: targets are fetched by us, where length and hash are checked while reading.
    downloadFile: () => Promise.reject(new Error('targets are not fetched through tuf-js')),
    last: () => ({ url, failure }),
    endOf: (file) => ends.get(file) ?? null,
  }
}

/** `https://…/metadata/3.root.json` → `root.json`. */
function roleFile(address: string): string {
  return decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? '').replace(/^\d+\./, '')
}

/** Whatever stands there: it counts once its signature was verified. */
function expiryIn(json: unknown): string {
  const { signed } = Object(json) as { readonly signed?: unknown }
  return String((Object(signed) as { readonly expires?: unknown }).expires)
}

function translate(error: unknown): unknown {
  if (error instanceof TooLong) return new Error('length: longer than allowed', { cause: error })
  if (error instanceof EngineError && error.code === 'network/status') {
    const { status } = (error as EngineError<'network/status'>).facts
    return Object.assign(new DownloadHTTPError('missing', status), { cause: error })
  }
  return error
}

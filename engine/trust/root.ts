import { createHash } from 'node:crypto'
import { Metadata, MetadataKind, type Root } from '@tufjs/models'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import type { Transport } from '../download/transport.ts'
import { EngineError } from '../model/failure.ts'
import { parseJsonStrict } from '../base/json.ts'
import { mendModels } from '../keys/linear-models.ts'
import { checkKeys } from './key-policy.ts'
import { limits } from './limits.ts'

export interface RootOfferFacts {
  readonly bytes: Uint8Array
  /** SHA-256 of the bytes of the first root file: what a person compares. */
  readonly fingerprint: string
  readonly version: number
  readonly keys: number
  readonly threshold: number
  readonly expires: string
}

/** TUF has four, and one for mirrors. */
const mostRoles = 64

export const firstRootFile = 'metadata/1.root.json'

/**
 * The root that an address offers. It proves nothing yet: whoever controls the address could offer any root.
 * Only a person who compares the fingerprint, or a known fingerprint, makes it trusted.
 */
export async function fetchFirstRoot(
  transport: Transport,
  base: string,
  signal: AbortSignal,
): Promise<RootOfferFacts> {
  const url = new URL(firstRootFile, base).href
  const bytes = await readBytes(transport, url, limits.root, signal).catch((error: unknown) => {
    if (error instanceof TooLong) throw notARepository(base, 'garbage', error)
    if (isMissing(error)) throw notARepository(base, 'missing', error)
    throw error
  })
  return readOffer(bytes, base)
}

/** Whether there is another root behind the first one, which alone does not say then who speaks for a repository today. */
export async function hasNewerRoot(
  transport: Transport,
  base: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await readBytes(transport, new URL('metadata/2.root.json', base).href, limits.root, signal)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    // Whatever it is, the refresh that follows says it.
    if (error instanceof TooLong) return true
    throw error
  }
}

function readOffer(bytes: Uint8Array, base: string): RootOfferFacts {
  const text = Buffer.from(bytes).toString('utf8')
  if (text.trim() === '') throw notARepository(base, 'empty')
  if (text.trimStart().startsWith('<')) throw notARepository(base, 'web-page')
  let root: Metadata<Root>
  try {
    root = parseRoot(bytes)
  } catch (error) {
    throw notARepository(base, 'garbage', error)
  }
  const role = root.signed.roles['root']
  return {
    bytes,
    fingerprint: createHash('sha256').update(bytes).digest('hex'),
    version: root.signed.version,
    keys: role?.keyIDs.length ?? 0,
    threshold: role?.threshold ?? 0,
    expires: root.signed.expires,
  }
}

/** A root that its own keys sign (TUF 5.3.4); throws a plain error otherwise. */
export function parseRoot(bytes: Uint8Array): Metadata<Root> {
  mendModels()
  // A strict read first: what two parsers could understand differently is no root.
  checkRoles(parseJsonStrict(Buffer.from(bytes).toString('utf8')))
  const root = Metadata.fromJSON(MetadataKind.Root, JSON.parse(Buffer.from(bytes).toString('utf8')) as never)
  root.verifyDelegate(MetadataKind.Root, root)
  checkKeys(root.signed)
  return root
}

/** Those of a root take the library a time with the square of their number, before anybody's signature was checked. */
function checkRoles(json: unknown): void {
  const { signed } = Object(json) as { readonly signed?: unknown }
  const { roles } = Object(signed) as { readonly roles?: unknown }
  if (Object.keys(Object(roles) as object).length > mostRoles) throw new Error(`more than ${mostRoles} roles`)
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof EngineError &&
    error.code === 'network/status' &&
    [403, 404, 410].includes((error as EngineError<'network/status'>).facts.status)
  )
}

function notARepository(
  url: string,
  reason: 'missing' | 'web-page' | 'empty' | 'garbage',
  cause?: unknown,
): EngineError {
  return new EngineError('repository/not-a-repository', { url, reason, file: firstRootFile }, { cause })
}

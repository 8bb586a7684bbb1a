import { createHash } from 'node:crypto'
import path from 'node:path'
import { resolveInside } from '../download/address.ts'
import { fromAnyAddress } from '../download/any-address.ts'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import { EngineError } from '../model/failure.ts'
import type { MediaFile } from '../model/repository-index.ts'
import { findRepository } from '../state/repositories.ts'
import { writeDurably } from '../store/durable.ts'
import { limits } from '../trust/limits.ts'
import { fileAddresses } from './addresses.ts'
import type { Media } from './previewed-pictures.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'
import { readOwn } from '../plain-file.ts'

/** A picture of an index or of a preview, by `<sha256>.<extension>`; null for anything else. Only right bytes come out. */
export async function readMedia(toolbox: Toolbox, file: string, signal: AbortSignal): Promise<Media | null> {
  const found = openedCatalog(toolbox).findMedia(file)
  if (found === null) return toolbox.previewed.find(file)
  const { repository, entry } = found
  const cached = path.join(toolbox.layout.media, file)
  const kept = await readOwn(cached).catch(() => null)
  if (kept !== null && isRight(kept, entry)) return { type: entry.type, bytes: kept }
  const offering = findRepository(toolbox.state, repository)
  if (offering === null) return null
  const bytes = await fromAnyAddress(
    fileAddresses(toolbox, offering),
    async (base) => fetchMedia(toolbox, base, entry, signal),
    signal,
  )
  // Local pictures need no second copy.
  if (!offering.url.startsWith('file:')) await writeDurably(cached, bytes)
  return { type: entry.type, bytes }
}

async function fetchMedia(
  toolbox: Toolbox,
  base: string,
  entry: MediaFile,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const limit = Math.min(entry.size, limits.media)
  const refuse = (reason: 'length' | 'hash' | 'content', cause?: unknown) =>
    new EngineError('trust/artifact', { file: entry.path, reason, detail: entry.sha256 }, { cause })
  const bytes = await readBytes(toolbox.transport, resolveInside(base, entry.path), limit, signal).catch(
    (error: unknown) => {
      throw error instanceof TooLong ? refuse('length', error) : error
    },
  )
  if (!isRight(bytes, entry)) throw refuse('hash')
  // A small file can be a picture that fills the memory of whoever opens it. What reads XML is loaded by who shows pictures.
  const { swells } = await import('../pictures/swelling.ts')
  if (swells(bytes, entry.type)) throw refuse('content')
  return bytes
}

function isRight(bytes: Uint8Array, entry: MediaFile): boolean {
  return bytes.length === entry.size && createHash('sha256').update(bytes).digest('hex') === entry.sha256
}

import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { Offer } from '../catalog/catalog.ts'
import { resolveInside } from '../download/address.ts'
import { fromAnyAddress } from '../download/any-address.ts'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import { EngineError } from '../model/failure.ts'
import { Manifest } from '../model/manifest.ts'
import { getRepository } from '../state/repositories.ts'
import { writeDurably } from '../store/durable.ts'
import { limits } from '../trust/limits.ts'
import { fileAddresses } from './addresses.ts'
import type { Toolbox } from './toolbox.ts'
import { readOwn } from '../plain-file.ts'

/** The manifest of a release that is not installed: published beside its artifact, checked against the index. */
export async function fetchManifest(
  toolbox: Toolbox,
  { repository, record }: Offer,
  signal: AbortSignal,
): Promise<Manifest> {
  const cached = path.join(toolbox.layout.manifests, `${record.manifest_sha256}.json`)
  const kept = await readOwn(cached).catch(() => null)
  if (kept !== null && digestOf(kept) === record.manifest_sha256) return parse(kept, record.path)
  const file = `${record.path}.manifest.json`
  const bytes = await fromAnyAddress(
    fileAddresses(toolbox, getRepository(toolbox.state, repository)),
    async (base) => fetchFrom(base, { toolbox, file, expected: record.manifest_sha256 }, signal),
    signal,
  )
  await mkdir(toolbox.layout.manifests, { recursive: true })
  await writeDurably(cached, bytes)
  return parse(bytes, file)
}

async function fetchFrom(
  base: string,
  { toolbox, file, expected }: { toolbox: Toolbox; file: string; expected: string },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const refuse = (reason: 'length' | 'manifest', detail: string, cause?: unknown) =>
    new EngineError('trust/artifact', { file, reason, detail }, { cause })
  const url = resolveInside(base, file)
  const bytes = await readBytes(toolbox.transport, url, limits.manifest, signal).catch((error: unknown) => {
    throw error instanceof TooLong ? refuse('length', error.message, error) : error
  })
  const actual = digestOf(bytes)
  if (actual !== expected) throw refuse('manifest', `expected ${expected}, got ${actual}`)
  return bytes
}

function parse(bytes: Uint8Array, file: string): Manifest {
  const parsed = v.safeParse(Manifest, JSON.parse(Buffer.from(bytes).toString('utf8')))
  if (parsed.success) return parsed.output
  throw new EngineError('trust/artifact', { file, reason: 'manifest', detail: parsed.issues[0].message })
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { Offer } from '../catalog/catalog.ts'
import { resolveInside } from '../download/address.ts'
import { readBytes, TooLong } from '../download/read-bytes.ts'
import { EngineError } from '../model/failure.ts'
import { Manifest } from '../model/manifest.ts'
import { getRepository } from '../state/repositories.ts'
import { writeDurably } from '../store/durable.ts'
import { limits } from '../trust/limits.ts'
import type { Toolbox } from './toolbox.ts'

/** The manifest of a release that is not installed: published beside its artifact, checked against the index. */
export async function fetchManifest(
  toolbox: Toolbox,
  { repository, record }: Offer,
  signal: AbortSignal,
): Promise<Manifest> {
  const cached = path.join(toolbox.layout.manifests, `${record.manifest_sha256}.json`)
  const kept = await readFile(cached).catch(() => null)
  if (kept !== null && digestOf(kept) === record.manifest_sha256) return parse(kept, record.path)
  const file = `${record.path}.manifest.json`
  const url = resolveInside(getRepository(toolbox.state, repository).url, file)
  const bytes = await readBytes(toolbox.transport, url, limits.manifest, signal).catch((error: unknown) => {
    if (!(error instanceof TooLong)) throw error
    throw new EngineError(
      'trust/artifact',
      { file, reason: 'length', detail: error.message },
      { cause: error },
    )
  })
  if (digestOf(bytes) !== record.manifest_sha256) {
    throw new EngineError('trust/artifact', {
      file,
      reason: 'manifest',
      detail: `expected ${record.manifest_sha256}, got ${digestOf(bytes)}`,
    })
  }
  await mkdir(toolbox.layout.manifests, { recursive: true })
  await writeDurably(cached, bytes)
  return parse(bytes, file)
}

function parse(bytes: Uint8Array, file: string): Manifest {
  const parsed = v.safeParse(Manifest, JSON.parse(Buffer.from(bytes).toString('utf8')))
  if (parsed.success) return parsed.output
  throw new EngineError('trust/artifact', { file, reason: 'manifest', detail: parsed.issues[0].message })
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

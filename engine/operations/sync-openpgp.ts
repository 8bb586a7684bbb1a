import type { DigestedFile } from '../catalog/jobs.ts'
import { bringSource } from '../catalog/load-source.ts'
import { EngineError } from '../model/failure.ts'
import { type OpenPgpTrust, recordOpenPgp } from '../state/repositories.ts'
import { limits } from '../trust/limits.ts'
import { refreshOpenPgp, type SignedFile } from '../trust/refresh-openpgp.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

interface Sync {
  readonly name: string
  readonly trust: OpenPgpTrust
  readonly cache: string
  readonly force: boolean
}

/** As for a repository with a root: verified files, then the catalog, then the marks. */
export async function syncByOpenPgp(
  toolbox: Toolbox,
  base: string,
  { name, trust, cache, force }: Sync,
  signal: AbortSignal,
): Promise<'updated' | 'unchanged'> {
  const { listTransport: transport, state, clock } = toolbox
  const { index, advisories, marks } = await refreshOpenPgp(
    transport,
    { repository: name, base, key: trust.key, marks: trust.marks, cache, now: clock.now() },
    signal,
  )
  const here = force ? null : openedCatalog(toolbox).digestsOf(name)
  const isSame = here?.index === index.digest && here.advisories === (advisories?.digest ?? '')
  if (!isSame) await bring(toolbox, { name, index, advisories }, signal)
  recordOpenPgp(state, name, { trust: { ...trust, marks }, at: new Date(clock.now()).toISOString() })
  return isSame ? 'unchanged' : 'updated'
}

async function bring(
  toolbox: Toolbox,
  { name, index, advisories }: { name: string; index: SignedFile; advisories: SignedFile | null },
  signal: AbortSignal,
): Promise<void> {
  const source = {
    repository: name,
    architecture: toolbox.architecture,
    index: packed(index),
    delegations: null,
    advisories: advisories === null ? null : packed(advisories),
  }
  const brought = await bringSource(toolbox.catalog, source, signal, toolbox.askCatalog)
  const problem = brought.kind === 'brought' ? brought.advisories : brought.index
  if (problem === null) return
  throw new EngineError('trust/metadata', { repository: name, reason: 'format', ...problem })
}

function packed(file: SignedFile): DigestedFile {
  const most = Math.max(limits.indexSmall, file.bytes.length * limits.indexExpansion)
  return { ...file, most: Math.min(limits.indexUnpacked, most) }
}

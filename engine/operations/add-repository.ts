import type { ParsedInput } from '../api/operations.ts'
import type { RepositoryView, RootOffer } from '../api/repository-operations.ts'
import { parseRepositoryUrl } from '../download/address.ts'
import { EngineError } from '../model/failure.ts'
import { findRepository, getRepository, insertRepository } from '../state/repositories.ts'
import { fetchFirstRoot } from '../trust/root.ts'
import { mirrorsOf } from './addresses.ts'
import { forget, viewOf } from './manage-repositories.ts'
import { syncRepository } from './sync-repositories.ts'
import type { Toolbox } from './toolbox.ts'

/** Fetches the root that an address offers; nothing is trusted or kept. */
export async function inspectRepository(
  toolbox: Toolbox,
  { url, name }: ParsedInput<'repository.inspect'>,
  signal: AbortSignal,
): Promise<RootOffer> {
  if (name !== undefined) checkFree(toolbox, name)
  const base = parseRepositoryUrl(url).href
  const { fingerprint, version, keys, threshold, expires } = await fetchFirstRoot(
    toolbox.transport,
    base,
    signal,
  )
  return { url: base, fingerprint, rootVersion: version, keys, threshold, expires }
}

/**
 * Pins the root whose fingerprint the person confirmed, and synchronizes. Everything is fetched and verified
 * before the repository is listed: one that cannot be used is not added.
 */
export async function addRepository(
  toolbox: Toolbox,
  input: ParsedInput<'repository.add'>,
  signal: AbortSignal,
): Promise<RepositoryView> {
  const base = parseRepositoryUrl(input.url).href
  checkFree(toolbox, input.name)
  const offer = await fetchFirstRoot(toolbox.transport, base, signal)
  if (offer.fingerprint !== input.fingerprint) {
    throw new EngineError('trust/fingerprint-mismatch', {
      url: base,
      expected: input.fingerprint,
      actual: offer.fingerprint,
    })
  }
  const { name, description, priority, fingerprint } = input
  insertRepository(toolbox.state, {
    name,
    url: base,
    description,
    priority,
    fingerprint,
    trustedRoot: offer.bytes,
    marks: null,
    mirrors: mirrorsOf(base, input.mirrors),
  })
  try {
    await syncRepository(toolbox, getRepository(toolbox.state, name), true, signal)
  } catch (error) {
    // Killed before this line: a repository that never synchronized stays listed, and says so.
    await forget(toolbox, name)
    throw error
  }
  // It is added: stopping now could only make that a lie.
  await toolbox.pool.refresh(new AbortController().signal)
  toolbox.announce({ kind: 'catalog-changed' })
  return viewOf(toolbox, getRepository(toolbox.state, name))
}

function checkFree(toolbox: Toolbox, name: string): void {
  const before = findRepository(toolbox.state, name)
  if (before !== null) throw new EngineError('repository/exists', { name, url: before.url })
}

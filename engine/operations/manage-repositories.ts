import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ParsedInput } from '../api/operations.ts'
import type { RepositoryView, RootOffer } from '../api/repository-operations.ts'
import { removeSource } from '../catalog/build-catalog.ts'
import { parseRepositoryUrl } from '../download/address.ts'
import { EngineError } from '../model/failure.ts'
import {
  deleteRepository,
  findRepository,
  getRepository,
  insertRepository,
  listRepositories,
  type StoredRepository,
  updateRepository,
} from '../state/repositories.ts'
import { fetchFirstRoot } from '../trust/root.ts'
import { readCatalog } from '../catalog/catalog.ts'
import { syncRepository } from './sync-repositories.ts'
import type { Toolbox } from './toolbox.ts'

export function listRepositoryViews(toolbox: Toolbox): RepositoryView[] {
  return listRepositories(toolbox.state).map((repository) => viewOf(toolbox, repository))
}

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
  })
  try {
    await syncRepository(toolbox, getRepository(toolbox.state, name), true, signal)
  } catch (error) {
    // Killed before this line: a repository that never synchronized stays listed, and says so.
    await forget(toolbox, name)
    throw error
  }
  toolbox.announce({ kind: 'catalog-changed' })
  return viewOf(toolbox, getRepository(toolbox.state, name))
}

function checkFree(toolbox: Toolbox, name: string): void {
  const before = findRepository(toolbox.state, name)
  if (before !== null) throw new EngineError('repository/exists', { name, url: before.url })
}

export async function removeRepository(toolbox: Toolbox, name: string): Promise<null> {
  getRepository(toolbox.state, name)
  await forget(toolbox, name)
  toolbox.announce({ kind: 'catalog-changed' })
  return null
}

export function configureRepository(
  toolbox: Toolbox,
  { name, enabled, priority, description }: ParsedInput<'repository.configure'>,
): RepositoryView {
  updateRepository(toolbox.state, name, {
    ...(enabled === undefined ? {} : { enabled }),
    ...(priority === undefined ? {} : { priority }),
    ...(description === undefined ? {} : { description }),
  })
  toolbox.announce({ kind: 'catalog-changed' })
  return viewOf(toolbox, getRepository(toolbox.state, name))
}

async function forget(toolbox: Toolbox, name: string): Promise<void> {
  deleteRepository(toolbox.state, name)
  removeSource(toolbox.catalog, name)
  await rm(path.join(toolbox.layout.metadata, name), { recursive: true, force: true })
}

function viewOf(toolbox: Toolbox, repository: StoredRepository): RepositoryView {
  // A disabled repository is still described, so the catalog is read without asking what is enabled.
  const catalog = readCatalog(toolbox.catalog, [repository], toolbox.architecture)
  const { marks } = repository
  return {
    name: repository.name,
    url: repository.url,
    description: repository.description,
    enabled: repository.enabled,
    priority: repository.priority,
    lastSync: repository.lastSync,
    fingerprint: repository.fingerprint,
    packages: catalog.countOf(repository.name),
    trust:
      marks === null
        ? null
        : {
            rootVersion: marks.rootVersion,
            rootExpires: marks.rootExpires,
            rootKeys: marks.rootKeys,
            rootThreshold: marks.rootThreshold,
            indexVersion: marks.targetsVersion,
            validUntil: marks.validUntil,
            state: Date.parse(marks.validUntil) > toolbox.clock.now() ? 'valid' : 'expired',
          },
    publishers: (catalog.about(repository.name)?.publishers ?? []).flatMap(({ name, keys }) =>
      keys.map(({ keyId }) => ({ name, keyId })),
    ),
    problem: repository.problem,
  }
}

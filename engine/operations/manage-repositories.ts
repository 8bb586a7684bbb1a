import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ParsedInput } from '../api/operations.ts'
import type { RemovedRepository, RepositoryView } from '../api/repository-operations.ts'
import { removeSource } from '../catalog/build-catalog.ts'
import { type EngineError, type Failure, failureOf } from '../model/failure.ts'
import { placeOf } from '../policy/order.ts'
import {
  deleteRepository,
  getRepository,
  type StoredRepository,
  updateRepository,
} from '../state/repositories.ts'
import { dropOwnerships, readStoredPolicy } from '../state/policy.ts'
import { readCatalog } from '../catalog/catalog.ts'
import { knownTime } from '../trust/known-time.ts'
import { mirrorsOf } from './addresses.ts'
import { advisoryFreshness } from './advisory-freshness.ts'
import { addressRefusal, checkAddress } from './check-address.ts'
import { lostOffer } from './lost-offers.ts'
import { orderedRepositories } from './ordered-repositories.ts'
import { trustOf, trustRefusal } from './repository-trust.ts'
import { refreshCatalogFiles, type Toolbox } from './toolbox.ts'

export function listRepositoryViews(toolbox: Toolbox): RepositoryView[] {
  return orderedRepositories(toolbox).map(({ name }) => viewOf(toolbox, getRepository(toolbox.state, name)))
}

export async function removeRepository(toolbox: Toolbox, name: string): Promise<RemovedRepository> {
  getRepository(toolbox.state, name)
  const { pins } = readStoredPolicy(toolbox.state)
  const disowned = dropOwnerships(toolbox.state, name)
  await forget(toolbox, name)
  // It is gone: stopping now could only make that a lie.
  await refreshCatalogFiles(toolbox, new AbortController().signal)
  toolbox.announce({ kind: 'catalog-changed' })
  return {
    disowned,
    pinned: pins.filter(({ repository }) => repository === name).map((pin) => pin.name),
  }
}

export function configureRepository(
  toolbox: Toolbox,
  { name, enabled, priority, description, mirrors }: ParsedInput<'repository.configure'>,
): RepositoryView {
  if (enabled === true) checkUse(toolbox, getRepository(toolbox.state, name))
  for (const mirror of mirrors ?? []) checkAddress(toolbox, mirror)
  updateRepository(toolbox.state, name, {
    ...(enabled === undefined ? {} : { enabled }),
    ...(priority === undefined ? {} : { priority }),
    ...(description === undefined ? {} : { description }),
    ...(mirrors === undefined ? {} : { mirrors: mirrorsOf(getRepository(toolbox.state, name).url, mirrors) }),
  })
  toolbox.announce({ kind: 'catalog-changed' })
  return viewOf(toolbox, getRepository(toolbox.state, name))
}

function checkUse(toolbox: Toolbox, repository: StoredRepository): void {
  const refusal = useRefusal(toolbox, repository)
  if (refusal !== null) throw refusal
}

/** The rule that forbids its address, or asks for more signatures than it has; null without one. */
export function useRefusal(toolbox: Toolbox, repository: StoredRepository): EngineError | null {
  const { url } = repository
  return addressRefusal(toolbox, url, 'used') ?? trustRefusal(toolbox, url, () => trustOf(repository))
}

/** As if it had never been added. What was installed from it stays, and so do rules that name it. */
export async function forget(toolbox: Toolbox, name: string): Promise<void> {
  deleteRepository(toolbox.state, name)
  removeSource(toolbox.catalog, name)
  await rm(path.join(toolbox.layout.metadata, name), { recursive: true, force: true })
}

function openPgpView(toolbox: Toolbox, { openPgp }: StoredRepository): RepositoryView['openPgp'] {
  if (openPgp === null) return null
  const { users, algorithm, expires, marks } = openPgp
  return {
    users: [...users],
    algorithm,
    expires,
    signedAt: marks?.signedAt ?? null,
    state: expires === null || Date.parse(expires) > toolbox.clock.now() ? 'valid' : 'expired',
  }
}

/** A repository as lists show it. */
export function viewOf(toolbox: Toolbox, repository: StoredRepository): RepositoryView {
  // A disabled repository is still described, so the catalog is read without asking what is enabled.
  const catalog = readCatalog(toolbox.catalog, [repository], toolbox.architecture)
  const { marks } = repository
  const order = placeOf(toolbox.policyLevels(), repository.url)?.rule
  return {
    name: repository.name,
    url: repository.url,
    description: repository.description,
    enabled: repository.enabled,
    priority: repository.priority,
    ...(order === undefined ? {} : { order }),
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
            indexVersion: marks.releasesVersion ?? marks.targetsVersion,
            snapshotVersion: marks.snapshotVersion,
            snapshotSha256: marks.snapshotSha256 ?? null,
            signedAt: marks.signedAt ?? null,
            validUntil: marks.validUntil,
            state:
              Date.parse(marks.validUntil) > knownTime(toolbox.clock.now(), marks).floor
                ? 'valid'
                : 'expired',
          },
    advisories: advisoryFreshness(marks, toolbox.clock.now()),
    publishers: (catalog.about(repository.name)?.publishers ?? []).flatMap(({ name, keys }) =>
      keys.map(({ keyId }) => ({ name, keyId })),
    ),
    openPgp: openPgpView(toolbox, repository),
    problem: problemOf(toolbox, repository),
    mirrors: [...repository.mirrors],
    troubles: [...repository.troubles],
  }
}

/** A rule that came to forbid it, or what was wrong when it was asked last. */
function problemOf(toolbox: Toolbox, repository: StoredRepository): Failure | null {
  const refusal = repository.enabled ? useRefusal(toolbox, repository) : null
  return refusal === null
    ? (repository.problem ?? failureOf(lostOffer(toolbox, repository)))
    : failureOf(refusal)
}

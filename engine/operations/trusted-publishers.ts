import type { ParsedInput } from '../api/operations.ts'
import type { Distrusted, TrustedPublishers } from '../api/publisher-operations.ts'
import { nearest } from '../base/nearest.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { EngineError } from '../model/failure.ts'
import type { Publisher } from '../model/repository-index.ts'
import { dropTrustedKey, findEvidence, listTrustedKeys, putTrustedKey } from '../state/publishers.ts'
import { getRepository, listRepositories } from '../state/repositories.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

export function trustedPublishers({ state, config }: Toolbox): TrustedPublishers {
  return { keys: listTrustedKeys(state), only: config.security.trusted_publishers_only }
}

/** Throws `publisher/not-found`. */
export function trustPublisher(toolbox: Toolbox, input: ParsedInput<'publisher.trust'>): TrustedPublishers {
  const { state, clock } = toolbox
  const since = new Date(clock.now()).toISOString()
  const keys = keysMeant(toolbox, input)
  state.atomically(() => {
    for (const { keyId, name } of keys) putTrustedKey(state, { keyId, name, since })
  })
  toolbox.announce({ kind: 'catalog-changed' })
  return trustedPublishers(toolbox)
}

/** Throws `publisher/not-found` where none of those keys was trusted. */
export function distrustPublisher(toolbox: Toolbox, input: ParsedInput<'publisher.distrust'>): Distrusted {
  const { state } = toolbox
  const before = listTrustedKeys(state)
  const removed = before.filter(({ keyId, name }) => keyId === input.who || name === input.who)
  if (removed.length === 0) {
    const names = new Set(before.map(({ name }) => name))
    throw new EngineError('publisher/not-found', { name: input.who, nearest: nearest(input.who, names) })
  }
  state.atomically(() => {
    for (const { keyId } of removed) dropTrustedKey(state, keyId)
  })
  toolbox.announce({ kind: 'catalog-changed' })
  const gone = new Set(removed.map(({ keyId }) => keyId))
  const left = new Set(listTrustedKeys(state).map(({ keyId }) => keyId))
  const affected = [...installedReleases(toolbox).values()].filter(({ manifest_sha256: digest }) => {
    const signers = findEvidence(state, digest)?.keys ?? []
    return signers.some(({ keyId }) => gone.has(keyId)) && !signers.some(({ keyId }) => left.has(keyId))
  })
  return { removed, affected: affected.map(({ name, version }) => ({ name, version })) }
}

export function isKeyId(who: string): boolean {
  return /^[0-9a-f]{64}$/.test(who)
}

interface NamedKey {
  readonly keyId: string
  readonly name: string
}

/** Throws `publisher/not-found`. */
export function keysMeant(toolbox: Toolbox, { who, repository }: ParsedInput<'publisher.trust'>): NamedKey[] {
  const known = publishersOf(toolbox, openedCatalog(toolbox), repository)
  const all = known.flatMap(({ publisher: { name, keys } }) => keys.map(({ keyId }) => ({ keyId, name })))
  // Whoever has a fingerprint knows more than we do: its repository may come later.
  if (isKeyId(who)) return [all.find(({ keyId }) => keyId === who) ?? { keyId: who, name: '' }]
  const named = known.filter(({ publisher }) => publisher.name === who)
  if (named.length === 0) {
    const names = new Set(known.map(({ publisher }) => publisher.name))
    throw new EngineError('publisher/not-found', { name: who, nearest: nearest(who, names) })
  }
  if (named.length > 1) {
    // Two repositories may call two different people by one name.
    throw new EngineError('request/invalid', {
      what: 'publisher',
      value: who,
      problem: `several repositories name one: ${named.map((one) => one.repository).join(', ')}; say which`,
    })
  }
  return all.filter(({ name }) => name === who)
}

function publishersOf(
  { state }: Toolbox,
  catalog: Catalog,
  repository: string | undefined,
): { readonly repository: string; readonly publisher: Publisher }[] {
  const repositories =
    repository === undefined
      ? listRepositories(state).filter(({ enabled }) => enabled)
      : [getRepository(state, repository)]
  return repositories.flatMap(({ name }) =>
    (catalog.about(name)?.publishers ?? []).map((publisher) => ({ repository: name, publisher })),
  )
}

/** What a repository's targets role says of its publishers, where it delegates to each of them. */
import { matchesPattern } from '../base/pattern.ts'
import type { Publisher } from './repository-index.ts'

/** Who signs the index and whatever else changes daily, where the targets role leaves that to a role of its own. */
export const releasesRole = 'releases'

/** One delegation to a publisher. What that role says of a file is the signature that lies beside the file. */
export interface PublisherDelegation {
  readonly publisher: string
  /** Of keys as an index names them: the SHA-256 of each key itself. */
  readonly keyIds: readonly string[]
  /** How many of them must sign. */
  readonly threshold: number
  /** Names of packages that it may publish, or how such names begin: `acme-*`. */
  readonly names: readonly string[]
}

/** A publisher as whoever judges its releases knows it. */
export type KnownPublisher = Publisher & {
  /** What the targets role grants; absent in a repository whose publishers are named by its index alone. */
  readonly granted?: Pick<PublisherDelegation, 'names' | 'threshold'>
}

const prefix = 'pub-'
const folder = 'packages/'
const rest = '-*'

export function publisherRole(publisher: string): string {
  return `${prefix}${publisher}`
}

/** Null for a role that is not a publisher's. */
export function publisherOfRole(role: string): string | null {
  return role.startsWith(prefix) && role.length > prefix.length ? role.slice(prefix.length) : null
}

/** Files of packages with these names, as a delegation names them: `packages/acme-*-*`. */
export function pathsOfNames(names: readonly string[]): string[] {
  return names.map((name) => `${folder}${name}${rest}`)
}

/** The reverse. A path of another form grants nothing. */
export function namesOfPaths(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    path.startsWith(folder) && path.endsWith(rest) ? [path.slice(folder.length, -rest.length)] : [],
  )
}

export function isGranted(name: string, names: readonly string[]): boolean {
  return names.some((pattern) => matchesPattern(name, pattern))
}

/** Why an index does not name its publishers as the targets role does; null where it does. */
export function publisherProblem(
  publishers: readonly Publisher[],
  delegations: readonly PublisherDelegation[],
): string | null {
  const known = new Map(delegations.map((one) => [one.publisher, one]))
  for (const { name, keys, namespaces = [] } of publishers) {
    const delegation = known.get(name)
    if (delegation === undefined) return name
    const key = keys.find(({ keyId }) => !delegation.keyIds.includes(keyId))
    if (key !== undefined) return `${name}, ${key.keyId}`
    const taken = namespaces.find((pattern) => !delegation.names.includes(pattern))
    if (taken !== undefined) return `${name}, ${taken}`
  }
  return null
}

/** The publishers of an index with what they are granted; null delegations leave them as they are. */
export function knownPublishers(
  publishers: readonly Publisher[],
  delegations: readonly PublisherDelegation[] | null,
): KnownPublisher[] {
  if (delegations === null) return [...publishers]
  const known = new Map(delegations.map((one) => [one.publisher, one]))
  return publishers.map((publisher) => {
    const { names = [], threshold = 1 } = known.get(publisher.name) ?? {}
    const owned = new Set([...(publisher.namespaces ?? []), ...names.filter((name) => name.endsWith('*'))])
    return {
      ...publisher,
      ...(owned.size === 0 ? {} : { namespaces: [...owned] }),
      granted: { names, threshold },
    }
  })
}

/** Publishers of before, with nothing that the delegations do not have. */
export function narrowedPublishers(
  publishers: readonly KnownPublisher[],
  delegations: readonly PublisherDelegation[],
): KnownPublisher[] {
  const known = new Map(delegations.map((one) => [one.publisher, one]))
  return publishers.flatMap((publisher) => {
    const delegation = known.get(publisher.name)
    const keys = publisher.keys.filter(({ keyId }) => delegation?.keyIds.includes(keyId) === true)
    if (delegation === undefined || keys.length === 0) return []
    const { names, threshold } = delegation
    return [{ ...publisher, keys, granted: { names, threshold } }]
  })
}

/** Who signs what of a repository whose targets role delegates to its publishers. */
import type { Root, Targets } from '@tufjs/models'
import { delegatedPublishers } from '../keys/delegated-publishers.ts'
import type { Signer } from '../keys/signer.ts'
import { knownPublishers, type PublisherDelegation, releasesRole } from '../model/delegation.ts'
import { EngineError } from '../model/failure.ts'
import { findUngranted } from '../model/publisher.ts'
import type { PublishedPackage, RepositoryRecord } from './repository-record.ts'
import type { SignersAtHand } from './root-keys.ts'
import {
  pendingTargetsFile,
  type PublishedTargets,
  targetsToPublish,
  wantedDelegations,
} from './targets-role.ts'
import { advisoriesRole, type RoleHolders, type RoleName, tufKeyId } from './tuf-metadata.ts'

/** What the targets role says, and with which keys the others have to sign so that it is believed. */
export interface Delegated {
  readonly targets: PublishedTargets
  readonly releases: Signer
  readonly advisories: { readonly holders: RoleHolders; readonly signer: Signer | null }
}

/** Null where the targets role signs the index itself. */
export async function delegate(
  repository: string,
  record: Omit<RepositoryRecord, 'advisories'> & { readonly advisories: RoleHolders },
  { signers, root, now }: { readonly signers: SignersAtHand; readonly root: Root; readonly now: Date },
): Promise<Delegated | null> {
  const { advisories, releases } = record
  if (releases === undefined) return null
  const targets = await targetsToPublish(repository, wantedDelegations(record, { advisories, releases }), {
    root,
    signer: signers.targets,
    now,
    days: record.expiry.targets,
  })
  const known = (role: RoleName) => new Set(targets.role.delegations?.roles?.[role]?.keyIDs)
  const newest = signers.releases === undefined ? [] : [signers.releases]
  const signer = [...newest, ...(signers.former ?? [])].find(isAmong(known(releasesRole)))
  const watching = watchingWith(known(advisoriesRole), advisories, signers)
  // What is signed for these roles has to wait until the targets role names whoever signs.
  if (signer === undefined || watching === null)
    throw new EngineError('key/targets-unsigned', { file: pendingTargetsFile(repository), lacking: 1 })
  return { targets, releases: signer, advisories: watching }
}

function watchingWith(
  named: ReadonlySet<string>,
  holders: RoleHolders,
  { advisories: signer, former = [] }: SignersAtHand,
): Delegated['advisories'] | null {
  if (holders.keys.every((key) => named.has(tufKeyId(key)))) return { holders, signer }
  const before = former.find(isAmong(named))
  return before === undefined ? null : { holders: { keys: [before.key], threshold: 1 }, signer: before }
}

function isAmong(ids: ReadonlySet<string>): (signer: Signer) => boolean {
  return ({ key }) => ids.has(tufKeyId(key))
}

/** The record without publishers, keys and releases that the targets role does not allow yet. */
export function allowedBy(record: RepositoryRecord, { delegations }: Targets): RepositoryRecord {
  const allowed = delegations === undefined ? [] : delegatedPublishers(delegations)
  const known = new Map(allowed.map((one) => [one.publisher, one]))
  const publishers = record.publishers.flatMap(({ namespaces, ...publisher }) => {
    const { keyIds = [], names = [] } = known.get(publisher.name) ?? {}
    const keys = publisher.keys.filter(({ keyId }) => keyIds.includes(keyId))
    if (keys.length === 0) return []
    const owned = namespaces?.filter((pattern) => names.includes(pattern)) ?? []
    return [{ ...publisher, keys, ...(owned.length === 0 ? {} : { namespaces: owned }) }]
  })
  const isUngranted = findUngranted(knownPublishers(publishers, allowed))
  const packages = record.packages.filter(
    (entry) => !isUngranted(claimOf(entry)) && isSignedByEnough(entry, known.get(entry.publisher ?? '')),
  )
  return { ...record, publishers, packages }
}

function isSignedByEnough(
  { signed_by: signedBy }: PublishedPackage,
  delegation: PublisherDelegation | undefined,
): boolean {
  if (delegation === undefined) return true
  const { keyIds, threshold } = delegation
  return signedBy.filter((id) => keyIds.includes(id)).length >= threshold
}

function claimOf({ name, publisher, signed_by: signedBy }: PublishedPackage) {
  return { name, maintainer: publisher ?? '', ...(signedBy.length === 0 ? {} : { signed_by: signedBy }) }
}

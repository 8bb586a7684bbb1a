/** Who may publish in a repository, as its targets role says it; the index can say it only where that role does not. */
import type { Targets } from '@tufjs/models'
import { delegatedPublishers } from '../keys/delegated-publishers.ts'
import type { PublisherDelegation } from '../model/delegation.ts'
import type { TrustMarks } from '../state/repositories.ts'
import { checkedVersion, readTargets, refusing, roleFor } from './delegated-role.ts'
import { checkEnd, type KnownTime } from './known-time.ts'

export interface PublishersTrust {
  /** Null where the targets role vouches for the index itself: then that names the publishers. */
  readonly publishers: readonly PublisherDelegation[] | null
  readonly marks: Pick<TrustMarks, 'releasesVersion' | 'delegatesPublishers'>
  /** When what the role says of the index ends; null where the targets role says it. */
  readonly validUntil: string | null
}

export interface SoughtPublishers {
  readonly repository: string
  /** Folder of what was verified. */
  readonly work: string
  /** Name of the target that is the index. */
  readonly index: string
  readonly before: TrustMarks | null
  readonly time: KnownTime
}

/** To be called when the index was looked up. Throws `trust/metadata`. */
export async function findPublishers(sought: SoughtPublishers): Promise<PublishersTrust> {
  const { repository, work, index, before, time } = sought
  const targets = await readTargets(work, 'targets')
  const role = roleFor(targets, index)
  const publishers = publishersIn(targets, index)
  if (publishers === null && before?.delegatesPublishers === true)
    throw refusing(repository, 'targets', index)('rollback', 'it delegates to no publishers any more')
  const delegates = publishers === null ? {} : ({ delegatesPublishers: true } as const)
  if (role === null) return { publishers, marks: delegates, validUntil: null }
  const refuse = refusing(repository, role, index)
  const releasesVersion = await checkedVersion(work, role, before?.releasesVersion ?? 0, refuse)
  const { expires } = await readTargets(work, role)
  checkEnd(time, { repository, file: `metadata/${role}.json`, end: expires })
  return { publishers, marks: { ...delegates, releasesVersion }, validUntil: expires }
}

/**
 * Null where publishers are not delegated. Whoever signs an index in place of the targets role never names them,
 * also where that role names none yet.
 */
export function publishersIn(targets: Targets, index: string): readonly PublisherDelegation[] | null {
  if (targets.delegations === undefined) return null
  const publishers = delegatedPublishers(targets.delegations)
  return publishers.length === 0 && roleFor(targets, index) === null ? null : publishers
}

/** Roles to which the targets role leaves files, as the metadata that was verified has them. */
import path from 'node:path'
import { Metadata, MetadataKind, type Targets } from '@tufjs/models'
import { mendModels } from '../keys/linear-models.ts'
import { EngineError, type MetadataRefusal } from '../model/failure.ts'
import { readOwn, readOwnSync } from '../plain-file.ts'

export type Refuse = (reason: MetadataRefusal, detail: string) => EngineError

/** Refusals of what a role says of a file. */
export function refusing(repository: string, role: string | null, name: string): Refuse {
  const file = role === null ? name : `metadata/${role}.json`
  return (reason, detail) => new EngineError('trust/metadata', { repository, file, reason, detail })
}

/** The role to which the targets role leaves this file; null where it speaks about it itself, or nobody does. */
export function roleFor({ targets, delegations }: Targets, name: string): string | null {
  if (delegations === undefined || Object.hasOwn(targets, name)) return null
  // The first one only: there may be a role for each of thousands of publishers.
  const [first] = delegations.rolesForTarget(name)
  return first?.role ?? null
}

/** TUF 5.5.5 finds both as long as a snapshot of before is in the cache: a cache can be deleted. */
export async function checkedVersion(
  work: string,
  role: string,
  seen: number,
  refuse: Refuse,
): Promise<number> {
  const { signed } = await readJson(path.join(work, 'snapshot.json'))
  const { meta } = Metadata.fromJSON(MetadataKind.Snapshot, { signed, signatures: [] } as never).signed
  const offered = meta[`${role}.json`]?.version
  if (offered === undefined) throw refuse('missing', 'not in the snapshot')
  if (offered < seen) throw refuse('rollback', `version ${offered}, after version ${seen} was seen`)
  return offered
}

export async function readTargets(work: string, role: string): Promise<Targets> {
  const { signed } = await readJson(path.join(work, `${encodeURIComponent(role)}.json`))
  return targetsIn(signed)
}

/** The targets role as it lies in a cache; null where it cannot be read, which whoever checks it tells. */
export function cachedTargets(cache: string): Targets | null {
  try {
    const text = readOwnSync(path.join(cache, 'targets.json')).toString()
    return targetsIn((JSON.parse(text) as { readonly signed: unknown }).signed)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

/** The first key that may sign for a role. */
export function firstKey({ delegations }: Targets, role: string): string | null {
  return delegations?.roles?.[role]?.keyIDs[0] ?? null
}

function targetsIn(signed: unknown): Targets {
  mendModels()
  return Metadata.fromJSON(MetadataKind.Targets, { signed, signatures: [] } as never).signed
}

/** What tuf-js has verified and written. */
async function readJson(file: string): Promise<{ readonly signed: unknown }> {
  return JSON.parse((await readOwn(file)).toString()) as { readonly signed: unknown }
}

/** A targets role whose keys are kept elsewhere: what they have to sign, and one more signature on it. */
import { EngineError } from '../model/failure.ts'
import { keyIdsIn } from '../keys/delegated-publishers.ts'
import { namesOfPaths, publisherOfRole } from '../model/delegation.ts'
import type { Signer } from '../keys/signer.ts'
import { publishBytes } from './publish-file.ts'
import { readPending } from './root-keys.ts'
import { parseTargets } from './targets-role.ts'
import { addSignature, metadataBytes } from './tuf-metadata.ts'

/** What a targets role says that waits for signatures, for those who are to sign it. */
export interface PendingTargets {
  readonly version: number
  readonly expires: string
  readonly signatures: number
  readonly roles: readonly {
    readonly name: string
    /** Null for a role that is no publisher's. */
    readonly publisher: string | null
    /** As `sign list` names them: the SHA-256 of each key itself. */
    readonly keys: readonly string[]
    readonly threshold: number
    /** Packages that a publisher may sign; files that another role may vouch for. */
    readonly may: readonly string[]
  }[]
}

/** One more signature on a targets role that waits. Nothing is published. */
export async function signPendingTargets(file: string, signer: Signer): Promise<PendingTargets> {
  const role = parseTargets(await readPending(file))
  if (role === null)
    throw new EngineError('request/invalid', {
      what: 'targets',
      value: file,
      problem: 'it is no TUF targets role',
    })
  await addSignature(role, signer)
  await publishBytes(file, metadataBytes(role))
  const { version, expires, delegations } = role.signed
  return {
    version,
    expires,
    signatures: Object.keys(role.signatures).length,
    roles: Object.values(delegations?.roles ?? {}).map(({ name, keyIDs, threshold, paths = [] }) => {
      const publisher = publisherOfRole(name)
      const keys = keyIdsIn(delegations?.keys ?? {}, keyIDs)
      return { name, publisher, keys, threshold, may: publisher === null ? paths : namesOfPaths(paths) }
    }),
  }
}

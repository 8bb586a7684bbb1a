import type { Spool } from '../config/request-spool.ts'
import type { Toolbox } from './toolbox.ts'

/** The rules are the administrator's file: who may write that may decide about it. */
export function mayDecide({ person, administration }: Toolbox): boolean {
  return person().uid === administration.uid
}

/** Null where the administrator takes no requests. */
export function spoolOf(toolbox: Toolbox): Spool | null {
  const level = toolbox.policyLevels().find(({ owner }) => owner === 'administrator')
  const folder = level?.policy.requests
  return folder === undefined ? null : { folder, uid: toolbox.administration.uid }
}

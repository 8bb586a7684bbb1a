import { Metadata, MetadataKind, type Targets } from '@tufjs/models'
import { mendModels } from '../keys/linear-models.ts'
import { checkKeys } from './key-policy.ts'

/**
 * The keys to which a targets role delegates obey the policy for those of a root. Metadata of other roles has none.
 * Throws plain errors.
 */
export function checkDelegations(json: unknown): void {
  const { signed } = Object(json) as { readonly signed?: unknown }
  const { _type: type, delegations } = Object(signed) as { _type?: unknown; delegations?: unknown }
  if (type !== 'targets' || delegations === undefined) return
  mendModels()
  // Without its files, which may be many: who verifies the signature reads them again.
  const role: Metadata<Targets> = Metadata.fromJSON(MetadataKind.Targets, {
    signed: { ...(signed as object), targets: {} },
    signatures: [],
  })
  const { keys = {}, roles = {}, succinctRoles } = role.signed.delegations ?? {}
  checkKeys({ keys, roles: succinctRoles === undefined ? roles : { ...roles, bins: succinctRoles } })
}

import type { PolicyVerdict } from '../model/policy.ts'
import { type RootRole, rootRoles } from '../model/policy-file.ts'
import { type PolicyLevel, verdictOf } from './level.ts'

/** Who vouches for a repository: a root, with how many keys each of its roles wants, or one OpenPGP key. */
export type RepositoryTrust =
  | { readonly kind: 'root'; readonly thresholds: Readonly<Partial<Record<RootRole, number>>> }
  | { readonly kind: 'openpgp' }

/** What the rules say of how a repository is signed; null where that is not known here any more. */
export function judgeTrust(
  levels: readonly PolicyLevel[],
  trust: () => RepositoryTrust | null,
): PolicyVerdict[] {
  return levels.filter(asksForTrust).flatMap((level) => {
    const { requireTuf, minThreshold = {} } = level.policy.repositories ?? {}
    const known = trust()
    const verdicts: PolicyVerdict[] = []
    if (requireTuf === true && known?.kind !== 'root')
      verdicts.push(verdictOf(level, { rule: 'repositories.requireTuf', reason: 'no-root' }))
    for (const role of rootRoles)
      if ((minThreshold[role] ?? 0) > thresholdOf(known, role))
        verdicts.push(verdictOf(level, { rule: `repositories.minThreshold.${role}`, reason: 'threshold' }))
    return verdicts
  })
}

/** Whether a file says anything about it: reading a root for nothing is not worth it. */
export function asksForTrust({ policy }: PolicyLevel): boolean {
  const { requireTuf, minThreshold } = policy.repositories ?? {}
  return requireTuf === true || minThreshold !== undefined
}

/** An OpenPGP key signs alone. */
function thresholdOf(trust: RepositoryTrust | null, role: RootRole): number {
  if (trust === null) return 0
  return trust.kind === 'root' ? (trust.thresholds[role] ?? 0) : 1
}

import * as v from 'valibot'
import type { EngineError } from '../model/failure.ts'
import { type RootRole, rootRoles } from '../model/policy-file.ts'
import { judgeTrust, type RepositoryTrust } from '../policy/judge-trust.ts'
import { refusalIn } from '../policy/level.ts'
import type { StoredRepository } from '../state/repositories.ts'
import { refused } from './refused.ts'
import type { Toolbox } from './toolbox.ts'

const Threshold = v.object({ threshold: v.number() })
const Roles = v.object({ signed: v.object({ roles: v.record(v.string(), Threshold) }) })

/** Of a root that was verified, or that nobody trusts yet: what it says of its roles. */
export function trustOfRoot(root: Uint8Array): RepositoryTrust | null {
  const read = v.safeParse(Roles, jsonOf(root))
  if (!read.success) return null
  const { roles } = read.output.signed
  const thresholds: Partial<Record<RootRole, number>> = {}
  for (const role of rootRoles) if (Object.hasOwn(roles, role)) thresholds[role] = roles[role]!.threshold
  return { kind: 'root', thresholds }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export function trustOf({
  openPgp,
  trustedRoot,
}: Pick<StoredRepository, 'openPgp' | 'trustedRoot'>): RepositoryTrust | null {
  return openPgp === null ? trustOfRoot(trustedRoot) : { kind: 'openpgp' }
}

/** Throws `policy/refused` where rules want more signatures than this repository has. */
export function checkTrust(toolbox: Toolbox, url: string, trust: RepositoryTrust | null): void {
  const refusal = trustRefusal(toolbox, url, () => trust)
  if (refusal !== null) throw refusal
}

export function trustRefusal(
  { policyLevels }: Toolbox,
  url: string,
  trust: () => RepositoryTrust | null,
): EngineError | null {
  const refusal = refusalIn(judgeTrust(policyLevels(), trust))
  return refusal === null ? null : refused(url, refusal)
}

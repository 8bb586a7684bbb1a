import type { OperationName } from '../api/operations.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import { type PolicyLevel, verdictOf } from './level.ts'
import { type RoleName, roleNames } from '../model/policy-file.ts'

/** Who asks, as the system knows them. */
export interface Asker {
  readonly name: string
  readonly uid: number
  /** Names and numbers. */
  readonly groups: readonly string[]
}

const everybody: readonly RoleName[] = roleNames
const looking: readonly RoleName[] = everybody
const changing: readonly RoleName[] = ['user', 'operator']
const examining: readonly RoleName[] = ['user', 'operator', 'security-admin', 'auditor']

/** Which roles may ask for what: the one table. Complete by type, so that no operation is forgotten. */
export const rolesFor: { readonly [N in OperationName]: readonly RoleName[] } = {
  'catalog.discover': looking,
  'catalog.search': looking,
  'package.info': looking,
  'package.preview': looking,
  'package.installed': looking,
  'package.owners': looking,
  'package.storage': looking,
  'package.verify': examining,
  'package.audit': examining,
  'package.restore': changing,
  'package.launch': changing,
  'plan.make': changing,
  'plan.apply': changing,
  'updates.list': looking,
  'history.list': examining,
  'history.diff': examining,
  'history.label': changing,
  'history.pin': changing,
  'system.cleanup': changing,
  'system.bill': examining,
  'system.status': looking,
  'dependency.solve': looking,
  'dependency.why': looking,
  'dependency.whyNot': looking,
  'dependency.check': looking,
  'policy.list': looking,
  'policy.add': ['operator', 'security-admin'],
  'policy.remove': ['operator', 'security-admin'],
  'policy.show': everybody,
  'policy.explain': everybody,
  'policy.check': everybody,
  'policy.request': changing,
  'policy.requests': everybody,
  'policy.withdraw': everybody,
  // Nobody by a role: whoever owns the policy file, who stands above them.
  'policy.approve': [],
  'policy.refuse': [],
  'audit.list': ['operator', 'security-admin', 'auditor'],
  'audit.verify': ['operator', 'security-admin', 'auditor'],
  'audit.export': ['security-admin', 'auditor'],
  'publisher.trusted': looking,
  'publisher.trust': ['operator', 'security-admin'],
  'publisher.distrust': ['operator', 'security-admin'],
  'trust.explain': examining,
  'repository.list': looking,
  'repository.inspect': ['repo-admin'],
  'repository.inspectKey': ['repo-admin'],
  'repository.setKey': ['repo-admin'],
  'repository.add': ['repo-admin'],
  'repository.remove': ['repo-admin'],
  'repository.configure': ['repo-admin'],
  'repository.sync': ['user', 'operator', 'repo-admin'],
}

/** What nobody does who decides about trust, where that takes two. */
const installing: readonly OperationName[] = ['plan.make', 'plan.apply']

/** The roles of somebody; null where the administrator gave out none, so that everybody may do everything. */
export function rolesOf(levels: readonly PolicyLevel[], asker: Asker): readonly RoleName[] | null {
  const roles = levels.find(({ owner }) => owner === 'administrator')?.policy.roles
  if (roles === undefined) return null
  const has = (role: RoleName) => (roles[role] ?? []).some((one) => isMeant(one, asker))
  return roleNames.filter(has)
}

/** The refusal of an operation; null where it may go on. Root writes the rules, and so stands above roles. */
export function refusalOfRole(
  levels: readonly PolicyLevel[],
  asker: Asker,
  operation: OperationName,
): PolicyVerdict | null {
  if (asker.uid === 0) return null
  const mine = rolesOf(levels, asker)
  const level = levels.find(({ owner }) => owner === 'administrator')
  if (mine === null || level === undefined) return null
  if (level.policy.twoPerson === true && mine.includes('security-admin') && installing.includes(operation))
    return verdictOf(level, { rule: 'twoPerson', reason: 'two-persons' })
  if (rolesFor[operation].some((role) => mine.includes(role))) return null
  return verdictOf(level, {
    rule: 'roles',
    reason: 'role',
    note: mine.length === 0 ? undefined : mine.join(', '),
  })
}

function isMeant(somebody: string, { name, uid, groups }: Asker): boolean {
  if (somebody === '*') return true
  if (somebody.startsWith('@')) return groups.includes(somebody.slice(1))
  // Somebody who is called like the number of somebody else is not that one.
  return /^\d+$/.test(somebody) ? Number(somebody) === uid : somebody === name
}

import { bySpecificity, matchesPattern } from '../base/pattern.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import type { Severity } from '../model/urgency.ts'
import { isEncrypted, matchesAddress } from './address.ts'
import { judgeTrust, type RepositoryTrust } from './judge-trust.ts'
import { type PolicyLevel, verdictOf } from './level.ts'
import { speaksOfLicense } from './license.ts'
import type { PackageRule, TrustedPublisher } from '../model/policy-file.ts'

/** What rules may ask of a release. */
export interface ReleaseFacts {
  readonly name: string
  /** Address of its repository; null where that is not known here any more. */
  readonly address: string | null
  /** The publisher that its repository vouches for. */
  readonly publisher: string | null
  /** Fingerprints that the repository names for that publisher; null where that cannot be told any more. */
  readonly keys: readonly string[] | null
  /** How its repository is signed; null where that is not known here any more. */
  readonly trust: () => RepositoryTrust | null
  readonly license: string
  readonly hasScripts: boolean
  /** Days since it was published; null where that is not known. */
  readonly age: number | null
  /** A release of another version is installed. */
  readonly isUpdate: boolean
  /** Severities of the advisories that affect it. */
  readonly severities: () => readonly Severity[]
  /** It repairs an advisory that affects what is installed. */
  readonly repairs: () => boolean
}

/** Everything that the rules say of a release, the administrator's first. */
export function judgeRelease(levels: readonly PolicyLevel[], facts: ReleaseFacts): PolicyVerdict[] {
  return levels.flatMap((level) => {
    const rule = packageVerdict(level, facts)
    return [
      ...(facts.address === null
        ? repositoryUnknown(level)
        : judgeRepository([level], { address: facts.address, isAdded: false })),
      ...judgeTrust([level], facts.trust),
      ...namespaceVerdict(level, facts),
      ...publisherVerdict(level, facts, rule),
      ...(rule === null ? defaultVerdict(level) : [rule.verdict]),
      ...scriptsVerdict(level, facts),
      ...delayVerdict(level, facts),
    ]
  })
}

/** What the rules say of a repository that is used, or that `by` adds now. */
export function judgeRepository(
  levels: readonly PolicyLevel[],
  { address, isAdded, byRoot = false }: { address: string; isAdded: boolean; byRoot?: boolean },
): PolicyVerdict[] {
  return levels.flatMap((level) => {
    const { allow, requireHttps, allowUserAdded } = level.policy.repositories ?? {}
    const verdicts: PolicyVerdict[] = []
    if (requireHttps === true && !isEncrypted(address))
      verdicts.push(verdictOf(level, { rule: 'repositories.requireHttps', reason: 'insecure' }))
    if (allow !== undefined && !allow.some((pattern) => matchesAddress(address, pattern)))
      verdicts.push(verdictOf(level, { rule: 'repositories.allow', reason: 'repository' }))
    if (isAdded && !byRoot && allowUserAdded === false)
      verdicts.push(verdictOf(level, { rule: 'repositories.allowUserAdded', reason: 'user-added' }))
    return verdicts
  })
}

/** A list of addresses cannot vouch for what came from nobody knows where. */
function repositoryUnknown(level: PolicyLevel): PolicyVerdict[] {
  if (level.policy.repositories?.allow === undefined) return []
  return [verdictOf(level, { rule: 'repositories.allow', reason: 'repository' })]
}

/** The pattern that says most names the owner, as for a person's own rules. */
function namespaceVerdict(level: PolicyLevel, { name, address }: ReleaseFacts): PolicyVerdict[] {
  const [owner] = Object.entries(level.policy.namespaceOwner ?? {})
    .filter(([pattern]) => matchesPattern(name, pattern))
    .toSorted(([a], [b]) => bySpecificity(a, b))
  if (owner === undefined || (address !== null && matchesAddress(address, owner[1]))) return []
  return [verdictOf(level, { rule: `namespaceOwner.${owner[0]}`, reason: 'namespace' })]
}

function publisherVerdict(
  level: PolicyLevel,
  facts: ReleaseFacts,
  rule: { readonly rule: PackageRule } | null,
): PolicyVerdict[] {
  const { publishers } = level.policy
  if (publishers === undefined) return []
  const { mode, trusted } = publishers
  const known = trusted.findIndex(({ name }) => name === facts.publisher)
  if (known >= 0 && !hasOnlyKeysOf(trusted[known]!, facts))
    return [verdictOf(level, { rule: `publishers.trusted[${known}].keys`, reason: 'publisher-key' })]
  const robbed = robbedOf(facts, trusted)
  if (robbed >= 0)
    return [verdictOf(level, { rule: `publishers.trusted[${robbed}].namespaces`, reason: 'publisher' })]
  if (mode === 'any' || rule?.rule.anyPublisher === true) return []
  const isListed = known >= 0 && isWithin(trusted[known]!, facts.name)
  return isListed ? [] : [verdictOf(level, { rule: 'publishers.mode', reason: 'publisher' })]
}

/** The publisher whose name somebody else uses; -1 where nobody's is. */
function robbedOf({ name, publisher }: ReleaseFacts, trusted: readonly TrustedPublisher[]): number {
  const owners = trusted.filter((one) => one.namespaces !== undefined && isWithin(one, name))
  return owners.some((one) => one.name === publisher) ? -1 : trusted.findIndex((one) => one === owners[0])
}

function hasOnlyKeysOf({ keys }: TrustedPublisher, facts: ReleaseFacts): boolean {
  if (keys === undefined) return true
  const trusted = new Set(keys)
  return (
    facts.keys !== null && facts.keys.length > 0 && facts.keys.every((key) => trusted.has(`sha256:${key}`))
  )
}

function isWithin({ namespaces }: TrustedPublisher, name: string): boolean {
  return namespaces === undefined || namespaces.some((pattern) => matchesPattern(name, pattern))
}

/** The first rule that matches; null without one. */
function packageVerdict(level: PolicyLevel, facts: ReleaseFacts) {
  const place = level.policy.packages.findIndex((rule) => speaksOf(rule, facts))
  const rule = level.policy.packages[place]
  if (rule === undefined) return null
  const { decision, note } = rule
  return {
    rule,
    verdict: verdictOf(level, { decision, rule: `packages[${place}]`, reason: 'package', note }),
  }
}

function defaultVerdict(level: PolicyLevel): PolicyVerdict[] {
  const decision = level.policy.defaultDecision ?? 'allow'
  return decision === 'allow'
    ? []
    : [verdictOf(level, { decision, rule: 'defaultDecision', reason: 'default' })]
}

function speaksOf({ match, repositories, where = {}, decision }: PackageRule, facts: ReleaseFacts): boolean {
  const { license, unfixedSeverity, hasScripts } = where
  if (!matchesPattern(facts.name, match)) return false
  if (repositories !== undefined && !comesFrom(facts, repositories)) return false
  if (license !== undefined && !speaksOfLicense(facts.license, license, decision)) return false
  if (hasScripts !== undefined && facts.hasScripts !== hasScripts) return false
  return unfixedSeverity === undefined || facts.severities().some((one) => isAtLeast(one, unfixedSeverity))
}

function comesFrom({ address }: ReleaseFacts, patterns: readonly string[]): boolean {
  return address !== null && patterns.some((pattern) => matchesAddress(address, pattern))
}

const severities = ['unknown', 'low', 'medium', 'high', 'critical'] as const

function isAtLeast(severity: Severity, least: Exclude<Severity, 'unknown'> | 'any'): boolean {
  return least === 'any' || severities.indexOf(severity) >= severities.indexOf(least)
}

function scriptsVerdict(level: PolicyLevel, { hasScripts }: ReleaseFacts): PolicyVerdict[] {
  if (level.policy.installScripts !== 'deny' || !hasScripts) return []
  return [verdictOf(level, { rule: 'installScripts', reason: 'scripts' })]
}

function delayVerdict(level: PolicyLevel, { isUpdate, age, repairs }: ReleaseFacts): PolicyVerdict[] {
  const days = level.policy.updates?.delayDays
  if (days === undefined || !isUpdate || age === null || age >= days || repairs()) return []
  return [verdictOf(level, { rule: 'updates.delayDays', reason: 'delay' })]
}

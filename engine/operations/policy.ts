import type { PolicyRule, PolicyView } from '../api/policy-operations.ts'
import { nearest } from '../base/nearest.ts'
import { once } from '../base/once.ts'
import { EngineError } from '../model/failure.ts'
import { isProblem, parseConstraints, satisfies, type Constraint } from '../model/version-range.ts'
import { matchesAddress } from '../policy/address.ts'
import { refusalIn } from '../policy/level.ts'
import type { NamespaceOwner, Policy } from '../resolver/package-source.ts'
import {
  dropHold,
  dropOwner,
  dropPin,
  dropProtected,
  putHold,
  putOwner,
  putPin,
  putProtected,
  readStoredPolicy,
  setDevelopment,
  type StoredPin,
} from '../state/policy.ts'
import { getRepository, listRepositories } from '../state/repositories.ts'
import { orderedRepositories } from './ordered-repositories.ts'
import { protectedNames } from './check-plan.ts'
import { releaseJudge } from './judge-releases.ts'
import { notFound } from './not-found.ts'
import { signersOf, trustedSigners } from './signers.ts'
import { maySucceed } from './succeeding.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

/** What the resolver has to respect. */
export function readPolicy(toolbox: Toolbox): Policy {
  const stored = readStoredPolicy(toolbox.state)
  return {
    repositories: orderedRepositories(toolbox)
      .filter(({ enabled }) => enabled)
      .map(({ name, priority }) => ({ name, priority })),
    pins: stored.pins.map(({ name, version, repository }) => ({
      name,
      constraints: constraintsOf(version),
      repository,
    })),
    holds: new Set(stored.holds),
    protected: new Set([...stored.protected, ...protectedNames(toolbox)]),
    owners: [...administratorsOwners(toolbox), ...stored.owners],
    development: stored.development,
    refusalOf: refusals(toolbox),
    ...trustRule(toolbox),
    maySucceed: successionRule(toolbox),
  }
}

function successionRule(toolbox: Toolbox): NonNullable<Policy['maySucceed']> {
  return (release, name) => {
    const here = installedReleases(toolbox).get(name)
    const offer = openedCatalog(toolbox).find(release)
    if (here === undefined || offer === null) return false
    const { name: own, manifest_sha256 } = offer.record
    return maySucceed(toolbox, { name: own, repository: offer.repository, manifest_sha256 }, here)
  }
}

function trustRule(toolbox: Toolbox): Pick<Policy, 'isTrusted'> {
  const catalog = once(() => openedCatalog(toolbox))
  const trusted = trustedSigners(toolbox, catalog)
  if (trusted === null) return {}
  return {
    isTrusted: (release) => {
      const offer = catalog().find(release)
      if (offer === null) return false
      const keys = trusted(release.repository)
      return signersOf(toolbox, catalog(), offer).some((keyId) => keys.has(keyId))
    },
  }
}

/** By policy files. Asked by the resolver for releases that it comes to. */
function refusals(toolbox: Toolbox): Policy['refusalOf'] {
  const judge = releaseJudge(toolbox)
  if (judge === null) return undefined
  const catalog = openedCatalog(toolbox)
  return (release) => {
    const offer = catalog.find(release)
    return offer === null ? null : refusalIn(judge.judgeOffer(offer))
  }
}

/** Files name owners by address, which may fit several repositories; the resolver by the names that those have here. */
function administratorsOwners(toolbox: Toolbox): NamespaceOwner[] {
  const repositories = listRepositories(toolbox.state)
  return toolbox
    .policyLevels()
    .flatMap(({ policy }) => Object.entries(policy.namespaceOwner ?? {}))
    .flatMap(([pattern, address]) => {
      const owning = repositories.filter(({ url }) => matchesAddress(url, address)).map(({ name }) => name)
      // A name that no repository can have: where no owner is here, nobody offers what it owns.
      return (owning.length === 0 ? [''] : owning).map((repository) => ({
        pattern,
        repository,
        isBinding: true,
      }))
    })
}

export function listPolicy(toolbox: Toolbox): PolicyView {
  const stored = readStoredPolicy(toolbox.state)
  const installed = installedReleases(toolbox)
  return {
    holds: stored.holds.map((name) => ({ name, version: installed.get(name)?.version ?? null })),
    pins: stored.pins.map((pin) => ({ ...pin, offered: isOffered(toolbox, pin) })),
    protected: [...stored.protected],
    owners: [...stored.owners],
    channel: stored.development ? 'development' : 'stable',
  }
}

export function addRules(toolbox: Toolbox, rules: readonly PolicyRule[]): PolicyView {
  toolbox.state.atomically(() => {
    for (const rule of rules) addRule(toolbox, rule)
  })
  toolbox.announce({ kind: 'catalog-changed' })
  return listPolicy(toolbox)
}

export function removeRules(toolbox: Toolbox, rules: readonly PolicyRule[]): PolicyView {
  toolbox.state.atomically(() => {
    for (const rule of rules) removeRule(toolbox, rule)
  })
  toolbox.announce({ kind: 'catalog-changed' })
  return listPolicy(toolbox)
}

function addRule(toolbox: Toolbox, rule: PolicyRule): void {
  const { state } = toolbox
  switch (rule.kind) {
    case 'hold':
      checkInstalled(toolbox, rule.name)
      return putHold(state, rule.name)
    case 'pin':
      return putPin(state, checkedPin(toolbox, rule))
    case 'protect':
      checkKnown(toolbox, rule.name)
      return putProtected(state, rule.name)
    case 'owner':
      getRepository(state, rule.repository)
      return putOwner(state, rule)
    case 'development':
      return setDevelopment(state, true)
  }
}

function removeRule({ state }: Toolbox, rule: PolicyRule): void {
  switch (rule.kind) {
    case 'hold':
      return wasSet(dropHold(state, rule.name), rule.kind, rule.name)
    case 'pin':
      return wasSet(dropPin(state, rule.name), rule.kind, rule.name)
    case 'protect':
      return wasSet(dropProtected(state, rule.name), rule.kind, rule.name)
    case 'owner':
      return wasSet(dropOwner(state, rule), rule.kind, `${rule.repository} ${rule.pattern}`)
    case 'development':
      return setDevelopment(state, false)
  }
}

function wasSet(was: boolean, rule: 'hold' | 'pin' | 'protect' | 'owner', what: string): void {
  if (!was) throw new EngineError('policy/not-set', { rule, what })
}

function checkInstalled(toolbox: Toolbox, name: string): void {
  const installed = installedReleases(toolbox)
  if (installed.has(name)) return
  throw new EngineError('package/not-installed', { name, nearest: nearest(name, installed.keys()) })
}

/** A name that nobody knows protects nothing, and would be believed to. */
function checkKnown(toolbox: Toolbox, name: string): void {
  const installed = installedReleases(toolbox)
  const catalog = openedCatalog(toolbox)
  if (!installed.has(name) && catalog.releasesOf(name).length === 0) throw notFound(catalog, installed, name)
}

function checkedPin(toolbox: Toolbox, rule: Extract<PolicyRule, { kind: 'pin' }>): StoredPin {
  const { name, version = null, repository = null } = rule
  if (version === null && repository === null) {
    throw new EngineError('request/invalid', { what: 'pin', value: name, problem: 'it pins nothing' })
  }
  constraintsOf(version)
  if (repository !== null) getRepository(toolbox.state, repository)
  return { name, version, repository }
}

/** Throws `request/invalid`. */
function constraintsOf(version: string | null): readonly Constraint[] {
  if (version === null) return []
  const constraints = parseConstraints(version)
  if (!isProblem(constraints)) return constraints
  throw new EngineError('request/invalid', { what: 'version', value: version, problem: constraints.problem })
}

function isOffered(toolbox: Toolbox, pin: StoredPin): boolean {
  const constraints = constraintsOf(pin.version)
  return openedCatalog(toolbox)
    .releasesOf(pin.name)
    .some(
      ({ repository, record }) =>
        (pin.repository === null || pin.repository === repository) &&
        satisfies(record.version, constraints, record.version_scheme),
    )
}

import type { ParsedInput } from '../api/operations.ts'
import type { PolicyRequestList } from '../api/policy-request-operations.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import { userNames } from '../config/person.ts'
import {
  dropRequest,
  readRequest,
  readSpool,
  type SpooledRequest,
  writeRequest,
} from '../config/request-spool.ts'
import { parseRepositoryUrl } from '../download/address.ts'
import { EngineError } from '../model/failure.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import type { PolicyDecision, PolicyRequest, PolicyRequestView, Wanted } from '../model/policy-request.ts'
import { isInForce } from '../policy/approval.ts'
import { judgeRepository } from '../policy/judge.ts'
import { judgeTrust } from '../policy/judge-trust.ts'
import { refusalIn } from '../policy/level.ts'
import { refusalOfRole } from '../policy/roles.ts'
import { getRepository, listRepositories } from '../state/repositories.ts'
import { releaseJudge } from './judge-releases.ts'
import { notFound, notOffered } from './not-found.ts'
import { trustOf } from './repository-trust.ts'
import { mayDecide, spoolOf } from './request-place.ts'
import { ruleDigest, ruleWithDigest } from './rule-digest.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

type Asked = ParsedInput<'policy.request'>

/** Puts down what somebody asks the administrator for, and the rule that is in its way. */
export async function requestLeave(toolbox: Toolbox, { what, reason }: Asked): Promise<PolicyRequestView> {
  const { wanted, refusal } =
    what.kind === 'package' ? wantedPackage(toolbox, what) : wantedRepository(toolbox, what.address)
  const { decision, rule, reason: because, note } = refusal
  const sha256 = ruleDigest(toolbox.policyLevels(), rule)
  if (decision === 'allow' || sha256 === null) throw nothingToAsk(what, 'allowed')
  const person = toolbox.person()
  const request: PolicyRequest = {
    format: 1,
    at: new Date(toolbox.clock.now()).toISOString(),
    wanted,
    rule: { decision, rule, reason: because, note, sha256 },
    reason: reason ?? null,
    ...(typeof person.login === 'number' ? { login: person.login } : {}),
  }
  const spool = spoolOf(toolbox)
  if (spool === null) throw new EngineError('policy/spool', { folder: '', problem: 'none' })
  const { uid: user } = person
  const id = await writeRequest(spool, user, request)
  // Killed here: both stay, and either can be decided.
  for (const before of readSpool(spool, user).requests)
    if (before.id !== id && isSameWish(before.request, request)) await dropRequest(spool, before.id)
  return viewOf(toolbox, { id, user, request }, undefined)
}

/** Whoever asks once more, perhaps for a better reason, asks instead: an answer to one of two would leave the other. */
function isSameWish(one: PolicyRequest, other: PolicyRequest): boolean {
  return canonicalJson([one.wanted, one.rule.sha256]) === canonicalJson([other.wanted, other.rule.sha256])
}

/** What nobody has answered yet; what was decided stays what it is. */
export async function withdrawRequest(
  toolbox: Toolbox,
  { id }: ParsedInput<'policy.withdraw'>,
): Promise<PolicyRequestView> {
  const spool = spoolOf(toolbox)
  const asked = spool === null ? null : readRequest(spool, id)
  if (spool === null || asked === null || asked.user !== toolbox.person().uid)
    throw new EngineError('policy/request-not-found', { id })
  const decision = toolbox.decisions().find((one) => one.id === id)
  if (decision !== undefined) throw decided(decision)
  const view = viewOf(toolbox, asked, undefined)
  await dropRequest(spool, id)
  return view
}

export function decided({ id, kind, by, at }: PolicyDecision): EngineError {
  return new EngineError('policy/decided', { id, kind, by, at })
}

/** For the administrator everybody's, else only one's own; the newest first. */
export function listRequests(toolbox: Toolbox): PolicyRequestList {
  const isAdministrator = mayDecide(toolbox)
  const mine = toolbox.person().uid
  const spool = spoolOf(toolbox)
  const { requests, ignored } =
    spool === null ? { requests: [], ignored: 0 } : readSpool(spool, isAdministrator ? null : mine)
  const decided = new Map(toolbox.decisions().map((decision) => [decision.id, decision]))
  const open = new Map(requests.map((request) => [request.id, request]))
  const all: SpooledRequest[] = [
    ...open.values(),
    ...[...decided.values()].filter(({ id }) => !open.has(id)),
  ].filter(({ user }) => isAdministrator || user === mine)
  const nameOf = userNames()
  return {
    requests: all
      .map((one) => viewOf(toolbox, one, decided.get(one.id), nameOf))
      .toSorted((a, b) => (a.at > b.at ? -1 : 1)),
    isAdministrator,
    ignored,
  }
}

export function viewOf(
  toolbox: Toolbox,
  { id, user, request: { format: _, ...request } }: SpooledRequest,
  decision: PolicyDecision | undefined,
  nameOf = userNames(),
): PolicyRequestView {
  const said = { id, user: { uid: user, name: nameOf(user) }, ...request }
  if (decision !== undefined) return { ...said, status: statusOf(decision, toolbox.clock.now()) }
  return { ...said, rule: blockingRule(toolbox, request.rule), status: { kind: 'asked' } }
}

/**
 * As the policy file has it now, wherever the rule stands there: whoever asks wrote the request, and could have written
 * the name of another rule into it.
 */
export function blockingRule(toolbox: Toolbox, told: PolicyRequest['rule']): PolicyRequest['rule'] {
  const rule = ruleWithDigest(toolbox.policyLevels(), told.sha256)
  return rule === null ? told : { ...told, ...rule }
}

function statusOf(decision: PolicyDecision, now: number): PolicyRequestView['status'] {
  const { kind, at, by, until, reason } = decision
  if (kind === 'refused') return { kind, at, by, reason }
  return { kind: isInForce(decision, now) ? kind : 'expired', at, by, until, reason }
}

interface Found {
  readonly wanted: Wanted
  readonly refusal: PolicyVerdict
}

/** The release that comes nearest to being allowed: one that can be asked for before one that cannot. */
function wantedPackage(toolbox: Toolbox, what: Extract<Asked['what'], { kind: 'package' }>): Found {
  const catalog = openedCatalog(toolbox)
  const judge = releaseJudge(toolbox)
  const offers = offersOf(toolbox, catalog, what)
  const judged = offers.map((offer) => ({ offer, refusal: refusalIn(judge?.judgeOffer(offer) ?? []) }))
  if (judge === null || judged.some(({ refusal }) => refusal === null)) throw nothingToAsk(what, 'allowed')
  const refused = judged.flatMap(({ offer, refusal }) =>
    refusal?.owner === 'administrator' ? [{ offer, refusal }] : [],
  )
  const found = refused.find(({ refusal }) => refusal.decision === 'ask') ?? refused[0]
  if (found === undefined) throw nothingToAsk(what, 'own')
  return { wanted: packageOf(toolbox, found.offer, judge.sourceOf(found.offer)), refusal: found.refusal }
}

/** Throws where there are none. */
function offersOf(
  toolbox: Toolbox,
  catalog: Catalog,
  what: Extract<Asked['what'], { kind: 'package' }>,
): readonly Offer[] {
  const all = catalog.releasesOf(what.name)
  if (all.length === 0) throw notFound(catalog, installedReleases(toolbox), what.name)
  if (what.repository !== undefined) getRepository(toolbox.state, what.repository)
  const isOfVersion = ({ version }: { readonly version: string }) =>
    what.version === undefined || version === what.version
  const offers = all.filter(
    ({ repository, record }) =>
      isOfVersion(record) && (what.repository === undefined || repository === what.repository),
  )
  if (offers.length > 0) return offers
  const releases = all.map(({ repository, record: { version } }) => ({ version, repository }))
  throw notOffered(what, releases, isOfVersion)
}

function packageOf(
  { state }: Toolbox,
  { repository, record }: Offer,
  { publisher, keys }: { readonly publisher: string | null; readonly keys: readonly string[] | null },
): Wanted {
  const address = listRepositories(state).find(({ name }) => name === repository)!.url
  const { name, version } = record
  return {
    kind: 'package',
    name,
    version,
    repository,
    address,
    publisher,
    keys: keys === null ? null : [...keys],
  }
}

/** Throws `request/invalid` for what is no address: nobody could add it. */
function wantedRepository(toolbox: Toolbox, typed: string): Found {
  const address = parseRepositoryUrl(typed).href
  const levels = toolbox.policyLevels()
  const person = toolbox.person()
  // Of one that was never here, nobody knows before it is looked at how it is signed.
  const here = listRepositories(toolbox.state).find(({ url }) => url === address)
  const refusal = refusalIn([
    ...judgeRepository(levels, { address, isAdded: true, byRoot: person.uid === 0 }),
    ...(here === undefined ? [] : judgeTrust(levels, () => trustOf(here))),
    ...[refusalOfRole(levels, person, 'repository.add')].filter((role) => role !== null),
  ])
  const what = { kind: 'repository' as const, address }
  if (refusal === null) throw nothingToAsk(what, 'allowed')
  if (refusal.owner !== 'administrator') throw nothingToAsk(what, 'own')
  return { wanted: what, refusal }
}

function nothingToAsk(what: Asked['what'], reason: 'allowed' | 'own'): EngineError {
  return new EngineError('policy/nothing-to-ask', {
    what: what.kind === 'package' ? what.name : what.address,
    reason,
  })
}

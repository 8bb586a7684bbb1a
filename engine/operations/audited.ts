import type { OperationName, Output, ParsedInput } from '../api/operations.ts'
import { factsOf } from '../audit/facts.ts'
import type { AuditFacts } from '../model/audit.ts'
import type { Consent, Voucher } from '../model/consent.ts'
import type { Failure } from '../model/failure.ts'
import type { ChangeRequest, PlanLine } from '../model/plan.ts'
import type { PolicyRequestView } from '../model/policy-request.ts'
import { isRefusal } from './refusals.ts'

/** What came of an operation: one entry each. */
export interface Came {
  readonly object: AuditFacts
  readonly failure?: Failure
}

/** How an operation is told in the audit log. */
export interface Telling<N extends OperationName> {
  /** Refused where the log cannot say first that it begins: what changes software, or trust, has a witness. */
  readonly begins: boolean
  readonly object: (input: ParsedInput<N>) => AuditFacts
  /** No entry where it came to nothing. Usually one, of what it was about. */
  readonly came?: (output: Output<N>, input: ParsedInput<N>) => readonly Came[]
}

/** Operations that are told otherwise than by their input. */
const tellings: { readonly [N in OperationName]?: Telling<N> } = {
  'plan.make': { begins: false, object: ({ request }) => requestFacts(request) },
  'plan.apply': {
    begins: true,
    object: ({ request, runScripts }) => ({ ...requestFacts(request), ...factsOf({ runScripts }) }),
    came: ({ generation, previous, lines, configuration, scripts, consents }, { request }) => [
      {
        object: {
          ...requestFacts(request),
          ...factsOf({ generation, previous, changes: lines.map(lineText) }),
          ...factsOf({ configuration: configuration?.map(({ kind, path }) => `${kind} ${path}`) }),
          ...factsOf({ scripts: scripts?.map((ran) => ran.package) }),
          ...factsOf({ accepted: consents?.map(consentText) }),
        },
      },
    ],
  },
  'package.restore': {
    begins: true,
    object: factsOf,
    came: ({ restored, left }, input) => [
      {
        object: factsOf({
          ...input,
          restored: restored.map(({ name, path }) => `${name} ${path}`),
          left: left.map(({ name }) => name),
        }),
      },
    ],
  },
  'repository.remove': {
    begins: true,
    object: factsOf,
    came: (removed, input) => [{ object: factsOf({ ...input, ...removed }) }],
  },
  // A name says nothing of whose word counts from now on: its keys do.
  'publisher.trust': {
    begins: true,
    object: factsOf,
    came: ({ keys }, input) => {
      const meant = keys.filter(({ keyId, name }) => keyId === input.who || name === input.who)
      return [{ object: factsOf({ ...input, keys: meant.map(({ keyId }) => keyId) }) }]
    },
  },
  'publisher.distrust': {
    begins: true,
    object: factsOf,
    came: ({ removed }, input) => [
      { object: factsOf({ ...input, keys: removed.map(({ keyId }) => keyId) }) },
    ],
  },
  'repository.sync': { begins: false, object: factsOf, came: syncedRepositories },
  'system.cleanup': {
    // It is what helps where the disk is full.
    begins: false,
    object: factsOf,
    came: ({ dryRun, items, bytes }) =>
      dryRun || items.length === 0
        ? []
        : [{ object: factsOf({ items: items.map(({ kind, name }) => `${kind} ${name}`), bytes }) }],
  },
  'policy.request': { begins: true, object: factsOf, came: (view) => [{ object: askedFacts(view) }] },
  'policy.withdraw': { begins: true, object: factsOf, came: (view) => [{ object: askedFacts(view) }] },
  // An id says nothing to whoever reads the log, and the file that it stands for may be gone by then.
  'policy.approve': {
    begins: true,
    object: factsOf,
    came: (view, { until, reason }) => [{ object: { ...askedFacts(view), ...factsOf({ until, reason }) } }],
  },
  'policy.refuse': {
    begins: true,
    object: factsOf,
    came: (view, { reason }) => [{ object: { ...askedFacts(view), ...factsOf({ reason }) } }],
  },
  'history.label': { begins: false, object: factsOf },
  'history.pin': { begins: false, object: factsOf },
}

/** What nobody wrote a row for is told by its input, and begins: nothing is changed without a witness. */
export function tellingOf<N extends OperationName>(name: N): Telling<N> {
  return tellings[name] ?? { begins: true, object: factsOf }
}

/** Who may have, or would like to have, what from whom, and the rule that is in the way. */
function askedFacts({ id, user, wanted, rule, reason }: PolicyRequestView): AuditFacts {
  const what =
    wanted.kind === 'repository'
      ? { repository: wanted.address }
      : {
          package: `${wanted.name} ${wanted.version}`,
          repository: wanted.address,
          publisher: wanted.publisher,
          keys: wanted.keys,
        }
  return factsOf({ id, for: `${user.name} (${user.uid})`, ...what, against: rule.rule, asked: reason })
}

function requestFacts(request: ChangeRequest): AuditFacts {
  const { kind, ...rest } = request
  return factsOf({
    request: kind,
    ...rest,
    ...('packages' in rest ? { packages: rest.packages?.map(wantedText) } : {}),
  })
}

function wantedText(
  wanted: string | { readonly name: string; readonly version?: string | undefined },
): string {
  if (typeof wanted === 'string') return wanted
  return wanted.version === undefined ? wanted.name : `${wanted.name} ${wanted.version}`
}

/** Whose word was taken from now on in the place of whose. */
function consentText(consent: Consent): string {
  if (consent.kind === 'look-alike') {
    const { name, other } = consent
    return `${name} by ${voucherText(consent.publisher)}, which passes for ${other.name} by ${voucherText(other.publisher)}`
  }
  const { kind, name, before, after } = consent
  return `${kind} of ${name}: ${voucherText(before)} to ${voucherText(after)}`
}

function voucherText({ name, fingerprints }: Voucher): string {
  return [name ?? 'nobody known', ...fingerprints].join(' ')
}

function lineText({ action, name, from, to, repository }: PlanLine): string {
  const versions = [from, to].filter((version) => version !== null).join(' to ')
  return [action, name, versions, ...(repository === null ? [] : [`from ${repository}`])].join(' ')
}

/** Those that brought something new, and those that were not to be trusted. That a network was down is no matter of trust. */
function syncedRepositories(results: Output<'repository.sync'>): Came[] {
  return results.flatMap(({ name, outcome, packages, failure }): Came[] => {
    if (outcome === 'updated') return [{ object: { name, packages } }]
    return failure !== null && isRefusal(failure) ? [{ object: { name }, failure }] : []
  })
}

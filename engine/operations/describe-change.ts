import type { Description, Fact, Subject } from '../api/description.ts'
import { type OperationName, operations, type ParsedInput } from '../api/operations.ts'
import { parseRepositoryUrl } from '../download/address.ts'
import type { Consent, LookAlike, Voucher } from '../model/consent.ts'
import { EngineError } from '../model/failure.ts'
import type { PlanScript } from '../model/plan.ts'
import { getRepository } from '../state/repositories.ts'
import { planWithDraft } from './plan-changes.ts'
import type { Toolbox } from './toolbox.ts'

type Described = Omit<Description, 'about' | 'subject'>
type Describer<N extends OperationName> = (
  toolbox: Toolbox,
  input: ParsedInput<N>,
  signal: AbortSignal,
) => Described | Promise<Described>

const subjects: { readonly [N in OperationName]?: Subject } = {
  'plan.apply': 'software',
  'package.restore': 'repair',
  'system.cleanup': 'cleanup',
  'repository.add': 'repository-add',
  'repository.configure': 'repository-change',
  'repository.setKey': 'repository-change',
  'repository.remove': 'repository-remove',
  'policy.add': 'rules-add',
  'policy.remove': 'rules-remove',
  'policy.request': 'leave-ask',
  'policy.withdraw': 'leave-withdraw',
  'policy.approve': 'leave-give',
  'policy.refuse': 'leave-refuse',
  'publisher.trust': 'publisher-trust',
  'publisher.distrust': 'publisher-distrust',
}

/** Where the input alone does not say what would happen. */
const describers: { readonly [N in OperationName]?: Describer<N> } = {
  'plan.apply': describePlan,
  'repository.add': (_, { openPgpKey, ...input }) =>
    factsOnly({
      ...input,
      url: normalized(input.url),
      mirrors: input.mirrors.map(normalized),
      // Nobody can read the key itself; its fingerprint is among the facts.
      openPgpKey: openPgpKey === undefined ? undefined : 'in place of a root',
    }),
  'repository.setKey': (toolbox, { name, fingerprint }) =>
    factsOnly({ ...knownAs(toolbox, name), fingerprint }),
  'repository.configure': (toolbox, { mirrors, ...input }) =>
    factsOnly({ ...knownAs(toolbox, input.name), ...input, mirrors: mirrors?.map(normalized) }),
  'repository.remove': (toolbox, { name }) => factsOnly(knownAs(toolbox, name)),
  'policy.request': (_, { what, reason }) => factsOnly({ ...what, kind: undefined, reason }),
  'policy.withdraw': describeDecision,
  'policy.approve': describeDecision,
  'policy.refuse': describeDecision,
  'publisher.trust': describeTrust,
  'policy.add': (_, { rules }) => factsOnly({ rules: rules.map(ruleText) }),
  'policy.remove': (_, { rules }) => factsOnly({ rules: rules.map(ruleText) }),
}

/**
 * A window says which key. By a name it would be those that its repository names when the change has its turn: others than
 * the person was told, where a synchronization that was begun before brings some.
 */
async function describeTrust(toolbox: Toolbox, input: ParsedInput<'publisher.trust'>): Promise<Described> {
  const { isKeyId, keysMeant } = await import('./trusted-publishers.ts')
  if (!isKeyId(input.who)) {
    const problem = 'say which key, by its fingerprint'
    throw new EngineError('request/invalid', { what: 'publisher', value: input.who, problem })
  }
  const known = keysMeant(toolbox, input).map(({ name }) => name || 'nobody that a repository here names')
  return factsOnly({ fingerprint: input.who, publisher: known })
}

/** What the id stands for is read here, not taken on the window's word. */
async function describeDecision(
  toolbox: Toolbox,
  { id, ...said }: { readonly id: string },
): Promise<Described> {
  const [{ findRequest }, { blockingRule }] = await Promise.all([
    import('./decide-request.ts'),
    import('./policy-requests.ts'),
  ])
  const { user, request } = findRequest(toolbox, id).asked
  const { wanted, reason } = request
  const rule = blockingRule(toolbox, request.rule)
  const asked = { ...wanted, rule: rule.rule, user, because: reason ?? undefined }
  return factsOnly({
    ...asked,
    kind: undefined,
    publisher: 'publisher' in wanted ? (wanted.publisher ?? '') : undefined,
    keys: 'keys' in wanted ? (wanted.keys ?? []) : undefined,
    ...said,
  })
}

/** What an operation would do with this input, for a person who is asked. Changes nothing. */
export async function describeChange<N extends OperationName>(
  toolbox: Toolbox,
  name: N,
  input: ParsedInput<N>,
  signal: AbortSignal,
): Promise<Description> {
  const describe: Describer<N> = describers[name] ?? ((_, fields) => factsOnly(fields))
  const described = await describe(toolbox, input, signal)
  return { subject: subjects[name] ?? 'other', about: operations[name].about, ...described }
}

/** A plan that is not the one that was shown is refused here already: nobody is asked about what cannot be done. */
async function describePlan(
  toolbox: Toolbox,
  { request, digest, runScripts, accepted = [], locales }: ParsedInput<'plan.apply'>,
  signal: AbortSignal,
): Promise<Described> {
  const answer = await planWithDraft(toolbox, request, signal, { paths: 'later', locales })
  if (answer.kind === 'unsolvable')
    throw new EngineError('plan/unsolvable', { explanation: answer.explanation })
  const now = answer.kind === 'plan' ? answer.plan.digest : ''
  if (answer.kind !== 'plan' || now !== digest) throw new EngineError('plan/stale', { planned: digest, now })
  const { install, change, remove, configuration = [], scripts = [], consents = [] } = answer.plan
  const wanted = runScripts === true ? scripts.filter(({ refusal }) => refusal === null) : []
  return {
    changes: [...install, ...change, ...remove],
    facts: [
      ...consents.filter(({ name }) => accepted.includes(name)).flatMap(consentFacts),
      ...wanted.flatMap(scriptFacts),
      ...configuration.map(({ action, path }) => ({ label: `${action} configuration`, value: path })),
      { label: 'plan', value: digest },
    ],
  }
}

/** Whose word is taken from now on, and whose was. */
function consentFacts(consent: Consent): readonly Fact[] {
  if (consent.kind === 'look-alike') return lookAlikeFacts(consent)
  const { kind, name, before, after } = consent
  const text = (when: string, { name: who, fingerprints }: Voucher) =>
    `${name} ${when}: ${[who ?? '', ...fingerprints].join(' ')}`
  return [
    { label: kind, value: text('before', before) },
    { label: kind, value: text('now', after) },
  ]
}

function lookAlikeFacts({ other, ...mine }: LookAlike): readonly Fact[] {
  const text = ({ name, publisher, repository }: Pick<LookAlike, 'name' | 'publisher' | 'repository'>) =>
    [name, publisher.name ?? '', repository, ...publisher.fingerprints]
      .filter((part) => part !== '')
      .join(' · ')
  return [
    { label: 'not the same', value: text(other) },
    { label: 'but', value: text(mine) },
  ]
}

function scriptFacts({ package: name, version, when, text }: PlanScript): readonly Fact[] {
  return [
    { label: 'runs', value: `${name} ${version}, ${when}` },
    { label: 'script', value: text },
  ]
}

function normalized(address: string): string {
  return parseRepositoryUrl(address).href
}

function knownAs(toolbox: Toolbox, name: string): { readonly name: string; readonly url: string } {
  const { url } = getRepository(toolbox.state, name)
  return { name, url }
}

function ruleText(rule: ParsedInput<'policy.add'>['rules'][number]): string {
  return Object.values(rule).join(' ')
}

function factsOnly(input: object): Described {
  return { changes: [], facts: Object.entries(input).flatMap(([label, value]) => factsOf(label, value)) }
}

function factsOf(label: string, value: unknown): readonly Fact[] {
  if (Array.isArray(value)) return value.flatMap((each) => factsOf(label, each))
  if (value === undefined || value === '') return []
  return [{ label, value: typeof value === 'string' ? value : JSON.stringify(value) }]
}

import * as v from 'valibot'
import { PackageName } from '../model/manifest.ts'
import { PolicyDeadline, PolicyOwner, PolicyVerdict } from '../model/policy.ts'
import { AdministratorPolicy, roleNames } from '../model/policy-file.ts'
import { NamePattern } from '../model/repository-index.ts'
import { operation } from './operation.ts'
import { Line } from './package-operations.ts'
import { RepositoryName } from './repository-operations.ts'

/** What a person decides once, for every request that follows. */
export const PolicyRule = v.variant('kind', [
  /** It stays in the release it has. */
  v.strictObject({ kind: v.literal('hold'), name: PackageName }),
  /** Only releases within `version`, a constraint as typed, or of `repository`, or both. One a name. */
  v.strictObject({
    kind: v.literal('pin'),
    name: PackageName,
    version: v.optional(Line),
    repository: v.optional(RepositoryName),
  }),
  /** Nothing removes it, not even by force. */
  v.strictObject({ kind: v.literal('protect'), name: PackageName }),
  /** Only this repository may offer names that match. One a pattern. */
  v.strictObject({ kind: v.literal('owner'), pattern: NamePattern, repository: RepositoryName }),
  /** Releases of the development channel may be taken everywhere. */
  v.strictObject({ kind: v.literal('development') }),
])
export type PolicyRule = v.InferOutput<typeof PolicyRule>

export const PolicyView = v.strictObject({
  /** With the release that each is held at; null where it is not installed any more. */
  holds: v.array(v.strictObject({ name: PackageName, version: v.nullable(Line) })),
  pins: v.array(
    v.strictObject({
      name: PackageName,
      version: v.nullable(Line),
      repository: v.nullable(RepositoryName),
      /** Whether a repository in use offers a release that satisfies it. */
      offered: v.boolean(),
    }),
  ),
  protected: v.array(PackageName),
  owners: v.array(v.strictObject({ pattern: NamePattern, repository: RepositoryName })),
  channel: v.picklist(['stable', 'development']),
})
export type PolicyView = v.InferOutput<typeof PolicyView>

/** The files that rule this machine, the administrator's first, and the asking person's roles. */
export const EffectivePolicy = v.strictObject({
  levels: v.array(v.strictObject({ owner: PolicyOwner, file: Line, policy: AdministratorPolicy })),
  /** Null where the administrator gave out none: everybody may do everything. */
  roles: v.nullable(v.array(v.picklist(roleNames))),
  /** Root writes the rules, and stands above roles; left out for everybody else. */
  isAbove: v.optional(v.literal(true)),
  /** What is installed and has to be repaired by a time, the earliest first; left out where there is nothing. */
  deadlines: v.optional(
    v.array(v.strictObject({ name: PackageName, version: Line, deadline: PolicyDeadline })),
  ),
})
export type EffectivePolicy = v.InferOutput<typeof EffectivePolicy>

/** What policy files say of a package, release by release. */
export const PolicyExplanation = v.strictObject({
  name: PackageName,
  releases: v.array(
    v.strictObject({
      version: Line,
      repository: RepositoryName,
      /** Everything that a rule says of it. */
      verdicts: v.array(PolicyVerdict),
      /** The rule that keeps it away; null where it may be taken. */
      refusal: v.nullable(PolicyVerdict),
      /** The rule that puts its repository before others. */
      order: v.optional(PolicyVerdict),
    }),
  ),
  /** Until when it has to be repaired. */
  deadline: v.optional(PolicyDeadline),
  /** The rule that keeps it from being removed. */
  removal: v.nullable(PolicyVerdict),
  /** Rules about times, where it is none of theirs now: nothing is installed, updated or removed. */
  schedule: v.array(
    v.strictObject({
      verdict: PolicyVerdict,
      /** Whether what repairs known weaknesses may come all the same. */
      repairsPass: v.boolean(),
    }),
  ),
})
export type PolicyExplanation = v.InferOutput<typeof PolicyExplanation>

const PolicyProblem = v.strictObject({
  /** From 1; null where no line can be told. */
  line: v.nullable(v.number()),
  /** Path into the file; empty where the whole file is meant. */
  key: v.string(),
  problem: v.string(),
  accepted: v.string(),
})

const rules = v.strictObject({ rules: v.pipe(v.array(PolicyRule), v.minLength(1), v.maxLength(1_000)) })

export const policyOperations = {
  'policy.list': operation(
    'reads',
    'What holds for every request: holds, pins, protected names, owners of names, the channel.',
    v.strictObject({}),
    PolicyView,
  ),
  'policy.add': operation('changes', 'Makes rules hold from now on, all or none.', rules, PolicyView),
  'policy.remove': operation('changes', 'Drops rules; of a pin, its name says which.', rules, PolicyView),
  'policy.show': operation(
    'reads',
    'What policy files say on this machine, whose they are, and which roles the asking person has.',
    v.strictObject({}),
    EffectivePolicy,
  ),
  'policy.explain': operation(
    'reads',
    'What policy files say of each release of a package, and which rule says it.',
    v.strictObject({ name: PackageName }),
    PolicyExplanation,
  ),
  'policy.check': operation(
    'reads',
    'What is wrong with the text of a policy file; nothing where it is valid.',
    v.strictObject({
      text: v.pipe(v.string(), v.maxLength(2_000_000)),
      owner: v.optional(PolicyOwner, 'administrator'),
    }),
    v.strictObject({ problems: v.array(PolicyProblem) }),
  ),
}

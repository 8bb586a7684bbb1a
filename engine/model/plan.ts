import * as v from 'valibot'
import { ConfigurationNews, PlannedConfiguration } from './configuration-news.ts'
import { Consent } from './consent.ts'
import { DifferenceLine } from './line-difference.ts'
import { PackageName, Sha256 } from './manifest.ts'
import { PolicyVerdict } from './policy.ts'
import { ProofFactSchema, ProofStepSchema } from './proof.ts'
import { Unexported } from './unexported.ts'
import { Urgency } from './urgency.ts'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const Names = v.pipe(v.array(PackageName), v.minLength(1), v.maxLength(1_000))

/** A version or constraint as typed: `1.2.0`, `>= 1.2, < 2`. A bare version means exactly that version. */
const Wanted = v.strictObject({ name: PackageName, version: v.optional(Line) })

/** What a request may bring besides what is needed. */
const extras = {
  /** New packages also bring what they recommend; they do unless this is false. */
  recommends: v.optional(v.boolean()),
  /** New packages also bring what they suggest. */
  suggests: v.optional(v.boolean()),
}
/** Releases of the development channel may be taken too. */
const development = v.optional(v.boolean())

const single = [
  v.strictObject({
    kind: v.literal('install'),
    packages: v.pipe(v.array(Wanted), v.minLength(1), v.maxLength(1_000)),
    /** Only releases of this repository. */
    repository: v.optional(Line),
    /** Install again even where that very release is already there. */
    force: v.optional(v.boolean(), false),
    /** Dependencies of the named packages that cannot be met are left out. */
    forceDependencies: v.optional(v.boolean()),
    development,
    ...extras,
  }),
  v.strictObject({
    kind: v.literal('remove'),
    packages: Names,
    /** Configuration files go too. */
    purge: v.optional(v.boolean(), false),
    /** Also remove what depends on the named packages. */
    force: v.optional(v.boolean(), false),
    /** What only they needed stays. */
    keepUnneeded: v.optional(v.boolean()),
  }),
  /** Without `packages` and `categories`: everything that has a newer release. */
  v.strictObject({
    kind: v.literal('update'),
    packages: v.optional(Names),
    /** Only packages of one of these categories. */
    categories: v.optional(v.pipe(v.array(Line), v.minLength(1), v.maxLength(100))),
    /** Only what repairs an advisory. */
    security: v.optional(v.boolean()),
    development,
    ...extras,
  }),
  /** To the newest release that is older than the installed one. */
  v.strictObject({ kind: v.literal('downgrade'), packages: Names }),
  /** `name` goes and `by` comes, in one change. */
  v.strictObject({ kind: v.literal('replace'), name: PackageName, by: PackageName, ...extras }),
  /** Everything goes that came along and that nothing chosen needs any more. */
  v.strictObject({ kind: v.literal('autoremove') }),
  /** What is installed lacks nothing afterwards, dependencies that were left out by force included. */
  v.strictObject({ kind: v.literal('repair') }),
] as const

/** What a person asks for. Everything that changes the machine is one of these, planned before it is done. */
export const ChangeRequest = v.variant('kind', [
  ...single,
  /** Several at once, in one plan. */
  v.strictObject({
    kind: v.literal('together'),
    requests: v.pipe(v.array(v.variant('kind', [...single])), v.minLength(1), v.maxLength(100)),
  }),
  /** Back (or forward) to what a kept generation held. */
  v.strictObject({
    kind: v.literal('rollback'),
    generation: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  /** Back to the generation before the current one. */
  v.strictObject({ kind: v.literal('undo') }),
  /** One package in a release that it had, or that is offered; the rest only as far as that one needs it. */
  v.strictObject({
    kind: v.literal('rollback-package'),
    name: PackageName,
    version: Line,
    /** The generation that is left is pinned, so that nothing takes the way back. */
    backup: v.optional(v.boolean(), true),
  }),
])
export type ChangeRequest = v.InferOutput<typeof ChangeRequest>
/** A request that the resolver answers. */
export type ResolvedRequest = Exclude<ChangeRequest, { kind: 'rollback' | 'undo' | 'rollback-package' }>
export type SingleRequest = Exclude<ResolvedRequest, { kind: 'together' }>

/** Kept as it is: the newer release cannot be taken because of `reason`, which `facts` tell in full. */
export const HeldBack = v.strictObject({
  kind: v.literal('held'),
  reason: Line,
  /** Left out where a person holds it, or a rule does. */
  facts: v.optional(v.array(ProofFactSchema)),
})
export type HeldBack = v.InferOutput<typeof HeldBack>

/** Why a plan holds a line. */
export const Because = v.variant('kind', [
  v.strictObject({ kind: v.literal('requested') }),
  /** `by` needs it, as `clause` says (`libfoo >= 1.2`). */
  v.strictObject({ kind: v.literal('dependency'), by: Line, clause: Line }),
  /** `by` works without it, and better with it. */
  v.strictObject({ kind: v.literal('recommended'), by: Line, clause: Line }),
  v.strictObject({ kind: v.literal('suggested'), by: Line, clause: Line }),
  /** It comes in the place of `name`. */
  v.strictObject({ kind: v.literal('replaces'), name: Line }),
  /** Nothing that stays needs it any more; `formerly` did. */
  v.strictObject({ kind: v.literal('orphaned'), formerly: v.nullable(Line) }),
  /** It depends on `on`, which goes. */
  v.strictObject({ kind: v.literal('depends-on-removed'), on: Line }),
  v.strictObject({ kind: v.literal('conflict'), with: Line }),
  v.strictObject({ kind: v.literal('newer') }),
  v.strictObject({ kind: v.literal('generation'), generation: v.number() }),
  HeldBack,
])
export type Because = v.InferOutput<typeof Because>

export const PlanLine = v.strictObject({
  action: v.picklist(['install', 'upgrade', 'downgrade', 'reinstall', 'remove', 'keep']),
  name: PackageName,
  /** The name people know it by: the app's, else the package's. */
  title: Line,
  /** Address of the icon relative to the window's page, or null. */
  icon: v.nullable(Line),
  from: v.nullable(Line),
  to: v.nullable(Line),
  repository: v.nullable(Line),
  /** Which repository it was from before; null where it stays with one, comes or goes. */
  fromRepository: v.nullable(Line),
  publisher: v.nullable(Line),
  because: Because,
  /** Bytes still to fetch; 0 where the artifact is in the cache or the release in the store. */
  download: v.number(),
  /** Bytes of change in the profile: negative frees space. */
  disk: v.number(),
  /** The person asked for this package by name once; removing it loses something chosen. */
  chosen: v.boolean(),
  /** Ids of advisories that this line repairs. */
  fixes: v.array(Line),
  /** The strongest reason among them; left out where it repairs none. */
  urgency: v.optional(Urgency),
  /** The rule that allows it expressly; left out where no rule speaks of it. */
  policy: v.optional(PolicyVerdict),
})
export type PlanLine = v.InferOutput<typeof PlanLine>

/** What a package wants to run when it comes, and whether it may. */
export const PlanScript = v.strictObject({
  package: PackageName,
  version: Line,
  when: v.picklist(['pre_install', 'post_install']),
  text: v.string(),
  sha256: Sha256,
  /** Line by line against that of the installed release; null where that has none. */
  difference: v.nullable(v.array(DifferenceLine)),
  /** Why it does not run, whatever the person says. Null: it runs in a sandbox if the person wants it. */
  refusal: v.nullable(
    v.strictObject({
      reason: v.picklist(['off', 'not-listed', 'unsigned', 'going-back', 'no-sandbox']),
      /** What is missing for a sandbox; empty for other reasons. */
      detail: v.string(),
    }),
  ),
})
export type PlanScript = v.InferOutput<typeof PlanScript>

export const Plan = v.strictObject({
  /** SHA-256 of everything below that decides what will happen. `plan.apply` refuses another. */
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  request: ChangeRequest,
  install: v.array(PlanLine),
  change: v.array(PlanLine),
  remove: v.array(PlanLine),
  keep: v.array(PlanLine),
  download: v.number(),
  disk: v.number(),
  diskFree: v.nullable(v.number()),
  /** Generation numbers: the running one, and the one that applying makes. */
  from: v.number(),
  to: v.number(),
  /** Names of packages the person chose that this plan removes without having been asked to. */
  losesChosen: v.array(PackageName),
  /** What a person wrote themselves and that goes or comes back with it; left out where there is none. Part of the digest. */
  configuration: v.optional(v.array(PlannedConfiguration)),
  /** Left out where no package that comes has a script. */
  scripts: v.optional(v.array(PlanScript)),
  /** What `plan.apply` wants accepted by name; left out where there is nothing. Part of the digest. */
  consents: v.optional(v.array(Consent)),
  /** Rules that would refuse it, but for what it repairs; left out where there are none. */
  told: v.optional(v.array(PolicyVerdict)),
})
export type Plan = v.InferOutput<typeof Plan>

/** Why a request has no plan, and what would. Every fix is itself a request that solves. */
export const Explanation = v.strictObject({
  /** The two or three facts that cannot all hold, shortest form. */
  clash: v.array(ProofFactSchema),
  proof: v.array(ProofStepSchema),
  fixes: v.pipe(v.array(v.strictObject({ requests: v.array(ChangeRequest) })), v.maxLength(3)),
})
export type Explanation = v.InferOutput<typeof Explanation>

export const PlanAnswer = v.variant('kind', [
  v.strictObject({ kind: v.literal('plan'), plan: Plan }),
  /** Nothing to do: the machine already is as asked, or `kept` says what is in the way of more. */
  v.strictObject({
    kind: v.literal('nothing'),
    names: v.array(PackageName),
    kept: v.optional(v.array(PlanLine)),
  }),
  v.strictObject({ kind: v.literal('unsolvable'), explanation: Explanation }),
])
export type PlanAnswer = v.InferOutput<typeof PlanAnswer>

/** What the scripts of one package did. */
const RanScripts = v.strictObject({
  package: PackageName,
  /** Files and links that they made. */
  files: v.number(),
  /** Up to 64 KiB; null where they had run before, and what they made was still there. */
  printed: v.nullable(v.string()),
})
export type RanScripts = v.InferOutput<typeof RanScripts>

/** What applying a plan did, verified on disk. */
export const Receipt = v.strictObject({
  generation: v.number(),
  previous: v.number(),
  digest: Line,
  lines: v.array(PlanLine),
  /** Of these packages, what the person's menu, icons and commands do not have as it is. */
  unexported: v.array(Unexported),
  /** Configuration files that the person edited, and that this met; left out where there are none. */
  configuration: v.optional(v.array(ConfigurationNews)),
  /** Packages whose scripts the person agreed to; left out where there are none. */
  scripts: v.optional(v.array(RanScripts)),
  /** What the person accepted; left out where nothing was asked. */
  consents: v.optional(v.array(Consent)),
})
export type Receipt = v.InferOutput<typeof Receipt>

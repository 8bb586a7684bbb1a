import * as v from 'valibot'
import { PackageName } from '../model/manifest.ts'
import { NotAllowedReason } from '../model/not-allowed-reason.ts'
import { Because, ChangeRequest, Explanation } from '../model/plan.ts'
import { PolicyVerdict } from '../model/policy.ts'
import { operation } from './operation.ts'
import { Line } from './package-operations.ts'

/** One line of a solution: what a plan would do to a package, told without asking the catalog. */
export const SolutionLine = v.strictObject({
  action: v.picklist(['install', 'upgrade', 'downgrade', 'reinstall', 'remove']),
  name: PackageName,
  from: v.nullable(Line),
  to: v.nullable(Line),
  repository: Line,
  because: Because,
  /** Bytes of the artifact; 0 where nothing comes. */
  size: v.number(),
  /** Bytes of its files, of what comes or of what goes. */
  installedSize: v.number(),
})
export type SolutionLine = v.InferOutput<typeof SolutionLine>

export const Solution = v.strictObject({
  /** What was asked for first, then by name. */
  lines: v.array(SolutionLine),
  /** Dependencies that what changes or was asked for has left out by force, as `name version: clause`. */
  unmet: v.array(Line),
  /** Bytes of all artifacts; what is already here is not looked at. */
  size: v.number(),
  /** Bytes of files that come, less those that go. */
  installedSize: v.number(),
})
export type Solution = v.InferOutput<typeof Solution>

export const SolveAnswer = v.variant('kind', [
  v.strictObject({ kind: v.literal('solved'), ...Solution.entries }),
  v.strictObject({ kind: v.literal('unsolvable'), explanation: Explanation }),
])
export type SolveAnswer = v.InferOutput<typeof SolveAnswer>

/** Its `clause` is why the next one of the chain is there. */
export const ChainLink = v.strictObject({
  name: PackageName,
  version: Line,
  clause: Line,
  kind: v.picklist(['dependency', 'recommended', 'suggested']),
})

export const WhyAnswer = v.strictObject({
  name: PackageName,
  version: Line,
  /** The person asked for it by name. */
  chosen: v.boolean(),
  /** Each from a package the person chose down to the one asked about, which it leaves out; shortest first. */
  chains: v.array(v.array(ChainLink)),
})
export type WhyAnswer = v.InferOutput<typeof WhyAnswer>

/** A release that exists and may not be taken. */
export const HiddenRelease = v.strictObject({
  version: Line,
  repository: Line,
  reason: NotAllowedReason,
  /** The rule, where the reason is a policy. */
  verdict: v.optional(PolicyVerdict),
})

const hidden = v.array(HiddenRelease)
export const WhyNotAnswer = v.variant('kind', [
  v.strictObject({ kind: v.literal('installed'), name: PackageName, version: Line, hidden }),
  /** Nothing is in the way: this is what installing it would do. */
  v.strictObject({ kind: v.literal('possible'), ...Solution.entries, hidden }),
  v.strictObject({ kind: v.literal('impossible'), explanation: Explanation, hidden }),
])
export type WhyNotAnswer = v.InferOutput<typeof WhyNotAnswer>

export const StateProblem = v.variant('kind', [
  /** `release` needs `clause`, which nothing installed meets. */
  v.strictObject({
    kind: v.literal('unmet'),
    release: Line,
    clause: Line,
    /** It was left out by force. */
    accepted: v.boolean(),
  }),
  v.strictObject({ kind: v.literal('conflict'), release: Line, clause: Line, other: Line }),
])
export type StateProblem = v.InferOutput<typeof StateProblem>

export const dependencyOperations = {
  'dependency.solve': operation(
    'reads',
    'Which packages a request comes down to, or why it cannot be; without making a plan.',
    v.strictObject({ request: ChangeRequest }),
    SolveAnswer,
  ),
  'dependency.why': operation(
    'reads',
    'Why a package is installed.',
    v.strictObject({ name: PackageName }),
    WhyAnswer,
  ),
  'dependency.whyNot': operation(
    'reads',
    'What keeps a package from being installed.',
    v.strictObject({ name: PackageName, version: v.optional(Line) }),
    WhyNotAnswer,
  ),
  'dependency.check': operation(
    'reads',
    'What the installed packages lack, and which of them exclude each other.',
    v.strictObject({}),
    v.array(StateProblem),
  ),
}

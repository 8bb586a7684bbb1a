import * as v from 'valibot'
import { NotAllowedReason } from './not-allowed-reason.ts'
import { PolicyVerdict } from './policy.ts'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

/** One step of a proof. A leaf is a fact of a named release in a named repository. */
export interface ProofStep {
  readonly text: ProofFact
  readonly because: readonly ProofStep[]
}
export type ProofFact =
  /** `older`: every release that would do is older than the installed one. */
  | {
      readonly kind: 'wanted'
      readonly name: string
      readonly constraint: string | null
      readonly older?: true | undefined
    }
  | { readonly kind: 'installed'; readonly name: string; readonly version: string }
  | {
      readonly kind: 'depends'
      readonly release: string
      readonly clause: string
      readonly repository: string
    }
  | { readonly kind: 'conflicts'; readonly release: string; readonly clause: string; readonly other: string }
  | { readonly kind: 'no-release'; readonly clause: string; readonly available: readonly string[] }
  | { readonly kind: 'needed-by'; readonly name: string; readonly by: string }
  | { readonly kind: 'impossible'; readonly name: string }
  /** The request takes it away. */
  | { readonly kind: 'unwanted'; readonly name: string }
  /** A release that would fit, and why it may not be taken. */
  | {
      readonly kind: 'not-allowed'
      readonly release: string
      readonly repository: string
      readonly reason: NotAllowedReason
      /** The rule, where the reason is a policy. */
      readonly verdict?: PolicyVerdict | undefined
    }
  | { readonly kind: 'protected'; readonly name: string }
export const ProofFactSchema: v.GenericSchema<ProofFact> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('wanted'),
    name: Line,
    constraint: v.nullable(Line),
    older: v.optional(v.literal(true)),
  }),
  v.strictObject({ kind: v.literal('installed'), name: Line, version: Line }),
  v.strictObject({ kind: v.literal('depends'), release: Line, clause: Line, repository: Line }),
  v.strictObject({ kind: v.literal('conflicts'), release: Line, clause: Line, other: Line }),
  v.strictObject({ kind: v.literal('no-release'), clause: Line, available: v.array(Line) }),
  v.strictObject({ kind: v.literal('needed-by'), name: Line, by: Line }),
  v.strictObject({ kind: v.literal('impossible'), name: Line }),
  v.strictObject({ kind: v.literal('unwanted'), name: Line }),
  v.strictObject({
    kind: v.literal('not-allowed'),
    release: Line,
    repository: Line,
    reason: NotAllowedReason,
    verdict: v.optional(PolicyVerdict),
  }),
  v.strictObject({ kind: v.literal('protected'), name: Line }),
])
export const ProofStepSchema: v.GenericSchema<ProofStep> = v.strictObject({
  text: ProofFactSchema,
  because: v.array(v.lazy(() => ProofStepSchema)),
})

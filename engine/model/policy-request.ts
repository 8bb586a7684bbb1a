import * as v from 'valibot'
import { PackageName, Sha256 } from './manifest.ts'
import { PolicyReason } from './policy.ts'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const Moment = v.pipe(v.string(), v.isoTimestamp())
const UserId = v.pipe(v.number(), v.integer(), v.minValue(-1))
/** What a person writes beside a request, or a decision. */
export const PolicyRemark = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}]{1,500}$/u, 'one line of at most 500 characters'),
)

/** What somebody asks for, as they saw it. */
export const Wanted = v.variant('kind', [
  v.strictObject({
    kind: v.literal('package'),
    name: PackageName,
    version: Line,
    /** What the repository is called there, and its address. */
    repository: Line,
    address: Line,
    /** The publisher that the repository vouches for, and the keys that it names; null where it vouches for none. */
    publisher: v.nullable(Line),
    keys: v.nullable(v.pipe(v.array(Sha256), v.maxLength(100))),
  }),
  v.strictObject({ kind: v.literal('repository'), address: Line }),
])
export type Wanted = v.InferOutput<typeof Wanted>

/** The rule that is in the way. */
const BlockingRule = v.strictObject({
  decision: v.picklist(['ask', 'deny']),
  rule: Line,
  reason: PolicyReason,
  note: v.nullable(Line),
  /** Of what the rule says: a leave ends where the rule is changed. */
  sha256: Sha256,
})

/** As it lies in the spool folder. Who asks is not in it: the owner of the file does. */
export const PolicyRequest = v.strictObject({
  format: v.literal(1),
  at: Moment,
  wanted: Wanted,
  rule: BlockingRule,
  reason: v.nullable(PolicyRemark),
  /** Who had logged in; it counts only where the administrator asked. */
  login: v.optional(UserId),
})
export type PolicyRequest = v.InferOutput<typeof PolicyRequest>

/** The user who asks, and the digest of what is asked for: nobody can exchange it for something else under this name. */
export const RequestId = v.pipe(
  v.string(),
  v.regex(/^\d{1,10}-[0-9a-f]{32}$/, 'the id of a request, as policy requests lists it'),
)

/** As it lies beside the policy file, with the whole request: what was decided is what was asked. */
export const PolicyDecision = v.strictObject({
  format: v.literal(1),
  id: RequestId,
  kind: v.picklist(['approved', 'refused']),
  at: Moment,
  /** The administrator's name. */
  by: Line,
  /** Whose request it was. */
  user: UserId,
  request: PolicyRequest,
  /** Until when an approval holds; null: until it is withdrawn. */
  until: v.nullable(Moment),
  reason: v.nullable(PolicyRemark),
})
export type PolicyDecision = v.InferOutput<typeof PolicyDecision>

const { format: _, ...told } = PolicyRequest.entries

/** A request and what became of it. */
export const PolicyRequestView = v.strictObject({
  id: RequestId,
  user: v.strictObject({ uid: UserId, name: Line }),
  ...told,
  status: v.variant('kind', [
    v.strictObject({ kind: v.literal('asked') }),
    v.strictObject({
      kind: v.picklist(['approved', 'expired']),
      at: Moment,
      by: Line,
      until: v.nullable(Moment),
      reason: v.nullable(PolicyRemark),
    }),
    v.strictObject({ kind: v.literal('refused'), at: Moment, by: Line, reason: v.nullable(PolicyRemark) }),
  ]),
})
export type PolicyRequestView = v.InferOutput<typeof PolicyRequestView>

import * as v from 'valibot'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const Moment = v.pipe(v.string(), v.isoTimestamp())

/** Whose rule it is. A person's rules narrow those of the administrator, and never widen them. */
export const PolicyOwner = v.picklist(['administrator', 'person'])
export type PolicyOwner = v.InferOutput<typeof PolicyOwner>

/** What a rule is about, so that the edge can find words. */
export const PolicyReason = v.picklist([
  /** The address of the repository is not on the list. */
  'repository',
  'insecure',
  /** It has no root: one OpenPGP key signs all of it. */
  'no-root',
  /** Fewer keys sign it than have to. */
  'threshold',
  /** Only the administrator adds repositories. */
  'user-added',
  /** The name belongs to another repository. */
  'namespace',
  'publisher',
  'publisher-key',
  /** A rule for packages matched. */
  'package',
  /** No rule for packages matched. */
  'default',
  'scripts',
  'delay',
  'downgrade',
  'protected',
  /** Its repository comes before others. */
  'order',
  'installed-size',
  'download-size',
  'role',
  /** Whoever decides about trust does not install. */
  'two-persons',
  /** It is not a time in which software may change. */
  'schedule',
])
export type PolicyReason = v.InferOutput<typeof PolicyReason>

/** Until when something has to be repaired, as a rule says. */
export const PolicyDeadline = v.strictObject({
  owner: PolicyOwner,
  file: Line,
  rule: Line,
  /** What the rule speaks of: what is known to be exploited, or critical. */
  reason: v.picklist(['exploited', 'critical']),
  advisory: Line,
  due: Moment,
  isOver: v.boolean(),
})
export type PolicyDeadline = v.InferOutput<typeof PolicyDeadline>

/** What a rule says of something, whose rule it is, and why. */
export const PolicyVerdict = v.strictObject({
  /** `ask`: not without the administrator's leave, who can be asked for it. */
  decision: v.picklist(['allow', 'deny', 'ask']),
  owner: PolicyOwner,
  file: Line,
  /** The rule as a path into the file: `packages[2]`, `publishers.mode`. */
  rule: Line,
  reason: PolicyReason,
  /** What the rule's owner wrote about it. */
  note: v.nullable(Line),
  /** The administrator's leave to pass this rule, which asks; `until` is null where it has no end. */
  approval: v.optional(
    v.strictObject({
      /** Of the request that it answers. */
      id: Line,
      by: Line,
      at: Moment,
      until: v.nullable(Moment),
    }),
  ),
  /** When this ends, ISO 8601: for a rule about times. */
  opens: v.optional(Moment),
  /** Bytes, for a rule about sizes: what it would be, and what is allowed. */
  size: v.optional(v.strictObject({ is: v.number(), most: v.number() })),
})
export type PolicyVerdict = v.InferOutput<typeof PolicyVerdict>

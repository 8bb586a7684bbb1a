import * as v from 'valibot'
import { AuditEntry, AuditProblem } from '../model/audit.ts'
import { operation } from './operation.ts'

/** A moment of ISO 8601, or a day. */
const Moment = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)), 'a moment of ISO 8601'),
)

export const AuditList = v.strictObject({
  /** The newest first. What was begun is told by the entry that says how it ended. */
  entries: v.array(AuditEntry),
  /** Whether older ones were left out. */
  more: v.boolean(),
})
export type AuditList = v.InferOutput<typeof AuditList>

/** The tree of the first `size` lines. */
const Vouched = v.strictObject({
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Base64. */
  root: v.pipe(v.string(), v.maxLength(100)),
})

export const AuditVerification = v.strictObject({
  lines: v.number(),
  entries: v.number(),
  /** The newest checkpoint that holds; null where there is none. */
  checkpoint: v.nullable(
    v.strictObject({
      ...Vouched.entries,
      /** The key that signed it, as whoever checks an export elsewhere needs it. */
      verifier: v.string(),
    }),
  ),
  /** Lines behind it. */
  unsigned: v.number(),
  /** Half a line at the end, which a crash left. */
  isTorn: v.boolean(),
  /** The first line that is not as it was written; null where all are. Lines count from 1. */
  bad: v.nullable(v.strictObject({ file: v.string(), line: v.number(), problem: AuditProblem })),
})
export type AuditVerification = v.InferOutput<typeof AuditVerification>

export const auditOperations = {
  'audit.list': operation(
    'reads',
    'What was changed, refused and trusted here, and by whom.',
    v.strictObject({
      since: v.optional(Moment),
      /** An action, or the part of its name before the dot. */
      action: v.optional(
        v.pipe(v.string(), v.regex(/^[a-zA-Z]+(\.[a-zA-Z]+)?$/, 'such as plan.apply, or plan')),
      ),
      limit: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10_000)), 100),
    }),
    AuditList,
  ),
  'audit.verify': operation(
    'reads',
    'Checks the audit log against its chain, its checkpoints and the state database.',
    v.strictObject({
      /** Checkpoints that somebody kept elsewhere, which must still hold. */
      kept: v.optional(v.pipe(v.array(Vouched), v.maxLength(100)), []),
      /** Only what was written since then; older lines may be gone, or changed. */
      since: v.optional(Moment),
    }),
    AuditVerification,
  ),
  'audit.export': operation(
    'reads',
    'Lines of the audit log as they are, from `from` on, about a megabyte at a time.',
    v.strictObject({
      from: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
      /** Only what was written since then; the first line then says what was before. Only with the first part. */
      since: v.optional(Moment),
    }),
    v.strictObject({
      text: v.string(),
      /** What the next part is asked `from`; null where this was the last one. */
      next: v.nullable(v.number()),
    }),
  ),
}

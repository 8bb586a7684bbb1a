import * as v from 'valibot'

/** Lower-case hex SHA-256. */
const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** What an entry says of something, under one name each: flat, so that every reader can show it. */
export const AuditFacts = v.record(
  v.string(),
  v.union([v.string(), v.pipe(v.number(), v.safeInteger()), v.boolean(), v.null(), v.array(v.string())]),
)
export type AuditFacts = v.InferOutput<typeof AuditFacts>

/** Who did it, as the system says. */
export const AuditActor = v.strictObject({
  /** Null where the system has no such numbers. */
  uid: v.nullable(v.number()),
  user: v.string(),
  /** Who became root by sudo. */
  sudo: v.optional(v.string()),
  host: v.string(),
  /** The login session's number, where there is one. */
  session: v.optional(v.string()),
})
export type AuditActor = v.InferOutput<typeof AuditActor>

export const AuditOutcome = v.picklist([
  /** Written before anything is changed. */
  'begun',
  'done',
  'failed',
  'cancelled',
  /** It was begun, and how it ended could not be written: a crash, a power cut, a full disk. */
  'unrecorded',
])
export type AuditOutcome = v.InferOutput<typeof AuditOutcome>

/** What a line of the log says that is an entry, without its place in the log. */
export const AuditEvent = v.strictObject({
  /** ISO 8601. */
  at: v.string(),
  actor: AuditActor,
  /** The program, without what was typed behind its name: people type secrets there. */
  command: v.string(),
  /** An operation's name, or `audit.…` and `system.…` for what the engine does of itself. */
  action: v.string(),
  object: AuditFacts,
  outcome: AuditOutcome,
  /** The rule of a policy that decided. */
  rule: v.optional(v.string()),
  planDigest: v.optional(Digest),
  failure: v.optional(v.strictObject({ code: v.string(), facts: AuditFacts })),
})
export type AuditEvent = v.InferOutput<typeof AuditEvent>

const place = {
  /** Counted from 0 over all files. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Digest of the line before; zeros for the first. */
  prev: Digest,
}

export const AuditEntry = v.strictObject({ ...place, ...AuditEvent.entries })
export type AuditEntry = v.InferOutput<typeof AuditEntry>

/** A signed note (C2SP) over the tree of all lines before this one. Nothing of it is left unsigned or unchained. */
export const AuditCheckpoint = v.strictObject({ ...place, checkpoint: v.string() })
export type AuditCheckpoint = v.InferOutput<typeof AuditCheckpoint>

/** What is wrong with a line of the log. */
export const AuditProblem = v.picklist([
  /** It is no line of a log. */
  'format',
  /** Lines are missing before it, or behind the last one. */
  'missing',
  /** It was not there when the lines around it were written. */
  'inserted',
  /** It says something else than it did. */
  'changed',
  /** A checkpoint that its key did not sign. */
  'signature',
  /** A key that was put in the place of this machine's own. */
  'key',
])
export type AuditProblem = v.InferOutput<typeof AuditProblem>

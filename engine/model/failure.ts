import type { LookAlike, VoucherChange } from './consent.ts'
import type { Explanation, PlanScript } from './plan.ts'
import type { PolicyOwner, PolicyReason } from './policy.ts'

/** Why a signed metadata file was refused. */
export type MetadataRefusal =
  | 'signature'
  | 'expired'
  | 'rollback'
  | 'hash'
  | 'length'
  | 'format'
  | 'version'
  | 'missing'
  | 'key'
  | 'publisher'

/**
 * What shows that it is later than the clock says: this program was built, metadata was accepted, was signed, or was found
 * to have ended.
 */
export type ClockWitness = 'built' | 'seen' | 'signed' | 'ended'

/** Why an artifact was refused. */
export type ArtifactRefusal =
  | 'hash'
  | 'published'
  | 'length'
  | 'signature-missing'
  | 'signature'
  | 'publisher'
  | 'revoked'
  | 'stranger'
  | 'untrusted'
  | 'manifest'
  | 'content'
  | 'archive'

/** Why a script does not run. */
export type ScriptRefusal = NonNullable<PlanScript['refusal']>['reason']

/** Every failure a person can meet, with the facts its message is filled from. Sizes are bytes. */
export interface ErrorFacts {
  /** A value given by a person that cannot be understood, such as a version constraint. */
  'request/invalid': { readonly what: string; readonly value: string; readonly problem: string }
  'package/not-found': { readonly name: string; readonly nearest: readonly string[] }
  /** `configured`: its configuration was kept when it went. */
  'package/not-installed': {
    readonly name: string
    readonly nearest: readonly string[]
    readonly configured?: boolean
  }
  'release/not-found': {
    readonly name: string
    readonly wanted: string
    readonly available: readonly string[]
  }
  /**
   * The repository that was asked for does not have it. `wanted` is null where any release would do;
   * `available` is what it has of that name, `offeredBy` names the repositories that offer what is wanted.
   */
  'release/not-in-repository': {
    readonly name: string
    readonly wanted: string | null
    readonly repository: string
    readonly available: readonly string[]
    readonly offeredBy: readonly string[]
  }
  /** Nothing offered or installed is of that category; `known` are those that there are. */
  'category/not-found': {
    readonly name: string
    readonly nearest: readonly string[]
    readonly known: readonly string[]
  }
  'publisher/not-found': { readonly name: string; readonly nearest: readonly string[] }
  'repository/not-found': { readonly name: string; readonly nearest: readonly string[] }
  'repository/exists': { readonly name: string; readonly url: string }
  /** The address answered, but not with a repository. */
  'repository/not-a-repository': {
    readonly url: string
    readonly reason: 'missing' | 'web-page' | 'empty' | 'garbage'
    readonly file: string
  }
  'generation/not-found': { readonly generation: number; readonly kept: readonly number[] }
  'history/nothing-to-undo': { readonly generation: number }
  /** The machine changed after the plan was made, so applying it would do something else than shown. */
  'plan/stale': { readonly planned: string; readonly now: string }
  /** Whether a request can be granted was not found out within the budget. */
  'plan/gave-up': { readonly packages: number }
  /** The disk stopped the last steps of a change that is in effect already; the next start does them. */
  'plan/unfinished': {
    readonly generation: number
    readonly path: string
    readonly problem: 'full' | 'read-only' | 'denied' | 'failing'
  }
  'plan/unsolvable': { readonly explanation: Explanation }
  /** Two packages of one plan bring the same path. Where one of them is installed already, it is the second. */
  'plan/file-conflict': { readonly path: string; readonly owners: readonly [string, string] }
  /** Two packages of one plan bring paths that are one on a file system without case, or one that normalizes Unicode. */
  'plan/path-collision': {
    readonly paths: readonly [string, string]
    readonly owners: readonly [string, string]
  }
  /** A rule that was to be dropped, and that nobody made. `what` is a name; of an owner, repository and pattern. */
  'policy/not-set': { readonly rule: 'hold' | 'pin' | 'protect' | 'owner'; readonly what: string }
  /** A host asked the person, and got no yes in time. */
  'consent/refused': { readonly reason: 'refused' | 'unanswered' }
  /** A rule says no to `what`: a release, an address, a name or an operation. `request`: what can be asked for. */
  'policy/refused': {
    readonly what: string
    readonly owner: PolicyOwner
    readonly file: string
    readonly rule: string
    readonly reason: PolicyReason
    readonly note: string | null
    readonly request: string | null
    /** When it may be done, ISO 8601: for a rule about times. */
    readonly opens?: string
    /** Bytes, for a rule about sizes. */
    readonly size?: { readonly is: number; readonly most: number }
  }
  /** The folder for requests, or for decisions, cannot be used; `none`: the administrator takes no requests. */
  'policy/spool': {
    readonly folder: string
    readonly problem: 'none' | 'missing' | 'owner' | 'writable' | 'no-folder' | 'full' | 'closed'
  }
  /** `own`: only the person's own file is in the way. */
  'policy/nothing-to-ask': { readonly what: string; readonly reason: 'allowed' | 'own' }
  'policy/request-not-found': { readonly id: string }
  /** No leave can be given: the rule does not ask, or it says something else by now; or a second person has to give it. */
  'policy/not-approvable': {
    readonly file: string
    readonly rule: string
    readonly reason: 'denies' | 'changed' | 'one-person' | 'unknown-person'
  }
  'policy/decided': {
    readonly id: string
    readonly kind: 'approved' | 'refused'
    readonly by: string
    readonly at: string
  }
  /** A policy file that says something it may not, and how many problems it has besides this one. */
  'policy/invalid': {
    readonly owner: PolicyOwner
    readonly file: string
    readonly line: number | null
    readonly key: string
    readonly problem: string
    readonly accepted: string
    readonly more: number
  }
  /**
   * The administrator's policy file, or its folder, could be written by somebody else; or one of either cannot be read.
   * `closed`: nobody else looks into the folder.
   */
  'policy/untrusted': {
    readonly owner: PolicyOwner
    readonly file: string
    readonly problem: 'owner' | 'writable' | 'link' | 'no-file' | 'too-large' | 'unreadable' | 'closed'
  }
  /** Others vouch for these packages than before, and nobody has said that this is right. */
  'trust/change-unconfirmed': { readonly changes: readonly VoucherChange[] }
  /** New names that pass for names of somebody else, and nobody has said that they are meant. */
  'trust/look-alike-unconfirmed': { readonly names: readonly LookAlike[] }
  'trust/unconfirmed': { readonly url: string; readonly fingerprint: string }
  'trust/fingerprint-mismatch': { readonly url: string; readonly expected: string; readonly actual: string }
  'trust/metadata': {
    readonly repository: string
    readonly file: string
    readonly reason: MetadataRefusal
    readonly detail: string
  }
  /** By the clock a signed file is good still, but it is later than that. Times are ISO 8601. */
  'trust/clock': {
    readonly repository: string
    readonly file: string
    readonly clock: string
    readonly known: string
    readonly witness: ClockWitness
  }
  /** Nothing that is installed vouches for a file that somebody asked about. */
  'file/unvouched': { readonly path: string }
  'trust/artifact': { readonly file: string; readonly reason: ArtifactRefusal; readonly detail: string }
  'network/unreachable': { readonly url: string; readonly reason: string }
  'network/status': { readonly url: string; readonly status: number }
  'network/timeout': { readonly url: string; readonly seconds: number }
  'disk/full': { readonly path: string; readonly needed: number | null; readonly free: number | null }
  'disk/read-only': { readonly path: string }
  'disk/denied': { readonly path: string }
  /** A file system without symbolic links, which the profile needs. */
  'disk/no-links': { readonly path: string }
  /** A file system that does not keep the modes of files: nothing in the store would be read-only. */
  'disk/no-modes': { readonly path: string }
  /** The disk itself answers with errors of input and output. */
  'disk/failing': { readonly path: string }
  /** The data directory is somebody else's, or others can write in it. */
  'state/open-place': { readonly path: string; readonly problem: 'owner' | 'writable' }
  'busy/locked': {
    readonly holder: { readonly pid: number; readonly command: string; readonly since: string } | null
    readonly waited: number
  }
  /** A configuration file that says something it may not. `line` is 1-based, null where no line applies. */
  'config/invalid': {
    readonly file: string
    readonly line: number | null
    readonly key: string
    readonly problem: string
    readonly accepted: string
  }
  /** A package.yaml that says something it may not. */
  'recipe/invalid': {
    readonly file: string
    readonly line: number | null
    readonly key: string
    readonly problem: string
    readonly accepted: string
  }
  'file/not-found': { readonly path: string }
  'file/exists': { readonly path: string }
  'archive/not-an-archive': { readonly file: string; readonly detail: string }
  'key/exists': { readonly keyId: string }
  'key/not-found': { readonly keyId: string; readonly nearest: readonly string[] }
  /** A root that waits: so many keys of the root before it, and of its own, have still to sign. */
  'key/signatures-missing': {
    readonly file: string
    readonly version: number
    readonly before: number
    readonly own: number
  }
  /** A targets role whose keys are kept elsewhere: so many of these have still to sign what waits. */
  'key/targets-unsigned': { readonly file: string; readonly lacking: number }
  /** The same of advisories. */
  'key/advisories-unsigned': { readonly file: string; readonly lacking: number }
  'keystore/unavailable': { readonly kind: string; readonly reason: string }
  'keystore/locked': { readonly kind: string; readonly reason: string }
  'launch/no-program': { readonly name: string; readonly programs: readonly string[] }
  /** What was made for /usr can be shown its /usr by nothing on this machine. `detail` is what bwrap said. */
  'launch/no-sandbox': {
    readonly program: string
    readonly reason: 'no-bwrap' | 'namespaces' | 'apparmor' | 'other'
    readonly detail: string
  }
  'launch/failed': { readonly program: string; readonly reason: string }
  /** A tool that makes what programs cannot do without ended badly. `detail` is what it said. */
  'trigger/failed': { readonly trigger: string; readonly detail: string }
  /** The person wants the scripts of a plan to run, and this one may not. Reasons are those of the plan. */
  'script/refused': { readonly package: string; readonly reason: ScriptRefusal; readonly detail: string }
  /** It ended badly, took too long, or left behind what it may not. `detail` is what it said, or left. */
  'script/failed': {
    readonly package: string
    readonly reason: 'status' | 'time' | 'output'
    readonly detail: string
  }
  /** A file of ours that cannot be read as what it should be. */
  'state/damaged': { readonly file: string; readonly detail: string }
  /** A bug. The incident number is in the log beside the stack. */
  internal: { readonly incident: string }
}

export type ErrorCode = keyof ErrorFacts

/** What crosses a process boundary instead of an `Error` object: plain data only. */
export type Failure = {
  readonly [C in ErrorCode]: { readonly code: C; readonly facts: ErrorFacts[C] }
}[ErrorCode]

/** A failure a person can meet, on its way up. Words are chosen at the edge, from `failure`. */
export class EngineError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly facts: ErrorFacts[C]

  constructor(code: C, facts: ErrorFacts[C], options?: ErrorOptions) {
    super(code, options)
    this.name = 'EngineError'
    this.code = code
    this.facts = facts
  }

  get failure(): Failure {
    return { code: this.code, facts: this.facts } as unknown as Failure
  }
}

/** The failure inside `error`, or null where `error` is a bug. */
export function failureOf(error: unknown): Failure | null {
  return error instanceof EngineError ? error.failure : null
}

import type { CliCode } from './failure.ts'

const failed = 1
const wrongUse = 2
const unsolvable = 3
const untrusted = 4
const refused = 5
const network = 6
const busy = 7
const notFound = 8
const interrupted = 130

/** What a script learns of a failure without reading words. */
export const exitCodes: Readonly<Record<CliCode, number>> = {
  // What was typed, or written in a file that a person keeps, has to change first.
  'request/invalid': wrongUse,
  'config/invalid': wrongUse,
  'recipe/invalid': wrongUse,
  'policy/invalid': wrongUse,
  'usage/invalid': wrongUse,
  'usage/unconfirmed': wrongUse,
  // The wish is clear, and no set of releases grants it.
  'plan/unsolvable': unsolvable,
  'plan/file-conflict': unsolvable,
  'plan/path-collision': unsolvable,
  // Nothing was wrong with the wish: what came back is not to be trusted.
  'trust/unconfirmed': untrusted,
  'trust/change-unconfirmed': untrusted,
  'trust/look-alike-unconfirmed': untrusted,
  'trust/fingerprint-mismatch': untrusted,
  'trust/metadata': untrusted,
  'trust/clock': untrusted,
  'trust/artifact': untrusted,
  'file/unvouched': untrusted,
  // Somebody who decides for this machine said no.
  'script/refused': refused,
  // A rule says no, or rules that nobody may trust do not let anything go on.
  'policy/refused': refused,
  'policy/untrusted': refused,
  'policy/spool': refused,
  'state/open-place': refused,
  'policy/not-approvable': refused,
  // The other side did not answer, or not as a repository does.
  'repository/not-a-repository': network,
  'network/unreachable': network,
  'network/status': network,
  'network/timeout': network,
  // Somebody else was faster: the same command may work in a moment.
  'busy/locked': busy,
  'plan/stale': busy,
  // A name that nothing here has.
  'package/not-found': notFound,
  'package/not-installed': notFound,
  'release/not-found': notFound,
  'release/not-in-repository': notFound,
  'category/not-found': notFound,
  'repository/not-found': notFound,
  'publisher/not-found': notFound,
  'generation/not-found': notFound,
  'file/not-found': notFound,
  'key/not-found': notFound,
  'launch/no-program': notFound,
  'policy/not-set': notFound,
  'policy/request-not-found': notFound,
  // The machine, or what lies on it, is in the way.
  'plan/gave-up': failed,
  // There is nothing to do any more: it may be had, or somebody has decided.
  'policy/nothing-to-ask': failed,
  'policy/decided': failed,
  'plan/unfinished': failed,
  'repository/exists': failed,
  'history/nothing-to-undo': failed,
  'disk/full': failed,
  'disk/read-only': failed,
  'disk/denied': failed,
  'disk/no-links': failed,
  'disk/no-modes': failed,
  'disk/failing': failed,
  'file/exists': failed,
  'archive/not-an-archive': failed,
  'key/exists': failed,
  'key/signatures-missing': failed,
  'key/targets-unsigned': failed,
  'key/advisories-unsigned': failed,
  'keystore/unavailable': failed,
  'keystore/locked': failed,
  'launch/failed': failed,
  'launch/no-sandbox': failed,
  'trigger/failed': failed,
  'script/failed': failed,
  'state/damaged': failed,
  // The person said no, so what comes after `&&` must not run.
  'usage/declined': failed,
  'consent/refused': failed,
  // What was asked for may be done; a script that wanted to read of it must not go on.
  'usage/unwritable': failed,
  'usage/interrupted': interrupted,
  internal: failed,
}

export function isCliCode(code: string): code is CliCode {
  return Object.hasOwn(exitCodes, code)
}

/** Nobody brings the path that was asked for. */
export const nobody = notFound
/** Files on the disk are not what their manifests say. */
export const damaged = failed
/** A file carries no signature that the given keys made. */
export const unverified = untrusted
/** Something installed has a known weakness, or may have. */
export const vulnerable = failed
/** Some of what was to be read could not be. */
export const incomplete = failed
/** A policy file, or a package that was looked through, has problems. */
export const invalid = failed

import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { JsonRefused, parseJsonStrict } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { PolicyDecision } from '../model/policy-request.ts'
import { onDisk } from '../system-errors.ts'
import { codeOf, folderProblem, readOwned, removeIfCan, syncFolder, writeOwned } from './owned-files.ts'
import type { Administration } from './read-policy.ts'

/** Bytes. */
const longest = 64_000
const most = 20_000

/** What the administrator decided, a file for each request, in a folder beside the policy file that only they can write. */
export type ReadDecisions = () => readonly PolicyDecision[]

/** What cannot be trusted, or read, is no decision: an approval that is not there lets nothing pass. */
export function decisionReader(administration: Administration): ReadDecisions {
  const folder = decisionFolder(administration)
  return () => {
    if (folderProblem(folder, administration.uid, false) !== null) return []
    if (folderProblem(path.dirname(folder), administration.uid, false) !== null) return []
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .slice(0, most)
      .flatMap((name) => readDecision(administration, path.join(folder, name)) ?? [])
  }
}

/** Beside the rules. */
export function decisionFolder({ file }: Administration): string {
  return path.join(path.dirname(file), 'decisions')
}

function readDecision({ uid }: Administration, file: string): PolicyDecision | null {
  const owned = readOwned(file, longest)
  if (owned === null || owned.uid !== uid || owned.isWritableByOthers) return null
  try {
    const parsed = v.safeParse(PolicyDecision, parseJsonStrict(owned.text, { maxLength: longest }))
    return parsed.success && `${parsed.output.id}.json` === path.basename(file) ? parsed.output : null
  } catch (error) {
    if (error instanceof JsonRefused) return null
    throw error
  }
}

/**
 * Puts a decision in place, whole or not at all. Where there is one already, only with `instead`; else answers false: of
 * two administrators at once, one is first.
 */
export async function writeDecision(
  administration: Administration,
  decision: PolicyDecision,
  instead: boolean,
): Promise<boolean> {
  const folder = decisionFolder(administration)
  return onDisk(folder, async () => {
    makeFolder(folder)
    const problem = folderProblem(folder, administration.uid, false)
    if (problem !== null) throw new EngineError('policy/spool', { folder, problem })
    const isFirst = putInPlace(folder, decision, instead)
    if (isFirst) syncFolder(folder)
    return isFirst
  })
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o755 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function putInPlace(folder: string, decision: PolicyDecision, instead: boolean): boolean {
  const beginning = path.join(folder, `.${decision.id}.${randomBytes(8).toString('hex')}`)
  const file = path.join(folder, `${decision.id}.json`)
  // Killed before it has its name: a file that nobody reads.
  writeOwned(beginning, canonicalJson(decision), 0o644)
  try {
    if (instead) renameSync(beginning, file)
    else linkSync(beginning, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    removeIfCan(beginning)
  }
}

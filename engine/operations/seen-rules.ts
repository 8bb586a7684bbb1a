import { hash } from 'node:crypto'
import type { AuditLog } from '../audit/audit-log.ts'
import { rulesAction } from '../audit/line.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { PolicyLevel } from '../policy/level.ts'
import { EngineError } from '../model/failure.ts'
import { deleteSetting, readSetting, writeSetting } from '../state/state.ts'
import type { Toolbox } from './toolbox.ts'

const setting = 'seen-rules'

/**
 * Says in the log that the administrator's rules are others than when somebody last wrote there. They are edited with
 * any program, so nobody can say it sooner, or who it was.
 */
export async function tellRules(
  { state, policyLevels }: Pick<Toolbox, 'state' | 'policyLevels'>,
  log: AuditLog,
): Promise<void> {
  const level = administratorsOf(policyLevels)
  if (level === 'unreadable') return
  const before = readSetting(state, setting)
  const now = level === null ? null : hash('sha256', canonicalJson(level.policy))
  if (now === before) return
  const object = { ...(level === null ? {} : { file: level.file }), before: before ?? '', now: now ?? '' }
  await log.append({ action: rulesAction, object, outcome: 'done' })
  // Killed here: it is said once more.
  if (now === null) deleteSetting(state, setting)
  else writeSetting(state, setting, now)
}

/** Rules that cannot be used stop everything, and what they stop is told: they themselves are told once they can be. */
function administratorsOf(read: Toolbox['policyLevels']): PolicyLevel | 'unreadable' | null {
  try {
    return read().find(({ owner }) => owner === 'administrator') ?? null
  } catch (error) {
    if (error instanceof EngineError) return 'unreadable'
    throw error
  }
}

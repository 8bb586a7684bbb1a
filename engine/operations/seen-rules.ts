import { hash } from 'node:crypto'
import type { AuditLog } from '../audit/audit-log.ts'
import { rulesAction } from '../audit/line.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import type { PolicyLevel } from '../policy/level.ts'
import { EngineError } from '../model/failure.ts'
import type { PolicyOwner } from '../model/policy.ts'
import { deleteSetting, readSetting, writeSetting } from '../state/state.ts'
import type { Toolbox } from './toolbox.ts'

/** Settings that remember which rules were told last, by whose they are. */
const settings: Readonly<Record<PolicyOwner, string>> = {
  administrator: 'seen-rules',
  person: 'seen-own-rules',
}

/**
 * Says in the log that rules are others than when somebody last wrote there: the administrator's, or those of the person's own
 * file. They are edited with any program, so nobody can say it sooner, or who it was.
 */
export async function tellRules(
  { state, policyLevels }: Pick<Toolbox, 'state' | 'policyLevels'>,
  log: AuditLog,
): Promise<void> {
  const levels = readIfUsable(policyLevels)
  if (levels === null) return
  for (const owner of ['administrator', 'person'] as const) {
    const files = levels.filter((level) => level.owner === owner)
    const before = readSetting(state, settings[owner])
    const now = digestOf(files)
    if (now === before) continue
    const file = files.map((level) => level.file).join(', ')
    const object = { owner, ...(file === '' ? {} : { file }), before: before ?? '', now: now ?? '' }
    await log.append({ action: rulesAction, object, outcome: 'done' })
    // Killed here: it is said once more.
    if (now === null) deleteSetting(state, settings[owner])
    else writeSetting(state, settings[owner], now)
  }
}

function digestOf(levels: readonly PolicyLevel[]): string | null {
  const [first, ...more] = levels.map(({ policy }) => policy)
  if (first === undefined) return null
  return hash('sha256', canonicalJson(more.length === 0 ? first : [first, ...more]))
}

/** Rules that cannot be used stop everything, and what they stop is told: they themselves are told once they can be. */
function readIfUsable(read: Toolbox['policyLevels']): readonly PolicyLevel[] | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof EngineError) return null
    throw error
  }
}

import { judgeRepository } from '../policy/judge.ts'
import { refusalIn } from '../policy/level.ts'
import { refused } from './refused.ts'
import type { Toolbox } from './toolbox.ts'

/** Throws `policy/refused` for an address that may not be used, or not be added by this person. */
export function checkAddress(toolbox: Toolbox, address: string, as: 'used' | 'added' = 'used'): void {
  const byRoot = toolbox.person().uid === 0
  const refusal = refusalIn(
    judgeRepository(toolbox.policyLevels(), { address, isAdded: as === 'added', byRoot }),
  )
  if (refusal !== null) throw refused(address, refusal)
}

/** Whether files may be fetched from there. */
export function isAllowedAddress(toolbox: Toolbox, address: string): boolean {
  return refusalIn(judgeRepository(toolbox.policyLevels(), { address, isAdded: false })) === null
}

import type { EngineError } from '../model/failure.ts'
import { judgeRepository } from '../policy/judge.ts'
import { refusalIn } from '../policy/level.ts'
import { refused } from './refused.ts'
import type { Toolbox } from './toolbox.ts'

/** Throws `policy/refused` for an address that may not be used, or not be added by this person. */
export function checkAddress(toolbox: Toolbox, address: string, as: 'used' | 'added' = 'used'): void {
  const refusal = addressRefusal(toolbox, address, as)
  if (refusal !== null) throw refusal
}

/** Null where it may be. */
export function addressRefusal(
  { person, policyLevels }: Toolbox,
  address: string,
  as: 'used' | 'added',
): EngineError | null {
  const byRoot = person().uid === 0
  const refusal = refusalIn(judgeRepository(policyLevels(), { address, isAdded: as === 'added', byRoot }))
  return refusal === null ? null : refused(address, refusal)
}

/** Whether files may be fetched from there. */
export function isAllowedAddress(toolbox: Toolbox, address: string): boolean {
  return addressRefusal(toolbox, address, 'used') === null
}

import { EngineError } from '../model/failure.ts'
import type { PolicyVerdict } from '../model/policy.ts'

/** `what` is refused by a rule; `request` is the name of a package for which the administrator's leave can be asked. */
export function refused(
  what: string,
  { owner, file, rule, reason, note, opens, size }: PolicyVerdict,
  request: string | null = null,
): EngineError {
  return new EngineError('policy/refused', {
    what,
    owner,
    file,
    rule,
    reason,
    note,
    request: owner === 'administrator' ? request : null,
    ...(opens === undefined ? {} : { opens }),
    ...(size === undefined ? {} : { size }),
  })
}

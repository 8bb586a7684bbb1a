import type { OperationName } from '../api/operations.ts'
import type { Failure } from '../model/failure.ts'

/** Reads of which the audit log tells each refusal, though they change nothing; of others the first one. */
export function isWatched(name: OperationName): boolean {
  return name === 'plan.make' || name === 'repository.inspect'
}

/** Whether a failure says that something was not to be trusted, or not allowed. */
export function isRefusal({ code }: Failure): boolean {
  if (code === 'script/refused') return true
  return code.startsWith('trust/') || (code.startsWith('policy/') && code !== 'policy/not-set')
}

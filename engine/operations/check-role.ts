import type { OperationName } from '../api/operations.ts'
import type { PolicyLevel } from '../policy/level.ts'
import { refusalOfRole } from '../policy/roles.ts'
import { hasDeadlines } from './deadlines.ts'
import { refused } from './refused.ts'
import type { Toolbox } from './toolbox.ts'

/**
 * Every operation passes here first. Throws `policy/refused` where the person's role does not reach that far, and
 * what is wrong with a policy file that cannot be used: without rules nothing goes on.
 */
export async function checkRole(toolbox: Toolbox, operation: OperationName): Promise<void> {
  // Whoever mends a broken file has to be able to ask what is wrong with it.
  if (operation === 'policy.check') return
  const levels = toolbox.policyLevels()
  if (levels.length === 0) return
  const refusal = refusalOfRole(levels, toolbox.person(), operation)
  if (refusal !== null) throw refused(operation, refusal)
  if (levels.some((level) => asksForSeverity(level) || hasDeadlines(level))) await toolbox.rater.load()
}

function asksForSeverity({ policy }: PolicyLevel): boolean {
  return policy.packages.some(({ where }) => where?.unfixedSeverity !== undefined)
}

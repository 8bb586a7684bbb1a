import { EngineError, failureOf } from '../model/failure.ts'
import { toDiskFailure } from '../system-errors.ts'

/**
 * Runs the steps of a change that come after its commit point. Where the disk stops them, the failure says that the
 * change is made: nobody is to read that nothing was changed. `folder` is the place that an error of the system which
 * nobody expected is put down to.
 */
export async function behindTheSwitch<T>(
  { generation, folder }: { readonly generation: number; readonly folder: string },
  steps: () => Promise<T>,
): Promise<T> {
  try {
    return await steps()
  } catch (error) {
    const failure = failureOf(error) ?? failureOf(await toDiskFailure(error, folder))
    switch (failure?.code) {
      case 'disk/full':
        throw unfinished(generation, failure.facts.path, 'full', error)
      case 'disk/read-only':
        throw unfinished(generation, failure.facts.path, 'read-only', error)
      case 'disk/denied':
        throw unfinished(generation, failure.facts.path, 'denied', error)
      case 'disk/failing':
        throw unfinished(generation, failure.facts.path, 'failing', error)
      default:
        throw error
    }
  }
}

type Problem = 'full' | 'read-only' | 'denied' | 'failing'

function unfinished(generation: number, path: string, problem: Problem, cause: unknown): EngineError {
  return new EngineError('plan/unfinished', { generation, path, problem }, { cause })
}

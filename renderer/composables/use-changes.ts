import type { ChangeRequest } from '../../engine/model/plan.ts'
import { usePlanSheet } from '../stores/plan-sheet.ts'
import { useCarryOut } from './use-carry-out.ts'

export interface Changes {
  /** The best release, or this one: of another repository only where it is named. */
  readonly install: (
    name: string,
    exact?: { readonly version?: string; readonly repository?: string },
  ) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  /** What the person wrote for a package that is gone goes, too. */
  readonly purge: (name: string) => Promise<void>
  /** Without names: everything that has a newer release. */
  readonly update: (names?: readonly string[]) => Promise<void>
  readonly undo: () => Promise<void>
  readonly goBack: (generation: number) => Promise<void>
  /** What came along and what nothing chosen needs any more goes. */
  readonly removeUnneeded: () => Promise<void>
  /** Any wish, as a plan to read first. */
  readonly ask: (request: ChangeRequest) => Promise<void>
  /** Carries out the plan on the sheet; its scripts run only where the person wants that. */
  readonly confirm: (runScripts?: boolean) => Promise<void>
}

/** Everything that changes the machine: first a plan to read, then a transfer, then a way back. */
export function useChanges(): Changes {
  const { ask, take } = usePlanSheet()
  const carryOut = useCarryOut()

  async function confirm(runScripts = false): Promise<void> {
    const plan = take()
    if (plan) await carryOut(plan, runScripts)
  }

  return {
    install: (name, { version, repository } = {}) =>
      ask({
        kind: 'install',
        packages: [version === undefined ? { name } : { name, version }],
        ...(repository === undefined ? {} : { repository }),
        force: false,
      }),
    remove: (name) => ask({ kind: 'remove', packages: [name], purge: false, force: false }),
    purge: (name) => ask({ kind: 'remove', packages: [name], purge: true, force: false }),
    update: (names) => ask(names ? { kind: 'update', packages: [...names] } : { kind: 'update' }),
    undo: () => ask({ kind: 'undo' }),
    goBack: (generation) => ask({ kind: 'rollback', generation }),
    removeUnneeded: () => ask({ kind: 'autoremove' }),
    ask,
    confirm,
  }
}

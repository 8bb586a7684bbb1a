import type { Plan } from '../../engine/model/plan.ts'
import { en } from '../locales/en.ts'
import { leadOf } from '../stores/transfer.ts'
import { listOf } from './words.ts'

/** What was done, in the few words of a message: `Lumenfold installed`. */
export function doneWords(plan: Plan): string {
  const words = en.change
  const title = leadOf(plan)?.title ?? ''
  switch (plan.request.kind) {
    case 'install':
      return words.installed(title)
    case 'remove':
      // A package that was gone already could only lose its configuration.
      return leadOf(plan) === undefined ? words.purged(listOf(plan.request.packages)) : words.removed(title)
    case 'update':
      return plan.change.length > 1 ? words.updatedMany(plan.change.length) : words.updated(title)
    case 'replace':
    case 'together':
      return plan.install.length === 0 ? words.done : words.installed(title)
    case 'downgrade':
      return words.wentBackTo(`${title} ${leadOf(plan)?.to ?? ''}`.trim())
    case 'rollback-package':
      return words.wentBackTo(`${title} ${plan.request.version}`)
    case 'autoremove':
      return words.tidied(plan.remove.length)
    case 'repair':
      return words.repaired
    case 'rollback':
      return words.wentBack(plan.request.generation)
    case 'undo':
      return words.undone
  }
}

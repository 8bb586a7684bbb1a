import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import type { RepositoryView } from '../../../engine/api/repository-operations.ts'
import { listOf } from '../../format/words.ts'

type Source = Pick<RepositoryView, 'name' | 'priority' | 'order'>

/** Which of several repositories a package is offered from first, and why; null where there is one, or none. */
export function sourceWords(
  { versions }: { readonly versions: readonly Pick<PackageDetails['versions'][number], 'repository'>[] },
  repositories: readonly Source[],
): string | null {
  const names = [...new Set(versions.map(({ repository }) => repository))]
  const [first, ...others] = names.flatMap((name) => repositories.find((one) => one.name === name) ?? [])
  if (first === undefined || others.length === 0) return null
  if (first.order !== undefined)
    return `Offered first from ${first.name}: rule ${first.order.rule} of your administrator says so.`
  const equals = others.filter(({ priority }) => priority === first.priority)
  if (equals.length === 0) {
    const lower = others.map(({ name, priority }) => `${name} (${priority})`)
    return `Offered first from ${first.name}: its priority, ${first.priority}, is higher than that of ${listOf(lower)}.`
  }
  const tied = listOf([first, ...equals].map(({ name }) => name))
  return `Offered first from ${first.name}: ${tied} have the same priority, ${first.priority}, and it was added first.`
}

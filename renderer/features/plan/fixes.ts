import type { ChangeRequest } from '../../../engine/model/plan.ts'

/** Names of the packages that a fix takes away. */
export function removedBy(requests: readonly ChangeRequest[]): readonly string[] {
  return requests.flatMap((request): readonly string[] => {
    switch (request.kind) {
      case 'remove':
        return request.packages
      case 'replace':
        return [request.name]
      case 'together':
        return removedBy(request.requests)
      default:
        return []
    }
  })
}

/** A fix that takes nothing away. */
export function isSafeFix(requests: readonly ChangeRequest[]): boolean {
  return removedBy(requests).length === 0
}

/** The place of the fix to begin with: the first safe one. Losing something is never preselected. */
export function suggestedFix(fixes: readonly (readonly ChangeRequest[])[]): number | null {
  const place = fixes.findIndex(isSafeFix)
  return place < 0 ? null : place
}

/** No fix is chosen. */
export const noFix = -1

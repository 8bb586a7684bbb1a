import type { ChangeRequest } from '../model/plan.ts'

/** Packages that a request names. */
export function namesOf(request: ChangeRequest): string[] {
  switch (request.kind) {
    case 'install':
      return request.packages.map(({ name }) => name)
    case 'remove':
    case 'downgrade':
      return [...request.packages]
    case 'update':
      return [...(request.packages ?? [])]
    case 'replace':
      return [request.by]
    case 'rollback-package':
      return [request.name]
    case 'together':
      return request.requests.flatMap(namesOf)
    case 'autoremove':
    case 'repair':
    case 'rollback':
    case 'undo':
      return []
  }
}

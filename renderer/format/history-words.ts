import type { HistoryEntry } from '../../engine/api/history-operations.ts'
import type { ChangeRequest } from '../../engine/model/plan.ts'
import type { TitleOf } from './because.ts'
import { countOf, listOf } from './words.ts'

type Made = Pick<HistoryEntry, 'request' | 'changes'>

/** More names than this are counted. */
const named = 2

/** What was asked for when a generation was made, as it is told afterwards: `Installed Lumenfold`. */
export function madeWords({ request, changes }: Made, titleOf: TitleOf): string {
  if (request === null) return 'Before the first change'
  // A package that was gone already could only lose its configuration.
  if (request.kind === 'remove' && changes.length === 0)
    return `Removed the configuration of ${some(request.packages, titleOf)}`
  if (request.kind !== 'update') return askedWords(request, titleOf)
  const names = request.packages ?? changes.map(({ name }) => name)
  return names.length === 0
    ? 'Updated everything'
    : `${request.security === true ? 'Security updates for' : 'Updated'} ${some(names, titleOf)}`
}

/** `3 added, 1 changed, 2 removed`. */
export function countWords({ changes }: Pick<Made, 'changes'>): string {
  const added = changes.filter(({ from }) => from === null).length
  const removed = changes.filter(({ to }) => to === null).length
  const changed = changes.length - added - removed
  const words = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ]
  return words.length === 0 ? 'No package changed' : words.join(', ')
}

/** The packages that the words of a generation name. */
export function namesTold({ request, changes }: Made): readonly string[] {
  return request === null ? [] : namesAsked(request, changes).slice(0, named + 1)
}

function askedWords(request: Exclude<ChangeRequest, { kind: 'update' }>, titleOf: TitleOf): string {
  switch (request.kind) {
    case 'install':
      return `Installed ${some(
        request.packages.map(({ name }) => name),
        titleOf,
      )}`
    case 'remove':
      return `Removed ${some(request.packages, titleOf)}`
    case 'downgrade':
      return `Went back to an older ${some(request.packages, titleOf)}`
    case 'replace':
      return `Replaced ${titleOf(request.name)} with ${titleOf(request.by)}`
    case 'autoremove':
      return 'Removed what nothing needed'
    case 'repair':
      return 'Repaired what was installed'
    case 'together':
      return `Changed ${some(namesAsked(request, []), titleOf)}`
    case 'rollback':
      return `Went back to ${request.generation}`
    case 'rollback-package':
      return `Went back to ${titleOf(request.name)} ${request.version}`
    case 'undo':
      return 'Undid the change before'
  }
}

function namesAsked(request: ChangeRequest, changes: Made['changes']): readonly string[] {
  switch (request.kind) {
    case 'install':
      return request.packages.map(({ name }) => name)
    case 'remove':
    case 'downgrade':
      return request.packages
    case 'update':
      return request.packages ?? changes.map(({ name }) => name)
    case 'replace':
      return [request.name, request.by]
    case 'rollback-package':
      return [request.name]
    case 'together':
      return [...new Set(request.requests.flatMap((one) => namesAsked(one, changes)))]
    case 'autoremove':
    case 'repair':
    case 'rollback':
    case 'undo':
      return []
  }
}

/** `Quillbay and 2 others`; a third name is shorter than its count. */
function some(names: readonly string[], titleOf: TitleOf): string {
  if (names.length <= named + 1) return listOf(names.map(titleOf))
  const shown = names.slice(0, named).map(titleOf)
  return `${shown.join(', ')} and ${countOf(names.length - named, 'other')}`
}

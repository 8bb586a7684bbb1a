import type { ChangeRequest } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { listed } from './phrases.ts'
import { inline } from './text.ts'

/** What a request that changes nothing says. */
export function nothingText(request: ChangeRequest, names: readonly string[], page: Page): string {
  const are = names.length === 1 ? 'is' : 'are'
  switch (request.kind) {
    case 'install':
      return `Nothing to do: ${listed(names)} ${are} already installed.`
    case 'update':
      return names.length === 0
        ? `Nothing to do: everything${categoryWords(request.categories)} is up to date.`
        : `Nothing to do: ${listed(names)} ${are} up to date.`
    case 'remove':
      return `Nothing to do: ${listed(names)} ${are} not installed.`
    case 'downgrade':
      return `Nothing to do: no older release of ${listed(names)} may be taken.`
    case 'replace':
      return `Nothing to do: ${request.by} is already there in place of ${request.name}.`
    case 'autoremove':
      return 'Nothing to do: everything that is installed is needed.'
    case 'repair':
      return 'Nothing to do: nothing that is installed lacks anything.'
    case 'together':
      return 'Nothing to do: everything already is as you asked.'
    case 'rollback-package':
      return `Nothing to do: ${request.name} is at ${request.version} already.`
    case 'rollback':
    case 'undo':
      return `Nothing to do: everything already is as it was then. See ${page.command('history')}`
  }
}

function categoryWords(categories: readonly string[] | undefined): string {
  return categories === undefined ? '' : ` in ${listed(categories.map(inline), 8, 'or')}`
}

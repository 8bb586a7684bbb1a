import type { ChangeRequest } from '../../engine/index.ts'
import { typedRequest } from '../../engine/model/typed-request.ts'
import type { Page } from './page.ts'
import { listed } from './phrases.ts'
import { inline } from './text.ts'

type Request<K extends ChangeRequest['kind']> = Extract<ChangeRequest, { kind: K }>
type Wanted = Request<'install'>['packages'][number]

/** The command that asks for it. Several only where no single one can say it. */
export function requestCommands(request: ChangeRequest, page: Page): readonly string[] {
  return typedRequest(request).map((words) => page.command(...words))
}

/** The request as a short phrase for a history row: `install jq and curl`. */
export function requestWords(request: ChangeRequest | null): string {
  if (request === null) return 'the beginning'
  switch (request.kind) {
    case 'install':
      return `install ${listed(request.packages.map(wantedWords))}`
    case 'remove':
      return `uninstall ${listed(request.packages)}`
    case 'update':
      return updateWords(request)
    case 'downgrade':
      return `downgrade ${listed(request.packages)}`
    case 'replace':
      return `replace ${request.name} with ${request.by}`
    case 'autoremove':
      return 'remove what nothing needs'
    case 'repair':
      return 'repair what is installed'
    case 'together':
      return listed(request.requests.map(requestWords))
    case 'rollback':
      return `roll back to generation ${request.generation}`
    case 'undo':
      return 'undo'
    case 'rollback-package':
      return `roll ${request.name} back to ${inline(request.version)}`
  }
}

function updateWords({ packages, categories, security }: Request<'update'>): string {
  const what =
    packages !== undefined
      ? listed(packages)
      : categories !== undefined
        ? `everything in ${listed(categories.map(inline), 8, 'or')}`
        : 'everything'
  return security === true ? `security updates of ${what}` : `update ${what}`
}

function wantedWords(one: Wanted): string {
  return one.version === undefined ? one.name : `${one.name} ${inline(one.version)}`
}

import type { ChangeRequest } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { listed } from './phrases.ts'
import { inline } from './text.ts'

/** The command that asks for it. Several where one cannot say it: `--version` speaks of one package. */
export function requestCommands(request: ChangeRequest, page: Page): readonly string[] {
  switch (request.kind) {
    case 'install':
      return installCommands(request, page)
    case 'remove':
      return [
        page.command(
          'uninstall',
          ...request.packages,
          ...(request.purge ? ['--purge'] : []),
          ...(request.force ? ['--force'] : []),
        ),
      ]
    case 'update':
      return [page.command('update', ...(request.packages ?? []))]
    case 'rollback':
      return [page.command('rollback', '--to', String(request.generation))]
    case 'undo':
      return [page.command('undo')]
  }
}

function installCommands(
  request: Extract<ChangeRequest, { kind: 'install' }>,
  page: Page,
): readonly string[] {
  const options = [
    ...(request.repository === undefined ? [] : ['--repository', request.repository]),
    ...(request.force ? ['--force'] : []),
  ]
  const plain = request.packages.filter((one) => one.version === undefined).map((one) => one.name)
  const exact = request.packages.flatMap(({ name, version }) =>
    version === undefined ? [] : [{ name, version }],
  )
  return [
    ...exact.map(({ name, version }) => page.command('install', name, '--version', version, ...options)),
    ...(plain.length === 0 ? [] : [page.command('install', ...plain, ...options)]),
  ]
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
      return request.packages === undefined ? 'update everything' : `update ${listed(request.packages)}`
    case 'rollback':
      return `roll back to generation ${request.generation}`
    case 'undo':
      return 'undo'
  }
}

function wantedWords(one: { readonly name: string; readonly version?: string | undefined }): string {
  return one.version === undefined ? one.name : `${one.name} ${inline(one.version)}`
}

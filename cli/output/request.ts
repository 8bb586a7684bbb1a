import type { ChangeRequest } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { listed } from './phrases.ts'
import { inline } from './text.ts'

type Request<K extends ChangeRequest['kind']> = Extract<ChangeRequest, { kind: K }>
type Wanted = Request<'install'>['packages'][number]

/** The command that asks for it. Several only where no single one can say it. */
export function requestCommands(request: ChangeRequest, page: Page): readonly string[] {
  if (request.kind !== 'together') return [page.command(...wordsToType(request))]
  // Each has to be possible by itself after those before it: room is made first.
  const parts = request.requests.toSorted((a, b) => turnOf(a) - turnOf(b))
  const first = parts.filter((part) => part.kind === 'install' || part.kind === 'remove')
  const one = installAndRemove(first)
  const typed = (list: readonly ChangeRequest[]) => list.flatMap((part) => requestCommands(part, page))
  return one === null ? typed(parts) : [page.command(...one), ...typed(parts.slice(first.length))]
}

function turnOf({ kind }: ChangeRequest): number {
  if (kind === 'remove') return 0
  return kind === 'install' ? 1 : 2
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

function wordsToType(request: Exclude<ChangeRequest, { kind: 'together' }>): readonly string[] {
  switch (request.kind) {
    case 'install':
      return [
        'install',
        ...request.packages.map(operandOf),
        ...(request.repository === undefined ? [] : ['--repository', request.repository]),
        ...installOptions(request),
      ]
    case 'remove':
      return [
        'uninstall',
        ...request.packages,
        ...flags([
          ['--purge', request.purge],
          ['--force', request.force],
          ['--keep-dependencies', request.keepUnneeded],
        ]),
      ]
    case 'update':
      return ['update', ...(request.packages ?? []), ...updateOptions(request)]
    case 'downgrade':
      return ['downgrade', ...request.packages]
    case 'replace':
      return ['replace', request.name, request.by, ...extraOptions(request)]
    case 'rollback':
      return ['rollback', '--to', String(request.generation)]
    case 'rollback-package':
      return ['rollback', request.name, request.version, ...flags([['--no-backup', !request.backup]])]
    case 'autoremove':
    case 'repair':
    case 'undo':
      return [request.kind]
  }
}

/** `install A B@REPOSITORY --remove C`, where one command can say all of it; else null. */
function installAndRemove(
  requests: readonly (Request<'install'> | Request<'remove'>)[],
): readonly string[] | null {
  const installs = requests.filter((one) => one.kind === 'install')
  const removals = requests.filter((one) => one.kind === 'remove')
  const [first, ...others] = installs
  if (first === undefined) return null
  const isPlain = removals.every((one) => !one.purge && !one.force && one.keepUnneeded !== true)
  const options = installOptions(first).join(' ')
  if (!isPlain || others.some((one) => installOptions(one).join(' ') !== options)) return null
  const removed = removals.flatMap((one) => one.packages.flatMap((name) => ['--remove', name]))
  if (others.length === 0) return [...wordsToType(first), ...removed]
  const operands = installs.flatMap(({ packages, repository }) =>
    packages.map((each) => (repository === undefined ? operandOf(each) : `${operandOf(each)}@${repository}`)),
  )
  return ['install', ...operands, ...installOptions(first), ...removed]
}

/** `jq`, `jq=1.7`, `jq>=1.6,<2`. */
function operandOf({ name, version }: Wanted): string {
  if (version === undefined) return name
  const tight = version.replace(/\s+/g, '')
  return /^[<>=!~^]/.test(tight) ? `${name}${tight}` : `${name}=${tight}`
}

function installOptions(request: Request<'install'>): readonly string[] {
  return [
    ...flags([
      ['--force', request.force],
      ['--force-deps', request.forceDependencies],
      ['--development', request.development],
    ]),
    ...extraOptions(request),
  ]
}

function updateOptions(request: Request<'update'>): readonly string[] {
  return [
    ...(request.categories === undefined ? [] : ['--category', request.categories.join(',')]),
    ...flags([
      ['--security-only', request.security],
      ['--development', request.development],
    ]),
    ...extraOptions(request),
  ]
}

function extraOptions(request: Pick<Request<'install'>, 'recommends' | 'suggests'>): readonly string[] {
  return flags([
    ['--no-recommends', request.recommends === false],
    ['--suggests', request.suggests],
  ])
}

function flags(given: readonly (readonly [string, boolean | undefined])[]): readonly string[] {
  return given.flatMap(([flag, isGiven]) => (isGiven === true ? [flag] : []))
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

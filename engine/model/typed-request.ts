import type { ChangeRequest } from './plan.ts'

type Request<K extends ChangeRequest['kind']> = Extract<ChangeRequest, { kind: K }>
type Wanted = Request<'install'>['packages'][number]

/** What is typed after `multios-pm` to ask for it, word by word: several commands only where no single one can say it. */
export function typedRequest(request: ChangeRequest): readonly (readonly string[])[] {
  if (request.kind !== 'together') return [wordsToType(request)]
  // Each has to be possible by itself after those before it: room is made first.
  const parts = request.requests.toSorted((a, b) => turnOf(a) - turnOf(b))
  const first = parts.filter((part) => part.kind === 'install' || part.kind === 'remove')
  const one = installAndRemove(first)
  const typed = (list: readonly ChangeRequest[]) => list.flatMap(typedRequest)
  if (one === null && first.length + 1 === parts.length) {
    const command = withRemovals(parts.at(-1)!, first)
    if (command !== null) return [command]
  }
  return one === null ? typed(parts) : [one, ...typed(parts.slice(first.length))]
}

function turnOf({ kind }: ChangeRequest): number {
  if (kind === 'remove') return 0
  return kind === 'install' ? 1 : 2
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

/** `replace A B --remove C`, where one command can say all of it; else null. */
function withRemovals(
  request: ChangeRequest,
  others: readonly (Request<'install'> | Request<'remove'>)[],
): readonly string[] | null {
  if (request.kind !== 'replace' && request.kind !== 'downgrade') return null
  const removals = others.filter((one) => one.kind === 'remove')
  if (removals.length < others.length || !removals.every(isPlain)) return null
  return [...wordsToType(request), ...removeOptions(removals)]
}

function isPlain({ purge, force, keepUnneeded }: Request<'remove'>): boolean {
  return !purge && !force && keepUnneeded !== true
}

function removeOptions(removals: readonly Request<'remove'>[]): readonly string[] {
  return removals.flatMap((one) => one.packages.flatMap((name) => ['--remove', name]))
}

/** `install A B@REPOSITORY --remove C`, where one command can say all of it; else null. */
function installAndRemove(
  requests: readonly (Request<'install'> | Request<'remove'>)[],
): readonly string[] | null {
  const installs = requests.filter((one) => one.kind === 'install')
  const removals = requests.filter((one) => one.kind === 'remove')
  const [first, ...others] = installs
  if (first === undefined) return null
  const options = installOptions(first).join(' ')
  if (!removals.every(isPlain) || others.some((one) => installOptions(one).join(' ') !== options)) return null
  const removed = removeOptions(removals)
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

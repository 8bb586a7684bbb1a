import type { ChangeRequest, Plan, PlanLine } from '../../engine/model/plan.ts'
import { reasonOf } from './because.ts'
import type { TitleOf } from './because.ts'
import { formatBytes } from './bytes.ts'
import { shellWord } from './shell-word.ts'
import { countOf } from './words.ts'

/** Every line of a plan, in the order in which it is shown. */
export function planLines(plan: Plan): readonly PlanLine[] {
  return [...plan.install, ...plan.change, ...plan.remove, ...plan.keep]
}

/** Titles as the plan knows them; a name that it does not hold stays a name. */
export function titlesOf(plan: Plan): TitleOf {
  const titles = new Map(planLines(plan).map((line) => [line.name, line.title]))
  return (name) => titles.get(name) ?? name
}

/** `3 packages to install, 1 to update, 1 to remove`. */
export function planSummary(plan: Plan): string {
  const groups = [
    { lines: plan.install, doing: 'to install' },
    { lines: plan.change, doing: changeWord(plan) },
    { lines: plan.remove, doing: 'to remove' },
  ].filter(({ lines }) => lines.length > 0)
  const words = groups.map(({ lines, doing }, index) =>
    index === 0 ? `${countOf(lines.length, 'package')} ${doing}` : `${lines.length} ${doing}`,
  )
  return words.length === 0 ? 'No package changes' : words.join(', ')
}

/** A size that may be negative, with its sign: `+12.0 MB`, `−4.1 MB`. */
export function formatChange(bytes: number): string {
  if (bytes === 0) return 'No change'
  return `${bytes > 0 ? '+' : '−'}${formatBytes(Math.abs(bytes))}`
}

/** The plan as plain text, for an e-mail or a ticket. */
export function planText(plan: Plan): string {
  const titleOf = titlesOf(plan)
  const lines = planLines(plan).map((line) => {
    const name = line.title === line.name ? line.name : `${line.title} (${line.name})`
    return `${signs[line.action]} ${name} ${versions(line)}: ${reasonOf(line, titleOf)}`
  })
  return [
    ...lines,
    '',
    `Download ${formatBytes(plan.download)}. Disk ${formatChange(plan.disk)}. Generation ${plan.from} to ${plan.to}.`,
    `Plan ${plan.digest}`,
  ].join('\n')
}

/** The same request for a terminal. */
export function commandOf(request: ChangeRequest): string {
  switch (request.kind) {
    case 'install':
      return typed('install', ...request.packages.map(operandOf), ...installOptions(request))
    case 'remove':
      return typed(
        'uninstall',
        ...request.packages,
        ...(request.purge === true ? ['--purge'] : []),
        ...(request.force === true ? ['--force'] : []),
      )
    case 'update':
      return typed('update', ...(request.packages ?? []), ...updateOptions(request))
    case 'downgrade':
      return typed('downgrade', ...request.packages)
    case 'replace':
      return typed('replace', request.name, request.by)
    case 'together':
      return togetherCommand(request)
    case 'rollback':
      return typed('rollback', '--to', String(request.generation))
    case 'rollback-package':
      return typed(
        'rollback',
        request.name,
        request.version,
        ...(request.backup === false ? ['--no-backup'] : []),
      )
    case 'autoremove':
    case 'repair':
    case 'undo':
      return typed(request.kind)
  }
}

const signs: Record<PlanLine['action'], string> = {
  install: '+',
  upgrade: '~',
  downgrade: '~',
  reinstall: '~',
  remove: '-',
  keep: '=',
}

function versions(line: PlanLine): string {
  if (line.from !== null && line.to !== null && line.from !== line.to) return `${line.from} -> ${line.to}`
  return line.to ?? line.from ?? ''
}

/** One command where it is an installation that also removes; else one after the other. */
function togetherCommand({ requests }: Extract<ChangeRequest, { kind: 'together' }>): string {
  const [install, ...more] = requests.filter((one) => one.kind === 'install')
  const removals = requests.filter((one) => one.kind === 'remove')
  const isSwap = more.length === 0 && removals.length + 1 === requests.length
  return install !== undefined && isSwap
    ? [commandOf(install), ...removals.flatMap((one) => one.packages).map((name) => `--remove ${name}`)].join(
        ' ',
      )
    : requests.map(commandOf).join(' && ')
}

/** `jq`, `jq=1.7`, `jq>=1.6,<2`. */
function operandOf({ name, version }: { name: string; version?: string | undefined }): string {
  if (version === undefined) return name
  const tight = version.replace(/\s+/g, '')
  return /^[<>=!~^]/.test(tight) ? `${name}${tight}` : `${name}=${tight}`
}

function installOptions(request: Extract<ChangeRequest, { kind: 'install' }>): readonly string[] {
  return [
    ...(request.repository === undefined ? [] : ['--repository', request.repository]),
    ...(request.force === true ? ['--force'] : []),
    ...(request.forceDependencies === true ? ['--force-deps'] : []),
    ...(request.development === true ? ['--development'] : []),
    ...(request.recommends === false ? ['--no-recommends'] : []),
    ...(request.suggests === true ? ['--suggests'] : []),
  ]
}

function updateOptions(request: Extract<ChangeRequest, { kind: 'update' }>): readonly string[] {
  return [
    ...(request.categories === undefined ? [] : ['--category', request.categories.join(',')]),
    ...(request.security === true ? ['--security-only'] : []),
    ...(request.development === true ? ['--development'] : []),
  ]
}

function typed(...words: readonly string[]): string {
  return ['multios-pm', ...words.map(shellWord)].join(' ')
}

function changeWord(plan: Plan): string {
  return plan.change.every((line) => line.action === 'upgrade') ? 'to update' : 'to change'
}

import type { ChangeRequest, Plan, PlanLine } from '../../engine/model/plan.ts'
import { typedRequest } from '../../engine/model/typed-request.ts'
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
  const configuration = (plan.configuration ?? []).map(
    ({ action, path }) => `${action === 'purge' ? '-' : '+'} ${path}: as you wrote it`,
  )
  return [
    ...lines,
    ...configuration,
    '',
    `Download ${formatBytes(plan.download)}. Disk ${formatChange(plan.disk)}. Generation ${plan.from} to ${plan.to}.`,
    `Plan ${plan.digest}`,
  ].join('\n')
}

/** The same request for a terminal. */
export function commandOf(request: ChangeRequest): string {
  return typedRequest(request)
    .map((words) => ['multios-pm', ...words.map(shellWord)].join(' '))
    .join(' && ')
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

function changeWord(plan: Plan): string {
  return plan.change.every((line) => line.action === 'upgrade') ? 'to update' : 'to change'
}

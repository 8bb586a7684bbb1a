import type { Plan, PlanLine, Receipt } from '../../engine/index.ts'
import { becauseWords, standInWords } from './because.ts'
import { newsText, plannedText } from './configuration.ts'
import { consentLines } from './consent.ts'
import type { Page } from './page.ts'
import { listed, size } from './phrases.ts'
import { leaveWords, verdictWords } from './policy-words.ts'
import { ranText, scriptsText } from './scripts.ts'
import { table, type Column } from './table.ts'
import { bold, dim, inline, red, yellow } from './text.ts'
import { unexportedText } from './unexported.ts'
import { urgencyWords } from './urgency.ts'

const columns: readonly Column[] = [
  { title: '' },
  { title: '' },
  { title: '', align: 'right' },
  { title: '', gives: true },
]

/** What a plan would do, group by group, each line with why. */
export function planText(plan: Plan, page: Page): string {
  const groups: readonly (readonly [string, readonly PlanLine[]])[] = [
    [bold('Install'), plan.install],
    [bold('Change'), plan.change],
    [red('Remove'), plan.remove],
    [dim('Keep'), plan.keep],
  ]
  // All groups share their columns, so that the eye can run down the sizes.
  const shown = groups.filter(([, lines]) => lines.length > 0)
  const rows = shown.flatMap(([, lines]) => lines.map(lineCells))
  const body = table(columns, rows, page.width === null ? null : page.width - 2).split('\n')
  const parts: string[] = []
  for (const [title, lines] of shown) {
    parts.push(title, ...body.splice(0, lines.length).map((line) => `  ${line}`), '')
  }
  return [
    ...parts,
    ...plannedText(plan),
    ...totals(plan),
    ...losses(plan),
    ...scriptsText(plan),
    ...consents(plan),
    ...told(plan),
  ].join('\n')
}

/** Why nothing changes although something newer is out. */
export function keptText(lines: readonly PlanLine[]): string {
  return lines
    .map((line) => `${line.name} ${inline(line.to ?? '')} ${becauseWords(line.because)}.`)
    .join('\n')
}

function lineCells(line: PlanLine): readonly string[] {
  const why = line.urgency === undefined ? '' : `: ${urgencyWords(line.urgency, line.fixes)}`
  const fixes = line.fixes.length === 0 ? '' : `, fixes ${listed(line.fixes.map(inline), 4)}${why}`
  return [
    line.name,
    versions(line),
    lineSize(line),
    `${becauseWords(line.because)}${standInWords(line)}${moved(line)}${fixes}${allowedBy(line)}`,
  ]
}

function allowedBy({ policy }: PlanLine): string {
  return policy === undefined ? '' : `, ${leaveWords(policy)}`
}

/** Who vouches for it changes: `, from community, was main`. */
function moved({ repository, fromRepository }: PlanLine): string {
  return repository === null || fromRepository === null
    ? ''
    : `, from ${inline(repository)}, was ${inline(fromRepository)}`
}

function versions(line: PlanLine): string {
  const from = line.from === null ? '' : inline(line.from)
  const to = line.to === null ? '' : inline(line.to)
  if (line.action === 'reinstall') return `${to} again`
  if (line.action === 'keep' || from === '' || to === '' || from === to) return to === '' ? from : to
  return `${from} → ${to}`
}

/** What matters of a line's bytes: those to fetch; where nothing is fetched, those that become free. */
function lineSize(line: PlanLine): string {
  if (line.action === 'keep') return ''
  if (line.action === 'remove') return line.disk === 0 ? '' : size(line.disk)
  return line.download === 0 ? 'no download' : size(line.download)
}

/** `12 GB free`. */
export function freeWords(free: number | null): string {
  return free === null ? 'free space unknown' : `${size(free)} free`
}

function totals(plan: Plan): readonly string[] {
  const download = plan.download === 0 ? 'Nothing to download' : `Download ${size(plan.download)}`
  const disk =
    plan.disk === 0
      ? 'no change on disk'
      : plan.disk > 0
        ? `${size(plan.disk)} more on disk`
        : `${size(-plan.disk)} less on disk`
  return [`${download}, ${disk} (${freeWords(plan.diskFree)}).`, dim(`Generation ${plan.from} → ${plan.to}.`)]
}

function losses(plan: Plan): readonly string[] {
  if (plan.losesChosen.length === 0) return []
  const verb = plan.losesChosen.length === 1 ? 'goes' : 'go'
  return ['', yellow(`You chose ${listed(plan.losesChosen)}, which ${verb} too.`)]
}

function consents({ consents: asked = [] }: Plan): readonly string[] {
  return asked.flatMap((one) => {
    const [first = '', ...sides] = consentLines(one)
    return ['', yellow(first), ...sides]
  })
}

/** What a rule would keep back, but for what it repairs. */
function told({ told: verdicts = [] }: Plan): readonly string[] {
  return verdicts.map((verdict) =>
    yellow(`Only because it repairs a known weakness: otherwise ${verdictWords(verdict)}.`),
  )
}

/** What was done, and how to take it back. */
export function receiptText(receipt: Receipt, page: Page): string {
  const done = [
    did('Installed', receipt.lines, ['install'], newest),
    did('Updated', receipt.lines, ['upgrade'], nameTo),
    did('Installed again', receipt.lines, ['reinstall'], newest),
    did('Went back to', receipt.lines, ['downgrade'], newest),
    did('Removed', receipt.lines, ['remove'], (line) => `${line.name} ${inline(line.from ?? '')}`.trim()),
  ].filter((line) => line !== '')
  const left = unexportedText(receipt.unexported)
  return [
    ...(done.length === 0 && receipt.configuration === undefined ? ['Done.'] : done),
    ...(left === '' ? [] : [left]),
    ...newsText(receipt, page),
    ...ranText(receipt),
    `This is generation ${receipt.generation}. To take it back: ${page.command('undo')}`,
  ].join('\n')
}

function did(
  verb: string,
  lines: readonly PlanLine[],
  actions: readonly PlanLine['action'][],
  words: (line: PlanLine) => string,
): string {
  const mine = lines.filter((line) => actions.includes(line.action))
  return mine.length === 0 ? '' : `${verb} ${listed(mine.map(words))}.`
}

function nameTo(line: PlanLine): string {
  return `${line.name} to ${inline(line.to ?? '')}`
}

function newest(line: PlanLine): string {
  return `${line.name} ${inline(line.to ?? '')}`.trim()
}

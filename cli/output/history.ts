import type { Output } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { count, listed, moment, sentence, size } from './phrases.ts'
import { requestWords } from './request.ts'
import { table } from './table.ts'
import { dim, green, inline, red, yellow } from './text.ts'

type HistoryEntry = Output<'history.list'>[number]
type GenerationDiff = Output<'history.diff'>

export function historyText(entries: readonly HistoryEntry[], page: Page): string {
  const rows = entries.map((one) => [
    String(one.generation),
    [one.current ? green('now') : '', one.pinned ? yellow('kept') : ''].filter(Boolean).join(' '),
    // Nobody made the first one, so it has no moment.
    one.request === null ? '' : moment(one.at),
    sentence(madeWords(one)) + (one.label === null ? '' : ` (${inline(one.label)})`),
    changeWords(one),
  ])
  const columns = [
    { title: 'Generation', align: 'right' as const },
    { title: '' },
    { title: 'When' },
    { title: 'What', gives: true },
    { title: 'Changes', gives: true },
  ]
  const hint =
    entries.length > 1 ? `\n\n${dim(`Go back to one: ${page.command('rollback', '--to')} GENERATION`)}` : ''
  return table(columns, rows, page.width) + hint
}

/** A package that was gone already could only lose its configuration. */
function madeWords({ request, changes }: HistoryEntry): string {
  const isOnlyPurged = request?.kind === 'remove' && changes.length === 0
  return isOnlyPurged ? `purge configuration of ${listed(request.packages)}` : requestWords(request)
}

function changeWords({ changes }: HistoryEntry): string {
  const words = changes.map((change) => packageWords(change))
  const rest = words.length - 4
  return [...words.slice(0, 4), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

function packageWords({ name, from, to }: HistoryEntry['changes'][number]): string {
  if (from === null) return `+ ${name} ${inline(to ?? '')}`
  return to === null ? `- ${name} ${inline(from)}` : `${name} ${inline(from)} → ${inline(to)}`
}

const signs = { added: '+', removed: '-', changed: '~' } as const

const defaults = {
  added: 'comes',
  removed: 'goes',
  changed: 'has another default',
} as const

/** `running`: nobody has to be told the way to where they are. */
export function diffText(diff: GenerationDiff, running: number, page: Page): string {
  const { files, packages, configuration } = diff
  const all = files.added + files.removed + files.changed
  if (packages.length === 0 && all === 0) return `Generations ${diff.from} and ${diff.to} hold the same.`
  const hidden = all - files.shown.length
  return [
    `From generation ${diff.from} to ${diff.to}:`,
    '',
    ...packages.map((one) => `  ${packageWords(one)}`),
    '',
    `${count(all, 'file')}: ${files.added} added, ${files.removed} removed, ${files.changed} changed.`,
    ...files.shown.map(({ change, path }) => `  ${colored(change, `${signs[change]} ${inline(path)}`)}`),
    ...(hidden > 0 ? [dim(`  and ${hidden} more`)] : []),
    ...configuration.map(
      ({ path, change, edited }) =>
        `Configuration ${inline(path)} ${defaults[change]}${edited ? '; yours stays, as you edited it' : ''}.`,
    ),
    ...diff.weaknesses.map(({ id, summary, name, version }) =>
      yellow(`${name} ${inline(version)} has a known weakness: ${inline(id)} ${inline(summary)}`),
    ),
    '',
    bytesWords(diff),
    wayText(diff, running, page),
  ].join('\n')
}

function wayText({ from, to }: GenerationDiff, running: number, page: Page): string {
  const place = to === running ? from : to
  return dim(`Go to generation ${place}: ${page.command('rollback', '--to', String(place))}`)
}

function colored(change: keyof typeof signs, text: string): string {
  return { added: green, removed: red, changed: yellow }[change](text)
}

function bytesWords({ disk, download }: GenerationDiff): string {
  const room =
    disk === 0 ? 'The same room on disk' : `${size(Math.abs(disk))} ${disk > 0 ? 'more' : 'less'} on disk`
  return download === 0 ? `${room}; nothing to download.` : `${room}; ${size(download)} to download.`
}

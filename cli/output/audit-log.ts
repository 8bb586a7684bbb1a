import type { Output } from '../../engine/index.ts'
import type { Page } from './page.ts'
import { count, moment } from './phrases.ts'
import { facts, table } from './table.ts'
import { dim, green, inline, red, yellow } from './text.ts'

type AuditList = Output<'audit.list'>
type Entry = AuditList['entries'][number]
type Verification = Output<'audit.verify'>

export function entriesText({ entries, more }: AuditList, page: Page): string {
  if (entries.length === 0) return 'Nothing was recorded that fits.'
  const columns = [
    { title: 'Entry', align: 'right' as const },
    { title: 'When' },
    { title: 'Who' },
    { title: 'Outcome' },
    { title: 'What', gives: true },
  ]
  const rows = entries.map((entry) => [
    String(entry.seq),
    moment(entry.at),
    whoWords(entry),
    outcomeWords[entry.outcome],
    whatWords(entry),
  ])
  const hint = more ? `\n${dim(`There are older ones: --limit ${entries.length * 2}, or --since.`)}` : ''
  return table(columns, rows, page.width) + hint
}

function whoWords({ actor }: Entry): string {
  return inline(actor.sudo === undefined ? actor.user : `${actor.sudo} as ${actor.user}`)
}

const outcomeWords: Readonly<Record<Entry['outcome'], string>> = {
  begun: yellow('begun'),
  done: green('done'),
  failed: red('failed'),
  cancelled: yellow('stopped'),
  unrecorded: yellow('not recorded'),
}

function whatWords({ action, object, failure, rule }: Entry): string {
  const parts = Object.entries(object).map(([name, value]) => `${name}: ${factText(value)}`)
  const why = failure === undefined ? [] : [failure.code]
  const who = rule === undefined ? [] : [`rule: ${rule}`]
  return inline([action, ...why, ...who, ...parts].join('; '))
}

function factText(value: Entry['object'][string]): string {
  return Array.isArray(value) ? value.join(', ') : String(value)
}

const problemWords: Readonly<Record<NonNullable<Verification['bad']>['problem'], string>> = {
  format: 'this is no line of an audit log',
  missing: 'lines are missing here',
  inserted: 'this line was not here when the others were written',
  changed: 'this line, or one behind it, says something else than it did',
  signature: 'this checkpoint was not signed by the key of the log',
  key: 'another key was put in the place of the one that signs here',
}

interface Asked {
  readonly isExport: boolean
  readonly isKeyKnown: boolean
  /** Only what was written from then on was looked at. */
  readonly since?: string
}

export function verificationText(checked: Verification, { isExport, isKeyKnown, since }: Asked): string {
  const { bad, checkpoint } = checked
  if (bad !== null)
    return [
      `${red('Somebody changed the audit log.')} The first line that is not as it was written:`,
      `  ${inline(bad.file)}, line ${bad.line}: ${problemWords[bad.problem]}.`,
    ].join('\n')
  if (since !== undefined) return sinceWords(checked, since)
  if (checkpoint === null) return emptyWords(checked)
  const sure = isKeyKnown
    ? green('The audit log is as it was written.')
    : yellow('The audit log fits together.')
  const rows = [
    ['Entries', String(checked.entries)],
    ['Vouched for', `${count(checkpoint.size, 'line')}, root ${checkpoint.root}`],
    ['Signed by', checkpoint.verifier],
  ] as const
  return [
    sure,
    // Not cut where the page ends: whoever checks an export elsewhere needs every letter.
    facts(
      rows.map(([name, text]) => [name, inline(text)] as const),
      null,
    ),
    ...notes(checked, { isExport, isKeyKnown }),
  ].join('\n')
}

function sinceWords(checked: Verification, since: string): string {
  return [
    green(
      `What was recorded since ${moment(since)} is as it was written: ${count(checked.entries, 'entry', 'entries')}.`,
    ),
    ...notes(checked, { isExport: false, isKeyKnown: true }),
    dim('What is older was not looked at.'),
  ].join('\n')
}

function emptyWords({ lines }: Verification): string {
  if (lines === 0) return 'Nothing was recorded yet.'
  return yellow('No checkpoint vouches for these lines yet.')
}

function notes(
  { unsigned, isTorn }: Verification,
  { isExport, isKeyKnown }: { readonly isExport: boolean; readonly isKeyKnown: boolean },
): string[] {
  return [
    ...(unsigned > 0
      ? [`${count(unsigned, 'line')} behind it: a change that is under way, or was cut off.`]
      : []),
    ...(isTorn
      ? [
          isExport
            ? yellow('Half a line at the end: this is no whole copy of what was exported.')
            : 'Half a line at the end, which a crash left; the next change cuts it.',
        ]
      : []),
    ...(isExport && !isKeyKnown
      ? [
          dim(
            'Whose it is, tells the key: compare it with audit verify on that machine, or give it with --key.',
          ),
        ]
      : []),
  ]
}

export function exportedText(file: string, page: Page): string {
  return [
    `The audit log is in ${inline(file)}.`,
    dim(`Check it later, or elsewhere: ${page.command('audit', 'verify', '--file', file)}`),
  ].join('\n')
}

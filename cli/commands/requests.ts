import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { usage } from '../failure.ts'
import type { Page } from '../output/page.ts'
import { count, day, lastMoment, moment } from '../output/phrases.ts'
import { ruleReason } from '../output/policy-words.ts'
import { facts } from '../output/table.ts'
import { bold, dim, green, inline, red, yellow } from '../output/text.ts'

type View = Output<'policy.request'>
type List = Output<'policy.requests'>

export async function request(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('what')
  const [version, repository, reason] = ['version', 'repository', 'reason'].map((key) => input.text(key))
  const what = name.includes('://')
    ? { kind: 'repository' as const, address: name }
    : {
        kind: 'package' as const,
        name,
        ...(version === undefined ? {} : { version }),
        ...(repository === undefined ? {} : { repository }),
      }
  const engine = await context.engine()
  const asked = { what, ...(reason === undefined ? {} : { reason }) }
  const view = await engine.run('policy.request', asked, { signal: context.signal })
  return {
    data: view,
    text: (page) =>
      [
        `Asked for ${wantedWords(view)}.`,
        view.rule.decision === 'deny'
          ? yellow(
              `The rule in its way, ${inline(view.rule.rule)}, cannot be passed: your administrator sees this, and would have to change it.`,
            )
          : `Look for the answer: ${page.command('policy', 'requests')}`,
      ].join('\n'),
  }
}

export async function requests(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const list = await engine.run('policy.requests', {}, { signal: context.signal })
  return { data: list, text: (page) => listText(list, page) }
}

export async function withdraw(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const view = await engine.run('policy.withdraw', { id: input.operand('id') }, { signal: context.signal })
  return { data: view, text: () => `Taken back: ${wantedWords(view)}.` }
}

export async function approve(input: Arguments, context: Context): Promise<Answer> {
  const [until, reason] = [input.text('until'), input.text('reason')]
  const wish = {
    id: input.operand('id'),
    ...(until === undefined ? {} : { until: endOf(until) }),
    ...(reason === undefined ? {} : { reason }),
  }
  const engine = await context.engine()
  const view = await engine.run('policy.approve', wish, { signal: context.signal })
  return {
    data: view,
    text: () => `${inline(view.user.name)} may have ${wantedWords(view)}${untilWords(view)}, in any version.`,
  }
}

export async function refuse(input: Arguments, context: Context): Promise<Answer> {
  const reason = input.text('reason')
  if (reason === undefined) throw usage('The reason is missing.', 'Whoever asked is told it: --reason TEXT.')
  const engine = await context.engine()
  const wish = { id: input.operand('id'), reason }
  const view = await engine.run('policy.refuse', wish, { signal: context.signal })
  return { data: view, text: () => `${inline(view.user.name)} may not have ${wantedWords(view)}.` }
}

/** Through the whole of a day, as the clock of this machine has it. */
function endOf(date: string): string {
  const [, year, month, date1] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []
  const last = new Date(Number(year), Number(month) - 1, Number(date1))
  const next = new Date(Number(year), Number(month) - 1, Number(date1) + 1)
  // `Date` takes 50 for 1950, and writes what comes behind 9999 in another way.
  const isDate =
    last.getDate() === Number(date1) && last.getFullYear() === Number(year) && next.getFullYear() < 10_000
  if (isDate) return next.toISOString()
  throw usage(`"${inline(date)}" is no date.`, 'Write the last day on which it holds: 2027-03-31.')
}

function listText({ requests: all, isAdministrator, ignored }: List, page: Page): string {
  const parts = all.map((view) => viewText(view, isAdministrator, page))
  const strange =
    ignored === 0
      ? []
      : [yellow(`${count(ignored, 'file')} in the folder for requests could not be taken for one.`)]
  return [...(parts.length === 0 ? ['Nothing was asked for.'] : parts), ...strange].join('\n\n')
}

function viewText(view: View, isAdministrator: boolean, page: Page): string {
  const { id, user, rule, reason, at, wanted } = view
  const isOpen = view.status.kind === 'asked'
  const rows: (readonly [string, string])[] = [
    ...(isAdministrator
      ? [['asked by', `${inline(user.name)} (${user.uid}), ${moment(at)}`] as const]
      : [['asked', moment(at)] as const]),
    ...(reason === null ? [] : [['because', inline(reason)] as const]),
    ['rule', `${inline(rule.rule)}, ${ruleReason(rule)}`],
    ...(wanted.kind === 'package' ? sourceRows(wanted) : []),
    ['id', id],
  ]
  const mayApprove = isAdministrator && rule.decision === 'ask'
  const next = isOpen && (mayApprove || !isAdministrator) ? [dim(nextCommand(mayApprove, id, page))] : []
  return [`${bold(wantedWords(view))}: ${statusWords(view)}`, facts(rows, page.width), ...next].join('\n')
}

function nextCommand(mayApprove: boolean, id: string, page: Page): string {
  return mayApprove ? page.command('policy', 'approve', id) : page.command('policy', 'withdraw', id)
}

function sourceRows({ address, publisher, keys }: Extract<View['wanted'], { kind: 'package' }>) {
  return [
    ['from', inline(address)] as const,
    ['publisher', publisher === null ? 'nobody that the repository vouches for' : inline(publisher)] as const,
    ...(keys ?? []).map((key) => ['key', key] as const),
  ]
}

function wantedWords({ wanted }: View): string {
  return wanted.kind === 'package'
    ? `${wanted.name} ${inline(wanted.version)} (${inline(wanted.repository)})`
    : `the repository ${inline(wanted.address)}`
}

function statusWords(view: View): string {
  const { status, rule } = view
  switch (status.kind) {
    case 'asked':
      return rule.decision === 'ask' ? yellow('not answered yet') : yellow('its rule has to be changed')
    case 'approved':
      return green(`approved by ${inline(status.by)}${untilWords(view)}${remark(status.reason)}`)
    case 'expired':
      return yellow(`its approval is over${remark(status.reason)}`)
    case 'refused':
      return red(`refused by ${inline(status.by)}${remark(status.reason)}`)
  }
}

function untilWords({ status }: View): string {
  return status.kind === 'approved' && status.until !== null ? ` until ${day(lastMoment(status.until))}` : ''
}

function remark(reason: string | null): string {
  return reason === null ? '' : `: ${inline(reason)}`
}

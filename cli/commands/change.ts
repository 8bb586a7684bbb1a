import type { ChangeRequest, Plan, PlanLine, Receipt } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { Refusal, usage } from '../failure.ts'
import { keptText, planText, receiptText } from '../output/plan.ts'
import { listed } from '../output/phrases.ts'
import type { Page } from '../output/page.ts'

export async function install(input: Arguments, context: Context): Promise<Answer> {
  const names = input.list('package')
  const version = input.text('version')
  const repository = input.text('repository')
  if (version !== undefined && names.length > 1) {
    throw usage('--version speaks of one package, and several are named.', 'Install that one by itself.')
  }
  return change(
    {
      kind: 'install',
      packages: names.map((name) => (version === undefined ? { name } : { name, version })),
      ...(repository === undefined ? {} : { repository }),
      force: input.flag('force'),
    },
    input,
    context,
  )
}

export async function uninstall(input: Arguments, context: Context): Promise<Answer> {
  const packages = [...input.list('package')]
  return change(
    { kind: 'remove', packages, purge: input.flag('purge'), force: input.flag('force') },
    input,
    context,
  )
}

export async function update(input: Arguments, context: Context): Promise<Answer> {
  const packages = [...input.list('package')]
  return change({ kind: 'update', ...(packages.length === 0 ? {} : { packages }) }, input, context)
}

export async function undo(input: Arguments, context: Context): Promise<Answer> {
  return change({ kind: 'undo' }, input, context)
}

export async function rollback(input: Arguments, context: Context): Promise<Answer> {
  return change({ kind: 'rollback', generation: input.number('to') ?? 0 }, input, context)
}

/** Every change goes this way: a plan, a look at it, then exactly that plan. */
async function change(request: ChangeRequest, input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const call = { signal: context.signal, report: context.report }
  const answer = await engine.run('plan.make', { request }, call)
  if (answer.kind === 'unsolvable') {
    throw new Refusal({ code: 'plan/unsolvable', facts: { explanation: answer.explanation } })
  }
  if (answer.kind === 'nothing') {
    // The API answers a change that changed nothing with null; a dry run answers with what the plan is.
    const data = input.flag('dryRun') ? answer : null
    const kept = answer.kept ?? []
    return {
      data,
      text: (page) =>
        kept.length === 0 ? nothingText(request, answer.names, page) : `Nothing to do.\n${keptText(kept)}`,
    }
  }
  if (input.flag('dryRun')) {
    return {
      data: answer,
      text: (page) => `${planText(answer.plan, page)}\n\nNothing was changed: this was a dry run.`,
    }
  }
  context.say((page) => `${planText(answer.plan, page)}\n`)
  await confirm(answer.plan, context)
  context.expect(answer.plan.download)
  const receipt = await engine.run('plan.apply', { request, digest: answer.plan.digest }, call)
  return applied(receipt, context)
}

function applied(receipt: Receipt, { signal }: Context): Answer {
  // The wish to stop came after the point of no return: say so, in the status too.
  const late = signal.aborted ? 'It was too late to stop: the change is complete.\n' : ''
  return {
    data: receipt,
    text: (page) => late + receiptText(receipt, page),
    ...(signal.aborted ? { exit: 130 } : {}),
  }
}

/** Asks where the plan goes further than the request; the loss of something chosen needs an explicit yes. */
async function confirm(plan: Plan, context: Context): Promise<void> {
  const loses = plan.losesChosen
  if (context.settings.yes || (loses.length === 0 && !goesFurther(plan))) return
  const answer = await context.ask(loses.length === 0 ? 'Proceed? [Y/n] ' : 'Proceed? [y/N] ')
  if (answer === null && !context.canAsk) {
    if (loses.length === 0) return
    throw new Refusal({ code: 'usage/unconfirmed', facts: { loses } })
  }
  // Ctrl+D is nobody's yes.
  if (answer === null || !isYes(answer, loses.length === 0)) {
    throw new Refusal({ code: 'usage/declined', facts: { what: 'You said no, so nothing was changed.' } })
  }
}

function isYes(typed: string, unlessSaid: boolean): boolean {
  return /^\s*(?:y|yes)\s*$/i.test(typed) || (unlessSaid && typed.trim() === '')
}

/** Whether somebody who typed the request would be surprised by a line. */
function goesFurther({ request, install, change, remove }: Plan): boolean {
  const asked = (line: PlanLine) => {
    const { kind } = line.because
    if (kind === 'requested') return true
    if (request.kind === 'undo' || request.kind === 'rollback') return kind === 'generation'
    return request.kind === 'update' && kind === 'newer'
  }
  return [...install, ...change, ...remove].some((line) => !asked(line))
}

function nothingText(request: ChangeRequest, names: readonly string[], page: Page): string {
  const are = names.length === 1 ? 'is' : 'are'
  switch (request.kind) {
    case 'install':
      return `Nothing to do: ${listed(names)} ${are} already installed.`
    case 'update':
      return names.length === 0
        ? 'Nothing to do: everything is up to date.'
        : `Nothing to do: ${listed(names)} ${are} up to date.`
    case 'remove':
      return `Nothing to do: ${listed(names)} ${are} not installed.`
    case 'downgrade':
      return `Nothing to do: no older release of ${listed(names)} may be taken.`
    case 'replace':
      return `Nothing to do: ${request.by} is already there in place of ${request.name}.`
    case 'autoremove':
      return 'Nothing to do: everything that is installed is needed.'
    case 'repair':
      return 'Nothing to do: nothing that is installed lacks anything.'
    case 'together':
      return 'Nothing to do: everything already is as you asked.'
    case 'rollback':
    case 'undo':
      return `Nothing to do: everything already is as it was then. See ${page.command('history')}`
  }
}

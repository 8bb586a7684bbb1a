import type { ChangeRequest, Failure, Plan, PlanLine, Receipt } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { Refusal } from '../failure.ts'
import { nothingText } from '../output/nothing.ts'
import { canRun, scriptsQuestion } from '../output/scripts.ts'
import { keptText, planText, receiptText } from '../output/plan.ts'

/** Every change goes this way: a plan, a look at it, then exactly that plan. */
export async function change(
  request: ChangeRequest,
  input: Arguments,
  context: Context,
  attempt = 1,
): Promise<Answer> {
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
  const again = () => change(request, input, context, attempt + 1)
  const runScripts = input.flag('runScripts')
  const given = { sources: input.list('acceptSource'), names: input.list('acceptName') }
  return carryOut({ request, plan: answer.plan, attempt, runScripts, given }, context, again)
}

interface Planned {
  readonly request: ChangeRequest
  readonly plan: Plan
  readonly attempt: number
  /** The command line says so. */
  readonly runScripts: boolean
  readonly given: Given
}

/** What the command line accepts. */
interface Given {
  /** Packages for which others may vouch than before. */
  readonly sources: readonly string[]
  /** Packages whose names are easily taken for others, and which are meant. */
  readonly names: readonly string[]
}

/** Exactly this plan; where somebody else was quicker, `again` makes a new one. */
async function carryOut(
  { request, plan, attempt, runScripts, given }: Planned,
  context: Context,
  again: () => Promise<Answer>,
): Promise<Answer> {
  const engine = await context.engine()
  context.say((page) => `${planText(plan, page)}\n`)
  const accepted = await accept(plan, given, context)
  const wasConfirmed = await confirm(plan, context)
  const scripts = await scriptsWish(plan, runScripts, context)
  context.expect(plan.download)
  try {
    const call = { signal: context.signal, report: context.report }
    const wish = {
      request,
      digest: plan.digest,
      ...(scripts.run ? { runScripts: true } : {}),
      ...(accepted.length === 0 ? {} : { accepted }),
    }
    const receipt = await engine.run('plan.apply', wish, call)
    return applied(receipt, context)
  } catch (error) {
    // Where nobody has read the plan, a new one is as good.
    if (wasConfirmed || scripts.asked || accepted.length > 0 || attempt >= mostAttempts || !isStale(error))
      throw error
    return again()
  }
}

const mostAttempts = 20

function isStale(error: unknown): boolean {
  return (
    error instanceof Error &&
    'failure' in error &&
    (error as { readonly failure: { readonly code: string } }).failure.code === 'plan/stale'
  )
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

/**
 * Names of packages that somebody has to look at, and did: said in the command line, or on the terminal. `--yes` says
 * nothing about that: it is given before anybody could know of it.
 */
async function accept({ consents = [] }: Plan, given: Given, context: Context): Promise<string[]> {
  const open = consents.filter(
    ({ kind, name }) => !(kind === 'look-alike' ? given.names : given.sources).includes(name),
  )
  if (open.length > 0) {
    const answer = context.canAsk
      ? await context.ask('Have you compared them, and may this go on? [y/N] ')
      : null
    if (answer === null) throw new Refusal(unconfirmed(open))
    if (!isYes(answer, false))
      throw new Refusal({ code: 'usage/declined', facts: { what: 'You said no, so nothing was changed.' } })
  }
  return [...new Set(consents.map(({ name }) => name))]
}

function unconfirmed(open: NonNullable<Plan['consents']>): Failure {
  const changes = open.filter((one) => one.kind !== 'look-alike')
  if (changes.length > 0) return { code: 'trust/change-unconfirmed', facts: { changes } }
  const names = open.filter((one) => one.kind === 'look-alike')
  return { code: 'trust/look-alike-unconfirmed', facts: { names } }
}

/** Asks where the plan goes further than the request, and says whether somebody answered; the loss of something chosen needs an explicit yes. */
async function confirm(plan: Plan, context: Context): Promise<boolean> {
  const loses = plan.losesChosen
  if (context.settings.yes || (loses.length === 0 && !goesFurther(plan))) return false
  const answer = await context.ask(loses.length === 0 ? 'Proceed? [Y/n] ' : 'Proceed? [y/N] ')
  if (answer === null && !context.canAsk) {
    if (loses.length === 0) return false
    throw new Refusal({ code: 'usage/unconfirmed', facts: { loses } })
  }
  // Ctrl+D is nobody's yes.
  if (answer === null || !isYes(answer, loses.length === 0)) {
    throw new Refusal({ code: 'usage/declined', facts: { what: 'You said no, so nothing was changed.' } })
  }
  return true
}

/** Nothing runs unless somebody says so: on the command line, or to this question. `--yes` is no answer to it. */
async function scriptsWish(
  plan: Plan,
  runScripts: boolean,
  context: Context,
): Promise<{ readonly run: boolean; readonly asked: boolean }> {
  const scripts = canRun(plan)
  if (runScripts || context.settings.yes || scripts.length === 0 || !context.canAsk)
    return { run: runScripts, asked: false }
  const answer = await context.ask(scriptsQuestion(scripts))
  return { run: answer !== null && isYes(answer, false), asked: true }
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
    if (request.kind === 'rollback-package') return line.name === request.name
    if (request.kind === 'replace') return kind === 'replaces'
    return request.kind === 'update' && kind === 'newer'
  }
  return [...install, ...change, ...remove].some((line) => !asked(line))
}

import path from 'node:path'
import type { Output, PolicyDeadline } from '../../engine/index.ts'
import { policyLines } from '../../engine/model/policy-lines.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { invalid } from '../exit-code.ts'
import { usage } from '../failure.ts'
import type { Page } from '../output/page.ts'
import { count, moment } from '../output/phrases.ts'
import { deadlineWords, leaveWords, placeWords, ruleWords, verdictWords } from '../output/policy-words.ts'
import { facts } from '../output/table.ts'
import { bold, dim, green, inline, red, yellow } from '../output/text.ts'
import { readText } from '../read-text.ts'

type EffectivePolicy = Output<'policy.show'>
type Explanation = Output<'policy.explain'>
type Problem = Output<'policy.check'>['problems'][number]

export async function show(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const policy = await engine.run('policy.show', {}, { signal: context.signal })
  return { data: policy, text: (page) => policyText(policy, page) }
}

export async function explain(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const name = input.operand('name')
  const explanation = await engine.run('policy.explain', { name }, { signal: context.signal })
  return { data: explanation, text: () => explanationText(explanation) }
}

export async function check(input: Arguments, context: Context): Promise<Answer> {
  const { file, text } = await textToCheck(input.operand('file'), context)
  const engine = await context.engine()
  const owner = input.flag('person') ? 'person' : 'administrator'
  const { problems } = await engine.run('policy.check', { text, owner }, { signal: context.signal })
  return {
    data: { file, problems },
    text: () => problemsText(file, problems),
    ...(problems.length === 0 ? {} : { exit: invalid }),
  }
}

async function textToCheck(name: string, context: Context): Promise<{ file: string; text: string }> {
  if (name !== '-') {
    const file = path.resolve(context.workingDirectory, name)
    return { file, text: await readText(file, file, context.signal) }
  }
  const text = await context.terminal.readAll(context.signal)
  if (text.trim() !== '') return { file: 'standard input', text }
  throw usage(
    'Nothing came in to be checked.',
    `Send a file there: ${context.command('policy', 'check', '-')} < policy.json`,
  )
}

function policyText({ levels, roles, isAbove, deadlines = [] }: EffectivePolicy, page: Page): string {
  if (levels.length === 0) {
    return `No policy file rules this machine.\n${dim(`What you decided yourself: ${page.command('policy')}`)}`
  }
  const parts = levels.map(({ owner, file, policy }) => {
    const whose = owner === 'administrator' ? 'Your administrator' : 'You'
    const rules = policyLines(policy).map(({ rule, says }) => [inline(rule), inline(says)] as const)
    const said = rules.length === 0 ? dim('No rule is in it.') : facts(rules, page.width)
    return `${bold(whose)} (${inline(file)})\n${said}`
  })
  const mine = roles === null ? [] : [roleText(roles, isAbove === true)]
  const dated = deadlines.map(({ name, version, deadline }) => deadlineLine(`${name} ${version}`, deadline))
  return [...parts, ...mine, ...(dated.length === 0 ? [] : [dated.join('\n')])].join('\n\n')
}

function roleText(roles: readonly string[], isAbove: boolean): string {
  if (isAbove) return 'You are root, who stands above roles.'
  return roles.length === 0 ? 'You have no role here.' : `You are: ${roles.join(', ')}.`
}

function deadlineLine(what: string, deadline: PolicyDeadline): string {
  return (deadline.isOver ? red : yellow)(`${inline(what)} ${deadlineWords(deadline)}`)
}

function explanationText({ name, releases, removal, schedule, deadline }: Explanation): string {
  const lines = releases.flatMap(({ version, repository, verdicts, refusal, order }) => {
    const title = `${name} ${inline(version)} (${inline(repository)})`
    const word = refusal === null ? green('may be taken') : red('may not be taken')
    const allowing = verdicts.filter(({ decision }) => decision === 'allow')
    const refusing = verdicts.filter(({ decision }) => decision !== 'allow')
    return [
      `${title}: ${word}`,
      ...refusing.map(
        (verdict) => `  ${verdictWords(verdict)}${verdict.decision === 'ask' ? ' (ask for it)' : ''}`,
      ),
      ...(order === undefined ? [] : [`  ${verdictWords(order)}`]),
      ...(refusal === null ? allowing.map((verdict) => `  ${leaveWords(verdict)}`) : []),
    ]
  })
  const gone = removal === null ? [] : [`${name} may not be removed: ${ruleWords(removal)}`]
  const offered = lines.length === 0 ? [`No repository in use offers ${name}.`] : lines
  const dated = deadline === undefined ? [] : [deadlineLine(name, deadline)]
  return [...offered, ...dated, ...gone, ...schedule.map(scheduleText)].join('\n')
}

function scheduleText({ verdict, repairsPass }: Explanation['schedule'][number]): string {
  const from = verdict.opens === undefined ? '' : ` It may from ${moment(verdict.opens)} on.`
  const pass = repairsPass ? ' Repairs of known weaknesses may come now.' : ''
  return yellow(`Software may not change now, says ${ruleWords(verdict)}.${from}${pass}`)
}

function problemsText(file: string, problems: readonly Problem[]): string {
  if (problems.length === 0) return `${inline(file)} is a valid policy file.`
  const lines = problems.map(
    ({ line, key, problem, accepted }) =>
      `${placeWords(file, line, key)}: ${inline(problem)}${accepted === '' ? '' : `. Accepted: ${inline(accepted)}`}`,
  )
  return [`${count(problems.length, 'problem')}:`, ...lines].join('\n')
}

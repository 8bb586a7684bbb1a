import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { Refusal } from '../failure.ts'
import { developmentOf, extrasOf, installsFrom, wantedFrom, wantedOf } from '../operands.ts'
import { solutionText, whyNotText, whyText } from '../output/dependencies.ts'

type SolveAnswer = Output<'dependency.solve'>

export async function depsolve(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const options = { force: false, ...developmentOf(input), ...extrasOf(input) }
  const [first, ...others] = installsFrom(input.list('package').map(wantedFrom), undefined, options)
  const answer: SolveAnswer = await engine.run(
    'dependency.solve',
    { request: others.length === 0 ? first! : { kind: 'together', requests: [first!, ...others] } },
    { signal: context.signal },
  )
  if (answer.kind === 'unsolvable') {
    throw new Refusal({ code: 'plan/unsolvable', facts: { explanation: answer.explanation } })
  }
  return { data: answer, text: (page) => solutionText(answer, page) }
}

export async function why(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const name = input.operand('name')
  const answer = await engine.run('dependency.why', { name }, { signal: context.signal })
  return { data: answer, text: (page) => whyText(answer, page) }
}

export async function whyNot(input: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  const wanted = wantedOf(input.operand('name'))
  const answer = await engine.run('dependency.whyNot', wanted, { signal: context.signal })
  return { data: answer, text: (page) => whyNotText(answer, wanted, page) }
}

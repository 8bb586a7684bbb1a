import type { Arguments } from '../arguments.ts'
import { Interrupted } from '../interrupt.ts'
import type { Answer, Context } from '../context.ts'
import { inline } from '../output/text.ts'

/** The program talks to the terminal itself, and its exit status is ours. */
export async function runProgram(input: Arguments, context: Context): Promise<Answer> {
  const [program, entryOf] = [input.text('program'), input.text('entry-of')]
  const engine = await context.engine()
  context.ctrlC.handOver()
  const onPage = (url: string) => {
    context.ctrlC.takeBack()
    context.say(() => `Open it in a browser: ${inline(url)}\nIt is there until you press Ctrl+C.`)
  }
  const status = await engine.runProgram(
    input.operand('name'),
    input.list('args'),
    { program, entryOf, onPage, endsWith: () => heardBy(context.signal) },
    context.signal,
  )
  return { data: { status }, text: () => '', exit: status, silent: true }
}

/** What stopped us stops the program too. */
function heardBy({ reason }: AbortSignal): NodeJS.Signals {
  return reason instanceof Interrupted ? reason.by : 'SIGINT'
}

export async function open(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('name')
  const engine = await context.engine()
  const answer = await engine.run('package.launch', { name }, { signal: context.signal })
  switch (answer.kind) {
    case 'started':
      return { data: answer, text: () => `Started ${inline(answer.program)}.` }
    case 'page':
      return {
        data: answer,
        text: () =>
          `There is no display here. Open it in a browser: ${inline(answer.url)}\nIt is there until you press Ctrl+C.`,
        stays: true,
      }
    case 'terminal':
      return {
        data: answer,
        text: (page) => `${name} works in a terminal. Start it: ${page.command('run', name)}`,
      }
  }
}

import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { usage } from '../failure.ts'
import { diffText, historyText } from '../output/history.ts'
import type { Page } from '../output/page.ts'
import { dim } from '../output/text.ts'

type HistoryEntry = Output<'history.list'>[number]

export async function history(_: Arguments, context: Context): Promise<Answer> {
  const engine = await context.engine()
  return listed(await engine.run('history.list', {}, { signal: context.signal }))
}

export async function diff(input: Arguments, context: Context): Promise<Answer> {
  const [to, ...more] = input.list('to')
  if (more.length > 0) throw usage('Two generations are compared at a time.', seeNumbers(context))
  const from = generationOf(input.operand('from'), context)
  const wanted = to === undefined ? null : generationOf(to, context)
  const engine = await context.engine()
  const { generation: running } = await engine.run('system.status', {}, { signal: context.signal })
  const found = await engine.run('history.diff', { from, to: wanted ?? running }, { signal: context.signal })
  return { data: found, text: (page) => diffText(found, running, page) }
}

export async function label(input: Arguments, context: Context): Promise<Answer> {
  const text = input.list('label').join(' ')
  if (text.trim() === '' && !input.flag('remove'))
    throw usage('A label is missing.', 'Write one behind the number, or --remove to take it away.')
  const engine = await context.engine()
  const wanted = {
    generation: generationOf(input.operand('generation'), context),
    label: input.flag('remove') ? null : text,
  }
  const entries = await engine.run('history.label', wanted, { signal: context.signal })
  return { data: entries, text: (page) => labelledText(entries, wanted.generation, page) }
}

/** A name looks like a way to keep it. */
function labelledText(entries: readonly HistoryEntry[], generation: number, page: Page): string {
  const one = entries.find((entry) => entry.generation === generation)
  const keeps = one === undefined || one.label === null || one.pinned
  const way = page.command('generation', 'keep', String(generation))
  const hint = dim(`Its name does not keep it when old versions are cleaned up. This does: ${way}`)
  return [historyText(entries, page), ...(keeps ? [] : ['', hint])].join('\n')
}

export async function keep(input: Arguments, context: Context): Promise<Answer> {
  return pin(input, context, true)
}

export async function release(input: Arguments, context: Context): Promise<Answer> {
  return pin(input, context, false)
}

async function pin(input: Arguments, context: Context, pinned: boolean): Promise<Answer> {
  const engine = await context.engine()
  const wanted = { generation: generationOf(input.operand('generation'), context), pinned }
  return listed(await engine.run('history.pin', wanted, { signal: context.signal }))
}

function listed(entries: readonly HistoryEntry[]): Answer {
  return { data: entries, text: (page) => historyText(entries, page) }
}

function generationOf(text: string, context: Context): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw usage(`"${text}" is no number of a generation.`, seeNumbers(context))
}

function seeNumbers({ command }: Context): string {
  return `See the numbers: ${command('history')}`
}

import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context } from '../context.ts'
import { unverified } from '../exit-code.ts'
import { Refusal, usage } from '../failure.ts'
import { entriesText, exportedText, verificationText } from '../output/audit-log.ts'

type Verification = Output<'audit.verify'>

export async function list(input: Arguments, context: Context): Promise<Answer> {
  const since = input.text('since')
  const action = input.text('action')
  const engine = await context.engine()
  const wanted = {
    limit: input.number('limit') ?? 50,
    ...(since === undefined ? {} : { since: momentOf(since, context.now()) }),
    ...(action === undefined ? {} : { action: actionOf(action) }),
  }
  const found = await engine.run('audit.list', wanted, { signal: context.signal })
  return { data: found, text: (page) => entriesText(found, page) }
}

export async function verify(input: Arguments, context: Context): Promise<Answer> {
  const file = input.text('file')
  const key = input.text('key')
  const against = input.text('against')
  if (file === undefined && key !== undefined)
    throw usage('A key is only for an export.', 'Name it, too: --file EXPORT.')
  const place = (text: string) => path.resolve(context.workingDirectory, text)
  const tools = file === undefined && against === undefined ? null : await context.tools()
  const kept = against === undefined ? [] : [await tools!.newestCheckpoint(place(against))]
  if (file !== undefined) {
    const checked = await tools!.checkAuditFile(place(file), { trees: kept, signer: key ?? null })
    return verified(checked, { isExport: true, isKeyKnown: key !== undefined })
  }
  const engine = await context.engine()
  const checked = await engine.run('audit.verify', { kept }, { signal: context.signal })
  return verified(checked, { isExport: false, isKeyKnown: true })
}

export async function exportLog(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('file')
  const engine = await context.engine()
  const parts = async (take: (text: string) => Promise<unknown>) => {
    for (let from: number | null = 0; from !== null;) {
      const part: Output<'audit.export'> = await engine.run(
        'audit.export',
        { from },
        { signal: context.signal },
      )
      await take(part.text)
      from = part.next
    }
  }
  if (name === '-') {
    await parts((text) => context.terminal.out.write(text))
    return { data: null, text: () => '', silent: true }
  }
  const file = path.resolve(context.workingDirectory, name)
  await writeNew(file, parts)
  const { newestCheckpoint } = await context.tools()
  const { size, root } = await newestCheckpoint(file)
  return { data: { file, checkpoint: { size, root } }, text: (page) => exportedText(file, page) }
}

function verified(
  checked: Verification,
  about: { readonly isExport: boolean; readonly isKeyKnown: boolean },
): Answer {
  return {
    data: checked,
    text: () => verificationText(checked, about),
    ...(checked.bad === null ? {} : { exit: unverified }),
  }
}

/** A file that was there before stays as it was: it may be the only copy of what was so then. */
async function writeNew(
  file: string,
  write: (take: (text: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new Refusal({ code: 'file/exists', facts: { path: file } })
    if (code === 'ENOENT') throw new Refusal({ code: 'file/not-found', facts: { path: path.dirname(file) } })
    throw error
  })
  try {
    await write((text) => handle.appendFile(text))
  } finally {
    await handle.close()
  }
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `7d` is a week before now; else a day or a moment as ISO 8601 writes it. */
function momentOf(text: string, now: Date): string {
  const [, number, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  if (number !== undefined && unit !== undefined)
    return new Date(Math.max(0, now.getTime() - Number(number) * units[unit]!)).toISOString()
  const [day] = /^\d{4}-\d\d-\d\d/.exec(text) ?? []
  if (day !== undefined && isInCalendar(day) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString()
  throw usage(`"${text}" is no moment.`, 'Write a day such as 2026-03-01, or how long ago: 30m, 12h, 7d, 4w.')
}

/** `Date` takes 2026-02-30 for a day in March. */
function isInCalendar(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

function actionOf(text: string): string {
  if (/^[a-zA-Z]+(\.[a-zA-Z]+)?$/.test(text)) return text
  throw usage(`"${text}" is no action.`, 'Write one such as plan.apply, or the part before the dot: plan.')
}

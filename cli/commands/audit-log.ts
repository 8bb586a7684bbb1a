import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Output } from '../../engine/index.ts'
import type { Arguments } from '../arguments.ts'
import type { Answer, Context, Toolbox } from '../context.ts'
import { invalid, unverified } from '../exit-code.ts'
import { Refusal, usage } from '../failure.ts'
import { entriesText, exportedText, verificationText } from '../output/audit-log.ts'

type Verification = Output<'audit.verify'>
type Expected = Parameters<Toolbox['checkAuditFile']>[1]

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
  const [file, key, against, since] = ['file', 'key', 'against', 'since'].map((name) => input.text(name))
  if (file === undefined && key !== undefined)
    throw usage('A key is only for an export.', 'Name it, too: --file EXPORT.')
  if (since !== undefined && (file !== undefined || against !== undefined))
    throw usage('An export is checked whole.', 'Leave out --since, or --file and --against.')
  const kept = against === undefined ? [] : [await keptIn(against, context)]
  if (file !== undefined) return verifyExport(file, { trees: kept, signer: key ?? null }, context)
  const engine = await context.engine()
  const when = sinceOf(since, context)
  const checked = await engine.run('audit.verify', { kept, ...when }, { signal: context.signal })
  return verified(checked, { isExport: false, isKeyKnown: true, ...when })
}

async function keptIn(name: string, context: Context) {
  const { newestCheckpoint } = await context.tools()
  return newestCheckpoint(path.resolve(context.workingDirectory, name), context.signal)
}

async function verifyExport(name: string, expected: Expected, context: Context): Promise<Answer> {
  const { checkAuditFile } = await context.tools()
  const file = path.resolve(context.workingDirectory, name)
  const checked = await checkAuditFile(file, expected, context.signal)
  return verified(checked, { isExport: true, isKeyKnown: expected.signer !== null })
}

function sinceOf(text: string | undefined, context: Context): { readonly since?: string } {
  return text === undefined ? {} : { since: momentOf(text, context.now()) }
}

export async function exportLog(input: Arguments, context: Context): Promise<Answer> {
  const name = input.operand('file')
  const since = input.text('since')
  const when = sinceOf(since, context)
  const engine = await context.engine()
  const parts = async (take: (text: string) => Promise<unknown>) => {
    for (let from: number | null = 0; from !== null;) {
      const part: Output<'audit.export'> = await engine.run(
        'audit.export',
        { from, ...when },
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
  const { newestCheckpoint } = await context.tools()
  let isEmpty = true
  const checkpoint = await writeNew(file, async (take) => {
    await parts(async (text) => {
      isEmpty &&= text === ''
      await take(text)
    })
    return isEmpty ? null : newestCheckpoint(file, context.signal)
  })
  if (checkpoint === null) return { data: null, text: () => nothingText(since), exit: invalid }
  const { size, root } = checkpoint
  return { data: { file, checkpoint: { size, root } }, text: (page) => exportedText(file, page) }
}

function nothingText(since: string | undefined): string {
  return since === undefined ? 'Nothing was recorded yet.' : 'Nothing was recorded since then.'
}

function verified(checked: Verification, about: Parameters<typeof verificationText>[1]): Answer {
  return {
    data: checked,
    text: () => verificationText(checked, about),
    ...(checked.bad === null ? {} : { exit: unverified }),
  }
}

/**
 * A file that was there before stays as it was: it may be the only copy of what was so then. Ours goes again where it
 * came to nothing.
 */
async function writeNew<T>(
  file: string,
  write: (take: (text: string) => Promise<unknown>) => Promise<T | null>,
): Promise<T | null> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw refusalOf(error, file)
  })
  let written: T | null = null
  try {
    written = await write((text) => handle.appendFile(text))
    await handle.sync()
    return written
  } catch (error) {
    throw refusalOf(error, file)
  } finally {
    if (written === null) await rm(file, { force: true })
    await handle.close()
  }
}

function refusalOf(error: unknown, file: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EEXIST':
      return new Refusal({ code: 'file/exists', facts: { path: file } })
    case 'ENOENT':
      return new Refusal({ code: 'file/not-found', facts: { path: path.dirname(file) } })
    case 'EACCES':
    case 'EPERM':
      return new Refusal({ code: 'disk/denied', facts: { path: path.dirname(file) } }, { cause: error })
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal(
        { code: 'disk/full', facts: { path: path.dirname(file), needed: null, free: null } },
        { cause: error },
      )
    case 'EROFS':
      return new Refusal({ code: 'disk/read-only', facts: { path: path.dirname(file) } }, { cause: error })
    default:
      return error
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

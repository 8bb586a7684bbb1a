import type { AuditList, AuditVerification } from '../api/audit-operations.ts'
import type { Output, ParsedInput } from '../api/operations.ts'
import { after, type Beginning, beginningLine, wholeLog } from '../audit/beginning.ts'
import { checkLog } from '../audit/check-log.ts'
import { checkSince } from '../audit/check-since.ts'
import { parseLine } from '../audit/line.ts'
import { emptyLog, keptTrees, readLogEnd } from '../audit/log-end.ts'
import { fileNumber, logLines } from '../audit/log-files.ts'
import type { AuditEntry } from '../model/audit.ts'
import type { Toolbox } from './toolbox.ts'

/** The newest first. Lines that cannot be read are left out: verifying tells of them. */
export async function listAuditLog(
  { layout }: Toolbox,
  { since, action, limit }: ParsedInput<'audit.list'>,
): Promise<AuditList> {
  const oldest = since === undefined ? -Infinity : Date.parse(since)
  const isWanted = (entry: AuditEntry) => isOf(entry, action) && Date.parse(entry.at) >= oldest
  const found: AuditEntry[] = []
  let count = 0
  // What is under way, or what a crash ended just now.
  let begun: AuditEntry[] = []
  for await (const entry of entriesOf(layout.audit)) {
    begun = entry.outcome === 'begun' ? [entry] : []
    if (begun.length > 0 || !isWanted(entry)) continue
    count += 1
    found.push(entry)
    if (found.length > 2 * limit) found.splice(0, found.length - limit)
  }
  const open = begun.filter(isWanted)
  const entries = [...found, ...open].slice(-limit).reverse()
  return { entries, more: count + open.length > entries.length }
}

async function* entriesOf(folder: string): AsyncGenerator<AuditEntry> {
  for await (const { text } of logLines(folder)) {
    const line = parseLine(text)
    if (line?.kind === 'entry') yield line.entry
  }
}

/** From the first line on, and against what the state database keeps: what is cut off at the end is found, too. */
export async function verifyAuditLog(
  { layout, state }: Toolbox,
  { kept, since }: ParsedInput<'audit.verify'>,
): Promise<AuditVerification> {
  if (since !== undefined)
    return checkSince(logLines(layout.audit), {
      since: Date.parse(since),
      end: readLogEnd(state) ?? emptyLog,
    })
  // First, as lines that are written meanwhile only come behind it.
  const trees = [...kept, ...keptTrees(state)]
  return checkLog(logLines(layout.audit), { trees, signer: null })
}

/** UTF-16 units after which a part ends. */
const partLength = 1_000_000

/** More lines than a file has. Where a part begins is a file and a line of it, so that no part reads all before it again. */
const mostLines = 10_000_000

export async function exportAuditLog(
  toolbox: Toolbox,
  { from, since }: ParsedInput<'audit.export'>,
): Promise<Output<'audit.export'>> {
  if (since === undefined || from > 0) return partFrom(toolbox, from)
  const found = await firstSince(toolbox, Date.parse(since))
  if (found === null) return { text: '', next: null }
  const { text, next } = await partFrom(toolbox, found.place)
  return { text: found.place === 0 ? text : `${beginningLine(found.beginning)}\n${text}`, next }
}

interface Found {
  readonly place: number
  readonly beginning: Beginning
}

/** The first entry of that time, and what was before it; null where there is none. */
async function firstSince({ layout }: Toolbox, since: number): Promise<Found | null> {
  let beginning = wholeLog
  for await (const { file, line, text } of logLines(layout.audit)) {
    const read = parseLine(text)
    if (read?.kind === 'entry' && Date.parse(read.entry.at) >= since)
      return { place: placeIn(file, line), beginning }
    beginning = after(beginning, text)
  }
  return null
}

function placeIn(file: string, line: number): number {
  return (fileNumber(file) - 1) * mostLines + line - 1
}

async function partFrom({ layout }: Toolbox, from: number): Promise<Output<'audit.export'>> {
  let text = ''
  let half = ''
  for await (const { file, line, text: said, isWhole } of logLines(
    layout.audit,
    1 + Math.floor(from / mostLines),
  )) {
    const place = placeIn(file, line)
    if (place < from) continue
    if (text.length >= partLength) return { text: text + half, next: place }
    // Only the end of all files is what a crash may leave: a half that others follow is a line that somebody cut.
    text += `${half}${isWhole ? `${said}\n` : ''}`
    half = isWhole ? '' : `${said}\n`
  }
  return { text, next: null }
}

function isOf({ action }: AuditEntry, wanted: string | undefined): boolean {
  return wanted === undefined || action === wanted || action.startsWith(`${wanted}.`)
}

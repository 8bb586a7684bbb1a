import type { AuditList, AuditVerification } from '../api/audit-operations.ts'
import type { Output, ParsedInput } from '../api/operations.ts'
import { checkLog } from '../audit/check-log.ts'
import { parseLine } from '../audit/line.ts'
import { keptTrees } from '../audit/log-end.ts'
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
  { kept }: ParsedInput<'audit.verify'>,
): Promise<AuditVerification> {
  // First, as lines that are written meanwhile only come behind it.
  const trees = [...kept, ...keptTrees(state)]
  return checkLog(logLines(layout.audit), { trees, signer: null })
}

/** UTF-16 units after which a part ends. */
const partLength = 1_000_000

/** More lines than a file has. Where a part begins is a file and a line of it, so that no part reads all before it again. */
const mostLines = 10_000_000

export async function exportAuditLog(
  { layout }: Toolbox,
  { from }: ParsedInput<'audit.export'>,
): Promise<Output<'audit.export'>> {
  let text = ''
  let half = ''
  for await (const { file, line, text: said, isWhole } of logLines(
    layout.audit,
    1 + Math.floor(from / mostLines),
  )) {
    const place = (fileNumber(file) - 1) * mostLines + line - 1
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

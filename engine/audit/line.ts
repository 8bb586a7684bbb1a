import * as v from 'valibot'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { AuditCheckpoint, AuditEntry } from '../model/audit.ts'

/** What the first line calls the line before it. */
export const noLine = '0'.repeat(64)

/** The entry that says which key signs from here on. */
export const keyAction = 'audit.key'

/** The one that says that a crash left half a line. */
export const cutAction = 'audit.cut'

/** The one that says that lines were there for which nobody vouches. */
export const foundAction = 'audit.found'

/** The one that says that the administrator's rules are others than before. */
export const rulesAction = 'policy.edited'

export type AuditLine =
  | { readonly kind: 'entry'; readonly entry: AuditEntry }
  | { readonly kind: 'checkpoint'; readonly checkpoint: AuditCheckpoint }

/** Where in the log a line says that it is. */
export function placeOf(line: AuditLine): { readonly seq: number; readonly prev: string } {
  return line.kind === 'entry' ? line.entry : line.checkpoint
}

/**
 * Canonical JSON in ASCII: what steers a terminal or turns the direction of writing is spelled out, whoever looks at the
 * file and with what.
 */
export function lineOf(value: AuditEntry | AuditCheckpoint | Json): string {
  return canonicalJson(value).replace(/[\u007f-\uffff]/g, spelledOut)
}

/** Null where the text is not the one way to write a line of the log. */
export function parseLine(text: string): AuditLine | null {
  try {
    const value = parseJsonStrict(text, { maxLength: longestLine, maxDepth: 4 })
    if (lineOf(value as Json) !== text) return null
    const checkpoint = v.safeParse(AuditCheckpoint, value)
    if (checkpoint.success) return { kind: 'checkpoint', checkpoint: checkpoint.output }
    const entry = v.safeParse(AuditEntry, value)
    return entry.success ? { kind: 'entry', entry: entry.output } : null
  } catch {
    // What it is instead does not matter: it is no line of ours.
    return null
  }
}

function spelledOut(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** UTF-16 units. Ours are far shorter: facts are cut. */
const longestLine = 1_000_000

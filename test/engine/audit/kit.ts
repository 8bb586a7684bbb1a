import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type AuditNews, openAuditLog } from '../../../engine/audit/audit-log.ts'
import { type CheckedLog, checkLog } from '../../../engine/audit/check-log.ts'
import { keptTrees } from '../../../engine/audit/log-end.ts'
import { logLines } from '../../../engine/audit/log-files.ts'
import { openState, type State } from '../../../engine/state/state.ts'
import { temporaryFolder } from '../../kit/temporary.ts'

/** A log on the disk, and what somebody may do to it. */
export interface TestLog {
  readonly data: string
  readonly folder: string
  readonly state: State
  /** Begun and done, as a change is. */
  readonly change: (name: string) => Promise<void>
  readonly begin: (name: string) => Promise<void>
  /** As `audit verify` does. */
  readonly check: () => Promise<CheckedLog>
  readonly lines: (file?: number) => string[]
  readonly write: (lines: readonly string[], file?: number) => void
  readonly append: (text: string, file?: number) => void
  readonly files: () => string[]
}

export function aLog(data = temporaryFolder()): TestLog {
  const folder = path.join(data, 'audit')
  const state = openState(data)
  onTestFinished(() => state.close())
  let ticks = 0
  const stamp = () => ({
    at: new Date(Date.UTC(2026, 0, 1) + (ticks += 1) * 1_000).toISOString(),
    actor: { uid: 1000, user: 'ada', host: 'here' },
    command: 'multios-pm',
  })
  const open = () => openAuditLog({ folder, state }, stamp)
  const news = (name: string, outcome: AuditNews['outcome']): AuditNews => ({
    action: 'plan.apply',
    object: { packages: [name] },
    outcome,
  })
  const place = (file: number) => path.join(folder, `${String(file).padStart(6, '0')}.jsonl`)
  return {
    data,
    folder,
    state,
    change: async (name) => {
      const log = await open()
      await log.append(news(name, 'begun'))
      await log.conclude([news(name, 'done')])
    },
    begin: async (name) => (await open()).append(news(name, 'begun')),
    check: () => checkLog(logLines(folder), { trees: keptTrees(state), signer: null }),
    lines: (file = 1) => readFileSync(place(file), 'utf8').split('\n').slice(0, -1),
    write: (lines, file = 1) => writeFileSync(place(file), lines.map((line) => `${line}\n`).join('')),
    append: (text, file = 1) => appendFileSync(place(file), text),
    files: () => readdirSync(folder).filter((name) => name.endsWith('.jsonl')),
  }
}

/** The outcomes of its entries, the oldest first. */
export function outcomesIn(lines: readonly string[]): string[] {
  return lines.flatMap((text) => {
    const line = JSON.parse(text) as { action?: string; outcome?: string }
    return line.action === undefined ? [] : [`${line.action} ${line.outcome}`]
  })
}

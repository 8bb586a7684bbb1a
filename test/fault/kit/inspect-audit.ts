import { existsSync } from 'node:fs'
import path from 'node:path'
import { checkLog } from '../../../engine/audit/check-log.ts'
import { parseLine } from '../../../engine/audit/line.ts'
import { keptTrees } from '../../../engine/audit/log-end.ts'
import { logLines } from '../../../engine/audit/log-files.ts'
import { openState } from '../../../engine/state/state.ts'

/** What an audit log says of its machine, and what is wrong with it, in words. */
export interface Witnessed {
  /** Entries that say that a change begins. */
  readonly begun: number
  readonly problems: readonly string[]
}

/** Whatever was cut off: the chain holds, and all that the database knows is there. */
export async function inspectAudit(data: string): Promise<Witnessed> {
  const folder = path.join(data, 'audit')
  if (!existsSync(folder)) return { begun: 0, problems: [] }
  const state = openState(data)
  try {
    const { bad } = await checkLog(logLines(folder), { trees: keptTrees(state), signer: null })
    let begun = 0
    for await (const { text } of logLines(folder)) {
      const line = parseLine(text)
      if (line?.kind === 'entry' && line.entry.outcome === 'begun') begun += 1
    }
    return { begun, problems: bad === null ? [] : [`audit log: ${JSON.stringify(bad)}`] }
  } finally {
    state.close()
  }
}

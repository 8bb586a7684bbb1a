import { appendFile, open } from 'node:fs/promises'
import path from 'node:path'
import { type AuditNews, openAuditLog } from '../../engine/audit/audit-log.ts'
import { checkLog } from '../../engine/audit/check-log.ts'
import { keptTrees } from '../../engine/audit/log-end.ts'
import { logLines } from '../../engine/audit/log-files.ts'
import { openState } from '../../engine/state/state.ts'
import { median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { withDataDirectory } from '../world.ts'

const bench = 'audit'
const rounds = 400

/**
 * What the audit log costs a change: one more line of a log that is open, on the disk; and all of it, opened, one entry,
 * chained, in the tree, signed, on the disk, in the database.
 */
export async function benchAudit(): Promise<Measured[]> {
  return withDataDirectory(async (folder) => {
    const state = openState(folder)
    const place = { folder: path.join(folder, 'audit'), state }
    const baseline = async () => appendSynced(path.join(folder, 'rival'))
    try {
      const log = await openAuditLog(place, stamp)
      const appended = await inTurns(async () => log.append(news), baseline)
      await log.conclude([news])
      const concluded = await inTurns(
        async () => (await openAuditLog(place, stamp)).conclude([news]),
        baseline,
      )
      const start = process.cpuUsage()
      const { lines } = await checkLog(logLines(place.folder), { trees: keptTrees(state), signer: null })
      const { user, system } = process.cpuUsage(start)
      const verified = {
        bench,
        case: 'verifying',
        metric: 'cpu ms a line',
        ours: (user + system) / 1_000 / lines,
      }
      return [
        ...linesOf('an entry', appended, 1),
        ...linesOf('opened, an entry with its checkpoint', concluded, null),
        measured(verified, 1),
      ]
    } finally {
      state.close()
    }
  })
}

function linesOf(title: string, [ours, rival]: readonly [Cost, Cost], cpuBudget: number | null): Measured[] {
  return (['cpu', 'wall'] as const).map((kind) =>
    measured(
      {
        ...{ bench, case: title, metric: `${kind} ms`, ours: ours[kind] },
        ...{
          rival: rival[kind],
          rivalName: 'the same bytes, appended and synced',
          ratio: ours[kind] / rival[kind],
        },
      },
      kind === 'cpu' ? cpuBudget : null,
    ),
  )
}

const news: AuditNews = {
  action: 'plan.apply',
  object: { request: 'install', packages: ['jq'], generation: 2, changes: ['install jq 1.7.1 from main'] },
  outcome: 'done',
  planDigest: 'a'.repeat(64),
}

const stamp = () => ({
  at: new Date().toISOString(),
  actor: { uid: 1000, user: 'ada', host: 'here' },
  command: 'multios-pm',
})

async function appendSynced(file: string): Promise<void> {
  await appendFile(file, `${JSON.stringify({ ...stamp(), ...news })}\n`)
  const handle = await open(file, 'r')
  await handle.sync()
  await handle.close()
}

interface Cost {
  readonly cpu: number
  readonly wall: number
}

/** Both in turns, so that a busy machine slows both. Medians, milliseconds. */
async function inTurns(one: () => Promise<void>, other: () => Promise<void>): Promise<[Cost, Cost]> {
  const costs: [Cost[], Cost[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    costs[0].push(await costOf(one))
    costs[1].push(await costOf(other))
  }
  return [middle(costs[0]), middle(costs[1])]
}

/** Of processor time also that of the threads that write. */
async function costOf(work: () => Promise<void>): Promise<Cost> {
  const before = process.cpuUsage()
  const begun = performance.now()
  await work()
  const wall = performance.now() - begun
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1_000, wall }
}

function middle(costs: readonly Cost[]): Cost {
  return { cpu: median(costs.map(({ cpu }) => cpu)), wall: median(costs.map(({ wall }) => wall)) }
}

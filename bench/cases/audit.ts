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

/** What the audit log costs a change: opened, one entry, chained, in the tree, signed, on the disk, in the database. */
export async function benchAudit(): Promise<Measured[]> {
  return withDataDirectory(async (folder) => {
    const state = openState(folder)
    const place = { folder: path.join(folder, 'audit'), state }
    try {
      const [ours, rival] = await inTurns(
        async () => (await openAuditLog(place, stamp)).conclude([news]),
        async () => appendSynced(path.join(folder, 'rival')),
      )
      const start = process.cpuUsage()
      const { lines } = await checkLog(logLines(place.folder), { trees: keptTrees(state), signer: null })
      const { user, system } = process.cpuUsage(start)
      const rivalName = 'the same bytes, appended and synced'
      const title = 'an entry with its checkpoint'
      return [
        measured(
          {
            bench,
            case: title,
            metric: 'cpu ms',
            ours: ours.cpu,
            ...against(ours.cpu, rival.cpu, rivalName),
          },
          1,
        ),
        measured(
          {
            bench,
            case: title,
            metric: 'wall ms',
            ours: ours.wall,
            ...against(ours.wall, rival.wall, rivalName),
          },
          null,
        ),
        measured(
          { bench, case: 'verifying', metric: 'cpu ms a line', ours: (user + system) / 1_000 / lines },
          1,
        ),
      ]
    } finally {
      state.close()
    }
  })
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

function against(ours: number, rival: number, rivalName: string) {
  return { rival, rivalName, ratio: ours / rival }
}

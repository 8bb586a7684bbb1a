import { setTimeout as pause } from 'node:timers/promises'
import { median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { prepare, residentBytes, startServedHost, withDataDirectory } from '../world.ts'

const starts = 5
/** Milliseconds without a request before memory is read. */
const idle = 10_000

/** `./multios start --serve`: how long until it can be opened, and what it costs to leave it open. */
export async function benchServedHost(): Promise<Measured[]> {
  return withDataDirectory(async (data) => {
    const first = await startServedHost(data)
    await pause(idle)
    const afterFirst = await residentBytes(first.pid)
    await first.stop()
    await prepare(data)
    const later: number[] = []
    for (let start = 0; start < starts; start += 1) {
      const host = await startServedHost(data)
      later.push(host.milliseconds)
      await host.stop()
    }
    const host = await startServedHost(data)
    await pause(idle)
    const resident = await residentBytes(host.pid)
    await host.stop()
    const bench = 'served-host'
    return [
      measured({ bench, case: 'first start to address', metric: 'wall ms', ours: first.milliseconds }, null),
      measured(
        { bench, case: 'idle after making the starter', metric: 'resident bytes', ours: afterFirst },
        null,
      ),
      measured({ bench, case: 'second start to address', metric: 'wall ms', ours: median(later) }, 2_000),
      measured(
        { bench, case: 'idle, no window', metric: 'resident bytes', ours: resident },
        90 * 1_024 * 1_024,
      ),
    ]
  })
}

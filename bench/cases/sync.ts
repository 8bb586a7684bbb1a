import { statSync } from 'node:fs'
import path from 'node:path'
import { serveCounting } from '../counting-server.ts'
import { withArchive, type Archive } from '../debian/archive.ts'
import type { Offer } from '../debian/package-lists.ts'
import { signedRepository } from '../debian/repository.ts'
import { costOf, isInstalled } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { ours, withDataDirectory } from '../world.ts'

const count = 50_000
/** Of the releases, in a day. */
const changing = 0.005
const megabyte = 2 ** 20

/** Processor time, bytes on the wire and on disk of the first synchronization and of a day's change. */
export async function benchSync(): Promise<Measured[]> {
  return withArchive((archive) => withDataDirectory((folder) => measureSync(archive, folder)))
}

async function measureSync(archive: Archive, folder: string): Promise<Measured[]> {
  const offers = archive.main.slice(0, count)
  const repository = await signedRepository(path.join(folder, 'repository'), offers)
  const server = await serveCounting(path.join(folder, 'repository'))
  try {
    const data = path.join(folder, 'data')
    const command = (...words: string[]) => {
      const { environment, ...rest } = ours('multios-pm', data, ...words)
      return { ...rest, environment: { ...environment, MULTIOS_STARTER: 'none' } }
    }
    const add = ['repository', 'add', 'debian', server.url, '--fingerprint', repository.fingerprint, '--yes']
    const first = await costOf(command(...add))
    const whole = server.takeBytes()
    const rival = await gencaches(folder)
    await repository.publish(aDayLater(offers))
    const later = await costOf(command('sync'))
    const delta = server.takeBytes()
    const unchanged = await costOf(command('sync'))
    const line = (about: string, metric: string) => ({ bench: 'sync', case: about, metric })
    const day = `a day's change, ${Math.round(offers.length * changing)} releases`
    return [
      measured(
        {
          ...line(`first, ${offers.length} releases`, 'cpu ms'),
          ours: first.cpu,
          ...(rival === null
            ? {}
            : { rival, rivalName: 'apt-cache gencaches, all lists', ratio: first.cpu / rival }),
        },
        3_000,
      ),
      measured({ ...line('first', 'wall ms'), ours: first.wall }, null),
      measured({ ...line('first', 'transferred bytes'), ours: whole }, null),
      measured({ ...line('first', 'bytes on disk'), ours: sizeOf(data) }, 25 * megabyte),
      measured({ ...line(day, 'transferred bytes'), ours: delta }, 300_000),
      measured({ ...line(day, 'cpu ms'), ours: later.cpu }, null),
      measured({ ...line(day, 'wall ms'), ours: later.wall }, null),
      measured({ ...line('nothing new', 'wall ms'), ours: unchanged.wall }, null),
    ]
  } finally {
    await server.stop()
  }
}

/** Every two hundredth release is another one; the rest stays as it is. */
function aDayLater(offers: readonly Offer[]): readonly Offer[] {
  return offers.map((offer, at) => {
    if (at % Math.round(1 / changing) !== 0) return offer
    const { declaration } = offer
    return { ...offer, declaration: { ...declaration, version: `${declaration.version}+1` } }
  })
}

/** Milliseconds that apt takes to make its own cache of the lists that it has; null where there is no apt. */
async function gencaches(folder: string): Promise<number | null> {
  if (!(await isInstalled('apt-cache'))) return null
  const args = ['-o', `Dir::Cache=${path.join(folder, 'apt')}`, 'gencaches']
  return (await costOf({ file: 'apt-cache', args })).cpu
}

function sizeOf(data: string): number {
  const files = ['catalog.db', 'catalog.pool', 'catalog.search'].map((name) => path.join(data, name))
  return files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
}

import { lookAlikes } from '../../engine/policy/look-alike.ts'
import { editDistance } from '../../engine/base/nearest.ts'
import { withArchive } from '../debian/archive.ts'
import { median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'

const bench = 'policy'
const rounds = 15
/** Names that are much like others, and one that is like none. */
const asked = ['requests', 'libreoffice-writer', 'gcc-12', 'python3-numpi', 'zzyzx']

/** A new name held against all names of Debian, as for every plan; and the plain way, their edit distances alone. */
export async function benchPolicy(): Promise<Measured[]> {
  return withArchive(async ({ offers }) => {
    const names = [...new Set(offers.map(({ declaration }) => declaration.name))]
    const plainly = (name: string) => names.filter((other) => editDistance(name, other) <= 2)
    const times: (readonly [number, number])[] = []
    for (let round = 0; round < rounds; round += 1) {
      for (const name of asked) {
        times.push([timeOf(() => lookAlikes(name, names)), timeOf(() => plainly(name))])
      }
    }
    const [ours, rival] = [median(times.map(([time]) => time)), median(times.map(([, time]) => time))]
    const line = { bench, case: `a name among ${names.length.toLocaleString('en')}`, metric: 'wall ms', ours }
    return [measured({ ...line, rival, rivalName: 'the edit distance to each', ratio: ours / rival }, 5)]
  })
}

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

import { isFull } from '../../kit/full.ts'

/** What a test tries at one moment of one scenario. */
export interface Trial {
  readonly title: string
  readonly work: () => Promise<readonly string[]>
}

export interface Tried {
  readonly count: number
  /** Sentences: where, and what was not as it has to be. */
  readonly broken: readonly string[]
  /** Places that the command did not come to this time: SQLite writes a page more or less. */
  readonly missed: readonly string[]
}

/** Said of a trial in which the command did its work and never met the fault. */
export const notReached = 'was not reached'

/** Two at once: one waits for its process while the other looks at what was left. */
export const lanes = 2

/**
 * Every one of them, or a slice: spread evenly, beginning at a place that is another each time and is printed, and ended
 * when `seconds` are over. MULTIOS_TEST_SEED begins at the same place again.
 */
export async function tryAll(
  what: string,
  trials: readonly Trial[],
  { atMost, seconds }: { readonly atMost: number; readonly seconds: number },
): Promise<Tried> {
  const spread = spreadOut(trials)
  const stride = isFull ? 1 : Math.max(1, Math.floor(trials.length / atMost))
  const seed = Number(process.env['MULTIOS_TEST_SEED'] ?? Math.floor(Math.random() * 1_000))
  const chosen = spread.filter((_, index) => index % stride === seed % stride)
  const end = isFull ? Infinity : Date.now() + seconds * 1_000
  const queue = chosen.values()
  const broken: string[] = []
  const missed: string[] = []
  let count = 0
  const lane = async () => {
    for (const { title, work } of queue) {
      count += 1
      const problems = await work()
      const found = problems.filter((one) => one !== notReached).map((problem) => `${title}: ${problem}`)
      broken.push(...found)
      if (problems.includes(notReached)) missed.push(title)
      if (isFull && found.length > 0) console.log(found.join('\n'))
      if (isFull && count % 100 === 0)
        console.log(`${count} of ${chosen.length} ${what}, ${broken.length} broken`)
      if (Date.now() > end) return
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const slice = isFull ? '' : ` (of ${trials.length}; every ${stride}th, seed ${seed})`
  console.log(`${count} ${what}, ${broken.length} broken, ${missed.length} not reached${slice}`)
  return { count, broken, missed }
}

/** All of them, neighbours far from each other: a run that is stopped early has been everywhere. */
function spreadOut<T>(items: readonly T[]): T[] {
  const step = Math.max(1, Math.floor(items.length * 0.618))
  const visited = new Set<number>()
  for (let at = 0; visited.size < items.length; at = (at + step) % items.length) {
    while (visited.has(at)) at = (at + 1) % items.length
    visited.add(at)
  }
  return [...visited].map((at) => items[at]!)
}

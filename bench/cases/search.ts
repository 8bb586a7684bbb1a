import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { createEngine, type Engine } from '../../engine/index.ts'
import { openCatalog } from '../../engine/catalog/catalog-database.ts'
import { searchFile } from '../../engine/catalog/search-file.ts'
import { withArchive, type Archive } from '../debian/archive.ts'
import { signedRepository } from '../debian/repository.ts'
import { costOf, inTurns, isInstalled, median, quantile } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { largerIndex } from '../search/larger.ts'
import { plainFts } from '../search/plain-fts.ts'
import { judgedOfDebian, keyPresses, wholeQueries } from '../search/queries.ts'
import { ours, withDataDirectory } from '../world.ts'

const bench = 'search'
const never = new AbortController().signal
const rounds = 5
/** So many times Debian are a quarter of a million. */
const larger = 4

/** Search over all of Debian: in the engine against plain FTS5, as a command against those of the system. */
export async function benchSearch(): Promise<Measured[]> {
  return withArchive((archive) => withDataDirectory((data) => measureSearch(archive, data)))
}

async function measureSearch(archive: Archive, data: string): Promise<Measured[]> {
  const { url, fingerprint } = await signedRepository(path.join(data, 'repository'), archive.offers)
  const adding = ['repository', 'add', 'debian', url, '--fingerprint', fingerprint, '--yes']
  await costOf(ours('multios-pm', data, ...adding))
  return [
    ...(await indexLines(data)),
    ...(await engineLines(archive, data)),
    ...largerLines(archive),
    ...(await commandLines(data)),
  ]
}

/** Made in its thread, as after a synchronization. */
async function indexLines(data: string): Promise<Measured[]> {
  const file = path.join(data, 'catalog.search')
  const catalog = openCatalog(data)
  const times: number[] = []
  for (let round = 0; round < 3; round += 1) {
    rmSync(file)
    const start = performance.now()
    await searchFile(catalog, { dataDirectory: data, architecture: 'x86_64' }).refresh(never)
    times.push(performance.now() - start)
  }
  catalog.close()
  const about = { bench, case: 'the index of all of Debian' }
  return [
    measured({ ...about, metric: 'bytes', ours: statSync(file).size }, 60_000_000),
    measured({ ...about, metric: 'made in a thread, wall ms', ours: median(times) }, 5_000),
  ]
}

async function engineLines({ offers }: Archive, data: string): Promise<Measured[]> {
  const engine = await createEngine({
    dataDirectory: data,
    configFile: path.join(data, 'config.toml'),
    environment: process.env,
    command: 'bench',
  })
  try {
    const plain = plainFts(offers)
    const presses = keyPresses()
    const [mine, theirs] = await bothInTurns(
      (query) => searchOnce(engine, query),
      (query) => plain(query),
    )
    const fronts: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      fronts.push(await timed(() => engine.run('catalog.discover', {}, { signal: never })))
    }
    const title = `${presses.length} key presses, counts and cards included`
    return [
      ...([0.5, 0.95] as const).map((share) => {
        const [value, rival] = [quantile(mine, share), quantile(theirs, share)]
        const rivalName = 'FTS5, 50 rows, no counts'
        const line = { bench, case: title, metric: share === 0.5 ? 'median ms' : 'p95 ms' }
        return measured(
          { ...line, ours: value, rival, rivalName, ratio: value / rival },
          share === 0.5 ? 2 : 8,
        )
      }),
      measured({ bench, case: 'the front page', metric: 'median ms', ours: median(fronts) }, 50),
      await judgedLine(engine),
    ]
  } finally {
    await engine.close()
  }
}

/** How often none of the wanted packages is among the first three, where nothing says what is an app. */
async function judgedLine(engine: Engine): Promise<Measured> {
  const judged = judgedOfDebian()
  let missed = 0
  for (const { query, wanted } of judged) {
    const input = { query, description: true, tags: true, limit: 3 }
    const { packages } = await engine.run('catalog.search', input, { signal: never })
    missed += packages.some(({ name }) => wanted.includes(name)) ? 0 : 1
  }
  const about = { bench, case: `${judged.length} judged queries, names and one line each` }
  return measured({ ...about, metric: 'ratio of misses', ours: missed / judged.length }, 0.1)
}

/** Each key press by one, then by the other; the first round warms both and is not counted. */
async function bothInTurns(
  one: (query: string) => unknown,
  other: (query: string) => unknown,
): Promise<readonly [readonly number[], readonly number[]]> {
  const [ones, others]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round += 1) {
    for (const query of keyPresses()) {
      const [first, second] = [await timed(() => one(query)), await timed(() => other(query))]
      if (round === 0) continue
      ones.push(first)
      others.push(second)
    }
  }
  return [ones, others]
}

function searchOnce(engine: Engine, query: string): Promise<unknown> {
  return engine.run('catalog.search', { query, description: true, tags: true }, { signal: never })
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function largerLines({ offers }: Archive): Measured[] {
  const { packages, bytes, ask } = largerIndex(offers, larger)
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    for (const query of keyPresses()) {
      const start = performance.now()
      ask(query)
      if (round > 0) times.push(performance.now() - start)
    }
  }
  const about = { bench, case: `${packages} packages, the index alone` }
  return [
    measured({ ...about, metric: 'bytes', ours: bytes }, null),
    measured({ ...about, metric: 'median ms', ours: quantile(times, 0.5) }, null),
    measured({ ...about, metric: 'p95 ms', ours: quantile(times, 0.95) }, 25),
  ]
}

/** Whole processes. The rivals search what this machine's system has, which for apt is the same. */
async function commandLines(data: string): Promise<Measured[]> {
  const rivals = ['apt-cache', 'appstreamcli']
  const results: Measured[] = []
  for (const rival of rivals) {
    const isThere = await isInstalled(rival)
    if (!isThere) console.error(`bench: ${rival} is not installed; --setup installs it`)
    const [mine, theirs]: [number[], number[]] = [[], []]
    for (const query of wholeQueries) {
      // Who finds nothing says so with a status; that is an answer too.
      const other = { file: 'sh', args: ['-c', '"$@" || true', 'sh', rival, 'search', query] }
      const command = ours('multios-pm', data, 'search', query, '--description', '--tags')
      const [a = [], b = []] = await inTurns(isThere ? [command, other] : [command], 2)
      mine.push(median(a.map(({ wall }) => wall)))
      if (isThere) theirs.push(median(b.map(({ wall }) => wall)))
    }
    const line = {
      bench,
      case: `the command, ${wholeQueries.length} queries`,
      metric: 'wall ms',
      ours: median(mine),
    }
    const against = isThere ? { rival: median(theirs), ratio: median(mine) / median(theirs) } : {}
    const rivalName = isThere ? `${rival} search` : `${rival} (not installed)`
    results.push(measured({ ...line, ...against, rivalName }, null))
  }
  return results
}

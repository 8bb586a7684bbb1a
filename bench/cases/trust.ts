import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createEngine, type Engine } from '../../engine/index.ts'
import type { Publisher } from '../../engine/model/repository-index.ts'
import { createSigner } from '../../engine/publishing.ts'
import { checkCached } from '../../engine/trust/check-cached.ts'
import type { Offer } from '../debian/package-lists.ts'
import { signedRepository } from '../debian/repository.ts'
import { median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { withDataDirectory } from '../world.ts'

const bench = 'trust'
const packages = 100_000
const publishers = 1_000
const rounds = 9

/** What it costs to believe a large repository: its metadata and its index, and to find that nothing is new. */
export async function benchTrust(): Promise<Measured[]> {
  return withDataDirectory(async (folder) => {
    const repository = path.join(folder, 'repository')
    const { fingerprint } = await signedRepository(
      repository,
      Array.from({ length: packages }, offer),
      Array.from({ length: publishers }, publisher),
    )
    const asked: string[] = []
    const server = await serve(repository, asked)
    const data = path.join(folder, 'data')
    const engine = await anEngine(data)
    try {
      const { port } = server.address() as AddressInfo
      const url = `http://127.0.0.1:${port}/`
      const first = await cpuOf(() =>
        engine.run('repository.add', { name: 'large', url, fingerprint }, { signal: never }),
      )
      const cache = path.join(data, 'metadata/large')
      const root = readFileSync(path.join(repository, 'metadata/1.root.json'))
      const verifying = await inRounds(() => verify(cache, root, repository))
      asked.length = 0
      const unchanged = await inRounds(() => engine.run('repository.sync', {}, { signal: never }))
      const whole = `${packages.toLocaleString('en')} packages by ${publishers.toLocaleString('en')} publishers`
      return [
        line(`verifying the metadata of ${whole}`, 'cpu ms', verifying, 1_000),
        line(`adding a repository of ${whole}, catalog and pool included`, 'cpu ms', first, null),
        line('an update check without news', 'count of requests', asked.length / rounds, 2),
        line('an update check without news', 'cpu ms', unchanged, null),
      ]
    } finally {
      await engine.close()
      server.closeAllConnections()
      server.close()
    }
  })
}

const never = new AbortController().signal

function line(title: string, metric: string, ours: number, budget: number | null): Measured {
  return measured({ bench, case: title, metric, ours }, budget)
}

/** Every signature, version, promised hash and expiry, and the bytes of the index against what the targets role says. */
async function verify(cache: string, root: Uint8Array, repository: string): Promise<void> {
  const { roles, index } = await checkCached(cache, root, Date.now())
  const bytes = readFileSync(path.join(repository, 'metadata', `${index}.index.json.gz`))
  const isWhole = createHash('sha256').update(bytes).digest('hex') === index
  if (!isWhole || roles.some(({ state }) => state !== 'valid')) throw new Error('not verified')
}

/** One of those to whom the targets role delegates, each with names of its own. */
function publisher(_: unknown, number: number): Publisher {
  return { name: makerOf(number), keys: [createSigner().key], namespaces: [`family-${number}-*`] }
}

function makerOf(number: number): string {
  return `Maker ${number % publishers}`
}

function nameOf(number: number): string {
  return `family-${number % publishers}-${number}`
}

/** Names, relations and sizes as an archive has them; digests that compress as badly as real ones. */
function offer(_: unknown, number: number): Offer {
  const name = nameOf(number)
  const digest = createHash('sha256').update(name).digest('hex')
  return {
    stanza: `Package: ${name}\nMaintainer: ${makerOf(number)}\nDescription: what package number ${number} is for, in a sentence\nSection: misc\n`,
    declaration: {
      ...{ name, version: `1.${number % 50}.0`, scheme: 'semver', architecture: 'x86_64' },
      ...{ repository: 'large', digest, size: 10_000 + number, installedSize: 40_000 + number },
      dependencies: number === 0 ? [] : [`${nameOf(Math.floor(number / 3))} >= 1.0`],
      ...{ recommends: [], suggests: [], provides: [], conflicts: [], breaks: [], replaces: [] },
    },
  }
}

async function anEngine(data: string): Promise<Engine> {
  await mkdir(data, { recursive: true })
  return createEngine({
    ...{ dataDirectory: data, configFile: path.join(data, 'config.toml'), command: 'bench', starter: 'none' },
    ...{ environment: { PATH: process.env['PATH'], HOME: data }, lockPatience: 10_000 },
  })
}

async function serve(folder: string, asked: string[]): Promise<Server> {
  const server = createServer((request, response) => {
    const place = new URL(request.url ?? '/', 'http://x').pathname
    asked.push(place)
    const file = path.join(folder, decodeURIComponent(place))
    if (existsSync(file)) createReadStream(file).pipe(response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

/** Milliseconds of this process and its threads, the server among them. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

async function inRounds(work: () => Promise<unknown>): Promise<number> {
  const costs: number[] = []
  for (let round = 0; round < rounds; round += 1) costs.push(await cpuOf(work))
  return median(costs)
}

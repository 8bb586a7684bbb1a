import { createHash } from 'node:crypto'
import path from 'node:path'
import { writtenOnce, type Archive } from './archive.ts'
import { solveFresh, wishesFor, writePool } from './ours.ts'
import type { Offer } from './package-lists.ts'
import { bigSeeds, typicalSeeds, type InstalledSet } from './requests.ts'
import type { InstalledEntry, NameAndVersion } from './solve-once.ts'

/** What is installed, written down for each of the solvers. */
export interface InstalledState {
  readonly packages: readonly InstalledEntry[]
  /** For ours; null where nothing is installed. */
  readonly entries: string | null
  /** For the rivals, as dpkg keeps it. */
  readonly status: string | null
  /** Package lists for apt. */
  readonly lists: string
  /** Where files made from this state are kept. */
  readonly folder: string
}

/**
 * Typical has about 500 packages and no desktop, big about 2,000: what their seeds come to where only the main suite is
 * offered, so that the other suites have updates for them.
 */
export async function installedStates(
  archive: Archive,
  solver: string,
): Promise<Readonly<Record<InstalledSet, InstalledState>>> {
  const declarations = archive.main.map(({ declaration }) => declaration)
  const pool = writePool(path.join(path.dirname(solver), 'main.pool'), declarations)
  const always = archive.main.filter(isOnEveryMachine).map(({ declaration }) => declaration.name)
  return {
    empty: await emptyState(archive),
    typical: await written(archive, await grown(solver, pool, { always, seeds: typicalSeeds, atLeast: 500 })),
    big: await written(archive, await grown(solver, pool, { always, seeds: bigSeeds, atLeast: 2_000 })),
  }
}

export function emptyState(archive: Archive): Promise<InstalledState> {
  return written(archive, [])
}

/** apt installs these with the first upgrade where they are not there. */
function isOnEveryMachine({ declaration, stanza }: Offer): boolean {
  return declaration.name === 'apt' || /^Essential: yes$/m.test(stanza)
}

interface Growth {
  readonly always: readonly string[]
  readonly seeds: readonly string[]
  readonly atLeast: number
}

/** The answer to the first few seeds that come to so many packages, or to all of them. */
async function grown(solver: string, pool: string, growth: Growth): Promise<readonly NameAndVersion[]> {
  const { always, seeds, atLeast } = growth
  const requests = seeds.map((_, last) => wishesFor([...always, ...seeds.slice(0, last + 1)]))
  const { answers } = await solveFresh(solver, { pool, installed: null, requests })
  const enough = answers.find(({ packages }) => packages.length >= atLeast)
  return (enough ?? answers.findLast(({ packages }) => packages.length > 0))?.packages ?? []
}

async function written(archive: Archive, packages: readonly NameAndVersion[]): Promise<InstalledState> {
  const offers = new Map(archive.offers.map((offer) => [nameAndVersion(offer), offer]))
  const chosen = packages.flatMap(([name, version]) => offers.get(`${name} ${version}`) ?? [])
  const entries = chosen.map(({ declaration: { name, version, digest } }) => ({ name, version, digest }))
  const content = JSON.stringify(entries)
  const key = createHash('sha256').update(content).digest('hex').slice(0, 16)
  const folder = path.join(archive.folder, `installed-${entries.length}-${key}`)
  const { lists } = archive
  if (entries.length === 0) return { packages: entries, entries: null, status: null, lists, folder }
  return {
    packages: entries,
    entries: await writtenOnce(path.join(folder, 'entries.json'), () => content),
    status: await writtenOnce(path.join(folder, 'status'), () => chosen.map(asInstalled).join('')),
    lists,
    folder,
  }
}

function nameAndVersion({ declaration: { name, version } }: Offer): string {
  return `${name} ${version}`
}

function asInstalled({ stanza }: Offer): string {
  const [first = '', ...others] = stanza.split('\n')
  return `${[first, 'Status: install ok installed', ...others].join('\n')}\n\n`
}

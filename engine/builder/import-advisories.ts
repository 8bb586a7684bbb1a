import path from 'node:path'
import { importCve } from '../advisories/import/cve.ts'
import { importDebian } from '../advisories/import/debian.ts'
import { readEpss, readKev, type Sources, type Told } from '../advisories/import/enrich.ts'
import { type Feed, FeedRefused, type Skipped } from '../advisories/import/feed.ts'
import { importNvd } from '../advisories/import/nvd.ts'
import { importOsv } from '../advisories/import/osv.ts'
import { byCodePoint } from '../base/canonical-json.ts'
import type { Advisory } from '../model/advisory.ts'
import { EngineError } from '../model/failure.ts'
import { readAdvisoryRecords, writeAdvisoryRecords } from './advisory-records.ts'
import { mergeAdvisories } from './merge-advisories.ts'
import { type FeedFile, feedFiles, readFeed } from './read-feed.ts'
import { readRecord, type RepositoryPlace } from './repository-record.ts'

export type FeedKind = 'osv' | 'debian' | 'cve' | 'nvd'

export interface ImportAdvisoriesOptions extends RepositoryPlace {
  /** What `sources` are written in; they are files, folders and addresses. */
  readonly from: FeedKind | null
  readonly sources: readonly string[]
  readonly epss: string | null
  readonly kev: string | null
  /** Only what is said of this release of Debian. */
  readonly release: string | null
  /** What speaks of no package of the repository is kept, too. */
  readonly everything: boolean
}

export interface ImportedAdvisories {
  /** Ids of what was written, because it is new or says something new. */
  readonly written: readonly string[]
  /** Records that say what was known already. */
  readonly unchanged: number
  /** Records that speak of no package of the repository, so that they were left out. */
  readonly unrelated: number
  readonly skipped: readonly (Skipped & { readonly file: string })[]
}

/** Turns other people's data into files of `advisories/`, which the next build publishes and signs. */
export async function importAdvisories(
  options: ImportAdvisoriesOptions,
  signal: AbortSignal,
): Promise<ImportedAdvisories> {
  const place = { name: options.name, path: path.resolve(options.path) }
  const { packages } = await readRecord(place)
  const skipped: (Skipped & { file: string })[] = []
  const imported = await readAll(options, skipped, signal)
  const facts: Sources = {
    epss: await toldBy(options.epss, readEpss, { skipped, signal }),
    kev: await toldBy(options.kev, readKev, { skipped, signal }),
  }
  const names = options.everything
    ? null
    : new Set(
        packages.flatMap(({ name, source }) =>
          source === undefined ? [name] : [name, source.toLowerCase()],
        ),
      )
  const related = imported.flatMap((advisory) => aboutThese(advisory, names) ?? [])
  const existing = await readAdvisoryRecords(place.path)
  const { records, refused: clashes } = mergeAdvisories(existing, related, facts)
  skipped.push(...clashes)
  signal.throwIfAborted()
  const written = await writeAdvisoryRecords(place.path, records)
  return {
    written: written.toSorted(byCodePoint),
    unchanged: records.length - written.length,
    unrelated: imported.length - related.length,
    skipped,
  }
}

type Report = (Skipped & { file: string })[]

/** By id; of two records with one id, the one that was changed last. */
async function readAll(
  { from, sources, release }: ImportAdvisoriesOptions,
  skipped: Report,
  signal: AbortSignal,
): Promise<Advisory[]> {
  const byId = new Map<string, Advisory>()
  for (const file of from === null ? [] : await feedFiles(sources)) {
    signal.throwIfAborted()
    const feed = await readOne(file, (text) => readers[from!](text, release), { skipped, signal })
    skipped.push(...feed.skipped.map((one) => ({ file: file.shown, ...one })))
    for (const advisory of feed.advisories) {
      const known = byId.get(advisory.id)
      if (known === undefined || known.modified < advisory.modified) byId.set(advisory.id, advisory)
    }
  }
  return [...byId.values()].toSorted((a, b) => byCodePoint(a.id, b.id))
}

const readers: Readonly<Record<FeedKind, (text: string, release: string | null) => Feed>> = {
  osv: importOsv,
  debian: importDebian,
  cve: importCve,
  nvd: importNvd,
}

interface Reading {
  readonly skipped: Report
  readonly signal: AbortSignal
}

async function readOne(
  file: FeedFile,
  read: (text: string) => Feed,
  { skipped, signal }: Reading,
): Promise<Feed> {
  try {
    return read(await readFeed(file.shown, signal))
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error
    if (!file.isFound) throw refused(file.shown, error)
    skipped.push({ file: file.shown, record: 'the whole file', problem: error.message })
    return { advisories: [], skipped: [] }
  }
}

async function toldBy<T>(
  file: string | null,
  read: (text: string) => Told<T>,
  { skipped, signal }: Reading,
): Promise<ReadonlyMap<string, T> | null> {
  if (file === null) return null
  try {
    const told = read(await readFeed(file, signal))
    skipped.push(...told.skipped.map((one) => ({ file, ...one })))
    return told.byCve
  } catch (error) {
    throw error instanceof FeedRefused ? refused(file, error) : error
  }
}

function refused(file: string, cause: FeedRefused): EngineError {
  return new EngineError(
    'request/invalid',
    { what: 'vulnerability feed', value: file, problem: cause.message },
    { cause },
  )
}

/** Null where it speaks of none of them. What it says of other packages is left out. */
function aboutThese(advisory: Advisory, names: ReadonlySet<string> | null): Advisory | null {
  if (names === null) return advisory.affected.length === 0 ? null : advisory
  const affected = advisory.affected.filter((entry) => names.has(entry.package.name))
  return affected.length === 0 ? null : { ...advisory, affected }
}

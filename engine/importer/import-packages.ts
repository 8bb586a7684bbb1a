import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { envelopeBytes, signManifest } from '../keys/verify-envelope.ts'
import type { Signer } from '../keys/signer.ts'
import type { BuiltPackage } from '../builder/build-package.ts'
import { type AddedPackage, addPackages } from '../builder/add-packages.ts'
import { publishBytes } from '../builder/publish-file.ts'
import {
  readRecord,
  readRecordIfThere,
  type RepositoryPlace,
  type RepositoryRecord,
} from '../builder/repository-record.ts'
import { signaturePath } from '../builder/sidecars.ts'
import { EngineError } from '../model/failure.ts'
import type { Finding } from '../model/finding.ts'
import { findSandbox } from '../sandbox/find-sandbox.ts'
import { onDisk } from '../system-errors.ts'
import { fetchWithApt } from './fetch-with-apt.ts'
import type { DebOutcome, ImportSettings } from './import-deb.ts'
import type { DebJob, Jobs, Refused } from './jobs.ts'
import { importInThreads } from './import-in-threads.ts'
import { besideOthers, type MissingRelations, type Shared } from './missing-relations.ts'
import { installedJobs } from './repack-installed.ts'
import { iconsBeside } from './shared-icons.ts'
import { buildRuntime } from './runtime-packages.ts'

export type ImportSources =
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | { readonly kind: 'apt'; readonly names: readonly string[]; readonly recommends: boolean }
  | { readonly kind: 'installed'; readonly names: readonly string[] }

export interface ImportOptions extends RepositoryPlace {
  readonly sources: ImportSources
  readonly signer: Signer
  /** `Name <address>`: who makes these packages. */
  readonly publisher: string
  /** Patterns of what is left out besides the usual. */
  readonly exclusions?: readonly string[]
  /** Whether to fetch the pictures that apps offer on the web; not, where nothing is said. */
  readonly screenshots?: boolean
  /** Packages at once; as many as there are cores where not given. */
  readonly threads?: number
  /** Of whoever imports: packages are for such machines, and scripts are tried here. */
  readonly environment: NodeJS.ProcessEnv
  readonly now: Date
  /** Told after each package: bytes of what is done, and of all. */
  readonly report?: (done: number, total: number) => void
}

export interface ImportSummary {
  readonly imported: readonly AddedPackage[]
  /** Already in the repository: made of the same, or what only comes along, in that version. */
  readonly unchanged: readonly { readonly name: string; readonly version: string }[]
  readonly refused: readonly (Omit<Refused, 'kind'> & { readonly source: string })[]
  /** Files that lost setuid or setgid, and files that lie where no profile has anything. */
  readonly stripped: readonly Paths[]
  readonly leftOut: readonly Paths[]
  /** Relations that nobody can fulfil here. */
  readonly dropped: readonly { readonly name: string; readonly relations: readonly string[] }[]
  /** What they bring to be shown in a store and cannot be. */
  readonly unshown: readonly { readonly name: string; readonly findings: readonly Finding[] }[]
  /** What imported packages need and the repository does not have. */
  readonly missing: readonly MissingRelations[]
  /** Whose postinst was stopped because it did not end, or ended with an error: what it would have asked then is not set up. */
  readonly unfinished: readonly { readonly name: string; readonly reason: 'error' | 'time' }[]
  /** Null where maintainer scripts were traced; else why they could only be read. */
  readonly untraced: string | null
}

interface Paths {
  readonly name: string
  readonly paths: readonly string[]
}

/** What Debian calls the kinds of machines, by Node's names; and what everybody else does. */
const machines: Readonly<Record<string, { readonly debian: string; readonly usual: string }>> = {
  x64: { debian: 'amd64', usual: 'x86_64' },
  arm64: { debian: 'arm64', usual: 'arm64' },
  riscv64: { debian: 'riscv64', usual: 'riscv64' },
}

/**
 * Takes packages of Debian into a repository, all that can be. Killed anywhere before the last step: the repository is
 * as before, and a folder of temporary files is left. The last step is that of adding packages.
 */
export async function importPackages(options: ImportOptions, signal: AbortSignal): Promise<ImportSummary> {
  const record = await readRecord(options)
  const work = await onDisk(tmpdir(), async () => mkdtemp(path.join(tmpdir(), 'multios-import-')))
  try {
    return await onDisk(work, async () => importInto(work, record, options, signal))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** How the repository in a folder is called. */
export async function repositoryNameIn(folder: string): Promise<string> {
  const record = await readRecordIfThere(folder)
  if (record !== null) return record.name
  throw new EngineError('repository/not-found', { name: folder, nearest: [] })
}

async function importInto(
  work: string,
  record: RepositoryRecord,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<ImportSummary> {
  await mkdir(path.join(work, 'built'))
  const sandbox = await findSandbox(
    { architecture: machine().usual, environment: options.environment },
    work,
    signal,
  )
  const paths = new Set(record.packages.map((one) => one.path))
  const settings: ImportSettings = {
    ...{ work, architecture: machine().debian, publisher: options.publisher },
    published: { folder: path.resolve(options.path), paths },
    exclusions: options.exclusions ?? [],
    screenshots: options.screenshots ?? false,
    sandbox: sandbox.kind === 'works' ? sandbox.sandbox : null,
  }
  const { jobs, refused } = await jobsOf(settings, options, signal)
  const { threads = availableParallelism(), report = () => undefined } = options
  const sizes = await Promise.all(jobs.map(sizeOf))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let ended = 0
  const done = (index: number): void => report((ended += sizes[index] ?? 0), total)
  const first = await importInThreads(jobs, { settings, count: threads, done }, signal)
  const outcomes = await withBorrowedIcons(jobs, first, { settings, count: threads }, signal)
  const sorted = sort(jobs, outcomes, { record, sources: options.sources })
  const runtime = outcomes.some(({ kind }) => kind === 'built')
    ? await buildRuntime(work, options.publisher, signal)
    : []
  const fresh = [...sorted.built.map(({ artifact }) => artifact), ...runtime]
  for (const artifact of fresh) await sign(artifact, options.signer)
  signal.throwIfAborted()
  const built = new Map(fresh.map((artifact) => [artifact.file, artifact]))
  const { added } = await addPackages({ ...options, files: [...built.keys()], built }, signal)
  const names = [...added, ...sorted.unchanged].map(({ name }) => name)
  const { missing, shared } = await besideOthers(options.path, new Set(names), signal)
  return {
    imported: added,
    unchanged: sorted.unchanged,
    refused: [
      ...refused.map(({ source, reason, detail }) => ({ source, reason, detail })),
      ...sorted.refused,
    ],
    ...reported(sorted.built, shared),
    missing,
    untraced: sandbox.kind === 'works' ? null : sandbox.detail,
  }
}

function machine(): { readonly debian: string; readonly usual: string } {
  return machines[process.arch] ?? { debian: process.arch, usual: process.arch }
}

async function jobsOf(
  { work, architecture }: ImportSettings,
  { sources }: ImportOptions,
  signal: AbortSignal,
): Promise<Jobs> {
  switch (sources.kind) {
    case 'files': {
      const files = [...new Set(sources.files.map((file) => path.resolve(file)))]
      return {
        jobs: files.map((file) => ({ kind: 'file' as const, file, tags: '', section: '' })),
        refused: [],
      }
    }
    case 'apt':
      return fetchWithApt({ ...sources, work, architecture }, signal)
    case 'installed':
      return installedJobs(sources.names)
  }
}

type Built = Extract<DebOutcome, { kind: 'built' }>

interface Sorted {
  readonly built: readonly Built[]
  readonly unchanged: ImportSummary['unchanged']
  readonly refused: ImportSummary['refused']
}

/** Makes those anew whose app has no icon of its own: now the icons of all are there to be taken. */
async function withBorrowedIcons(
  jobs: readonly DebJob[],
  outcomes: readonly (DebOutcome | Refused)[],
  { settings, count }: { readonly settings: ImportSettings; readonly count: number },
  signal: AbortSignal,
): Promise<readonly (DebOutcome | Refused)[]> {
  const again: number[] = []
  for (const [at, one] of outcomes.entries()) {
    const folder = one.kind === 'built' ? one.iconless : null
    if (one.kind !== 'built' || folder === null) continue
    if ((await iconsBeside(folder, one.artifact.name)).length > 0) again.push(at)
  }
  const wanting = again.map((at) => jobs[at]!)
  const threads = { settings: { ...settings, borrows: true }, count, done: () => undefined }
  const made = await importInThreads(wanting, threads, signal)
  const found = new Map(again.map((at, place) => [at, made[place]!]))
  return outcomes.map((one, at) => found.get(at) ?? one)
}

/** What the repository has in that version already, made of something else, is refused here: adding is all or none. */
function sort(
  jobs: readonly DebJob[],
  outcomes: readonly (DebOutcome | Refused)[],
  { record, sources }: { readonly record: RepositoryRecord; readonly sources: ImportSources },
): Sorted {
  // What came with names was asked for by nobody: one of that version is as good, wherever it was taken from.
  const mayDiffer = (name: string): boolean => sources.kind !== 'files' && !sources.names.includes(name)
  const built: Built[] = []
  const unchanged: ImportSummary['unchanged'][number][] = []
  const refused: ImportSummary['refused'][number][] = []
  for (const [index, outcome] of outcomes.entries()) {
    const source = sourceOf(jobs[index]!)
    if (outcome.kind === 'refused') refused.push({ source, reason: outcome.reason, detail: outcome.detail })
    else if (outcome.kind === 'unchanged') unchanged.push(named(outcome))
    else {
      const { artifact } = outcome
      const there = [...record.packages, ...built.map(asPublished)].find(
        ({ name, version, architecture }) =>
          name === artifact.name && version === artifact.version && architecture === artifact.architecture,
      )
      if (there === undefined) built.push(outcome)
      else if (there.sha256 === artifact.sha256 || mayDiffer(artifact.name)) unchanged.push(named(artifact))
      else refused.push({ source, reason: 'published', detail: there.path })
    }
  }
  return { built, unchanged, refused }
}

/** Of two that claim to be the same package, the first one counts. */
function asPublished({ artifact }: Built) {
  const { name, version, architecture, sha256, file } = artifact
  return { name, version, architecture, sha256, path: path.basename(file) }
}

/** Bytes, as far as one can know. */
async function sizeOf(job: DebJob): Promise<number> {
  if (job.kind === 'installed') return 1024 * (Number(new Map(job.control).get('installed-size')) || 1)
  return stat(job.file).then(
    ({ size }) => size,
    () => 0,
  )
}

function sourceOf(job: DebJob): string {
  return job.kind === 'file' ? path.basename(job.file) : (new Map(job.control).get('package') ?? '')
}

function named({ name, version }: { readonly name: string; readonly version: string }) {
  return { name, version }
}

function reported(
  built: readonly Built[],
  shared: readonly Shared[],
): Pick<ImportSummary, 'stripped' | 'leftOut' | 'dropped' | 'unshown' | 'unfinished'> {
  const paths = (of: 'stripped' | 'leftOut'): readonly Paths[] =>
    built.filter((one) => one[of].length > 0).map((one) => ({ name: one.artifact.name, paths: one[of] }))
  const dropped = built
    .filter((one) => one.dropped.length > 0)
    .map((one) => ({ name: one.artifact.name, relations: one.dropped }))
  const found = [...built.map((one) => ({ name: one.artifact.name, findings: one.unshown })), ...shared]
  const unshown = [...Map.groupBy(found, ({ name }) => name)]
    .map(([name, all]) => ({ name, findings: all.flatMap(({ findings }) => findings) }))
    .filter(({ findings }) => findings.length > 0)
  const unfinished = built.flatMap(({ artifact: { name }, unfinished: reason }) =>
    reason === null ? [] : [{ name, reason }],
  )
  return { stripped: paths('stripped'), leftOut: paths('leftOut'), dropped, unshown, unfinished }
}

async function sign({ file, manifestSha256 }: BuiltPackage, signer: Signer): Promise<void> {
  await publishBytes(signaturePath(file), envelopeBytes(await signManifest(manifestSha256, signer)))
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'yaml'
import { type AddedPackage, addPackages } from '../../builder/add-packages.ts'
import { type BuiltPackage, buildPackage } from '../../builder/build-package.ts'
import { readRecord, type RepositoryPlace, type RepositoryRecord } from '../../builder/repository-record.ts'
import type { Signer } from '../../keys/signer.ts'
import { EngineError } from '../../model/failure.ts'
import { onDisk } from '../../system-errors.ts'
import { describe, type Described, packageNameOf, parseWanted } from './described.ts'
import { fetchWithNpm } from './fetch-with-npm.ts'
import { isWholeNode, placeNode, runtimeName } from './node-runtime.ts'
import { NpmProblem, type NpmReason } from './npm-problem.ts'
import { placePayload } from './place-payload.ts'

export interface NpmOptions extends RepositoryPlace {
  /** Names of the registry, each with or without `@VERSION`. */
  readonly names: readonly string[]
  readonly signer: Signer
  /** `Name <address>`: who makes these packages. */
  readonly publisher: string
  /** Of whoever imports: npm's settings are in it. */
  readonly environment: NodeJS.ProcessEnv
  readonly now: Date
  /** Told before each package. */
  readonly report?: (index: number, count: number) => void
}

export interface NpmSummary {
  readonly imported: readonly AddedPackage[]
  readonly unchanged: readonly { readonly name: string; readonly version: string }[]
  readonly refused: readonly {
    readonly source: string
    readonly reason: NpmReason
    readonly detail: string
  }[]
  /** Packages inside of others whose license cannot be told. */
  readonly unlicensed: readonly { readonly name: string; readonly packages: readonly string[] }[]
  /** The Node here is in parts, so the repository has to get `nodejs-runtime` from elsewhere. */
  readonly needsRuntime: boolean
}

/**
 * Takes programs of npm into a repository, all that can be. Killed anywhere before the last step: the repository is as
 * before, and a folder of temporary files is left. The last step is that of adding packages.
 */
export async function importFromNpm(options: NpmOptions, signal: AbortSignal): Promise<NpmSummary> {
  const record = await readRecord(options)
  const work = await onDisk(tmpdir(), async () => mkdtemp(path.join(tmpdir(), 'multios-npm-')))
  try {
    return await onDisk(work, async () => importInto(work, record, options, signal))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

interface Made {
  readonly artifact: BuiltPackage
  readonly unlicensed: readonly string[]
}

async function importInto(
  work: string,
  record: RepositoryRecord,
  options: NpmOptions,
  signal: AbortSignal,
): Promise<NpmSummary> {
  const made: Made[] = []
  const refused: NpmSummary['refused'][number][] = []
  for (const [index, source] of [...new Set(options.names)].entries()) {
    options.report?.(index, options.names.length)
    try {
      const one = await makeOne(path.join(work, String(index)), source, options, signal)
      checkUnpublished(record, one.artifact)
      made.push(one)
    } catch (error) {
      if (!(error instanceof NpmProblem)) throw error
      refused.push({ source, reason: error.reason, detail: error.detail })
    }
  }
  const runtime = await runtimeFor(work, record, options, signal)
  const all = [...(made.length === 0 ? [] : runtime), ...made.map(({ artifact }) => artifact)]
  const fresh = all.filter((one) => !isPublished(record, one))
  signal.throwIfAborted()
  const files = fresh.map(({ file }) => file)
  const { added } = files.length === 0 ? { added: [] } : await addPackages({ ...options, files }, signal)
  return {
    imported: added,
    unchanged: all.filter((one) => isPublished(record, one)).map(({ name, version }) => ({ name, version })),
    refused,
    unlicensed: made
      .filter(({ unlicensed }) => unlicensed.length > 0)
      .map(({ artifact, unlicensed }) => ({ name: artifact.name, packages: unlicensed })),
    needsRuntime: made.length > 0 && runtime.length === 0 && !hasRuntime(record),
  }
}

async function makeOne(
  folder: string,
  source: string,
  options: NpmOptions,
  signal: AbortSignal,
): Promise<Made> {
  const wanted = parseWanted(source)
  const name = packageNameOf(wanted.name)
  const fetched = await fetchWithNpm(wanted, path.join(folder, 'fetched'), options.environment, signal)
  const text = await readFile(path.join(fetched, 'package.json'), 'utf8').catch(() => '')
  const described = describe(text, wanted.name)
  const sources = `${folder}.package`
  const payload = await placePayload(fetched, described, path.join(sources, 'src'), signal)
  const recipe = {
    ...recipeOf(described, payload.isNative),
    ...{ name, dependencies: [`${runtimeName} ${described.engine}`.trim()] },
  }
  const artifact = await built(sources, recipe, options, signal)
  for (const done of [folder, sources]) await rm(done, { recursive: true })
  return { artifact, unlicensed: payload.unlicensed }
}

function recipeOf(described: Described, isNative: boolean): Readonly<Record<string, unknown>> {
  const { version, description, license, homepage, repository, keywords } = described
  return {
    ...{ version, description, license },
    architecture: isNative ? machine() : 'universal',
    ...(homepage === null ? {} : { homepage }),
    ...(repository === null ? {} : { source_url: repository }),
    tags: [...new Set(keywords)].slice(0, 20),
    origin: { kind: 'npm', source: described.name, source_version: version },
  }
}

/** Node is for the machine of whoever imports; made once, and where it is whole. */
async function runtimeFor(
  work: string,
  record: RepositoryRecord,
  options: NpmOptions,
  signal: AbortSignal,
): Promise<readonly BuiltPackage[]> {
  const isThere = record.packages.some(
    (one) =>
      one.name === runtimeName && one.version === process.versions.node && one.architecture === machine(),
  )
  if (isThere || !isWholeNode()) return []
  const folder = path.join(work, runtimeName)
  const recipe = await placeNode(path.join(folder, 'src'))
  return [await built(folder, { ...recipe, architecture: machine() }, options, signal)]
}

async function built(
  source: string,
  recipe: Readonly<Record<string, unknown>>,
  { publisher, signer }: NpmOptions,
  signal: AbortSignal,
): Promise<BuiltPackage> {
  const text = stringify(
    { maintainer: publisher, ...recipe },
    { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 },
  )
  await writeFile(path.join(source, 'package.yaml'), text)
  const how = { format: 'tar.zst', signer, modified: 0, preset: 3 } as const
  try {
    return await buildPackage({ source, output: `${source}.built`, ...how }, signal)
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'recipe/invalid') throw error
    throw new NpmProblem('recipe', (error.facts as { problem: string }).problem, { cause: error })
  }
}

function checkUnpublished({ packages }: RepositoryRecord, one: BuiltPackage): void {
  const there = packages.find((other) => isSame(other, one))
  if (there !== undefined && there.sha256 !== one.sha256) throw new NpmProblem('published', there.path)
}

function isPublished({ packages }: RepositoryRecord, one: BuiltPackage): boolean {
  return packages.some((other) => isSame(other, one))
}

interface Named {
  readonly name: string
  readonly version: string
  readonly architecture: string
}

function isSame(a: Named, b: Named): boolean {
  return a.name === b.name && a.version === b.version && a.architecture === b.architecture
}

function hasRuntime({ packages }: RepositoryRecord): boolean {
  return packages.some(({ name }) => name === runtimeName)
}

function machine(): string {
  return { x64: 'x86_64', arm64: 'arm64', riscv64: 'riscv64' }[process.arch as string] ?? process.arch
}

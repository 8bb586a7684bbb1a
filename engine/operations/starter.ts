import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import * as v from 'valibot'
import { mapConcurrently } from '../base/async.ts'
import { addPackages } from '../builder/add-packages.ts'
import { buildPackage } from '../builder/build-package.ts'
import { buildRepository } from '../builder/build-repository.ts'
import { createRepository } from '../builder/create-repository.ts'
import { createSigner } from '../keys/signer.ts'
import { EngineError } from '../model/failure.ts'
import { findRepository, type StoredRepository } from '../state/repositories.ts'
import { deleteSetting, writeSetting } from '../state/state.ts'
import { freeBytes, toDiskFailure } from '../system-errors.ts'
import { addRepository } from './add-repository.ts'
import { unmanaged } from './check-plan.ts'
import { configureRepository, forget } from './manage-repositories.ts'
import { starterAddress, starterName } from './starter-needed.ts'
import { starterStamp } from './starter-stamp.ts'
import type { Toolbox } from './toolbox.ts'

const name = starterName
const setting = starterName
const workPrefix = '.starter-'

/** Days until its metadata expires, kept by the repository: it is made here, from files that came with us. */
const expiry = { root: 3_650, targets: 3_650, snapshot: 3_650, timestamp: 3_650, advisories: 3_650 }

/**
 * Builds and signs the embedded repository with keys of the moment, and adds it, or puts it in the place of an older
 * one. The keys are thrown away: nobody can ever sign anything else in its name. Only under the writer lock.
 */
export async function addStarter(toolbox: Toolbox, assets: string, signal: AbortSignal): Promise<void> {
  const { root } = toolbox.layout
  const before = findRepository(toolbox.state, name)
  try {
    await sweep(root)
    const work = await mkdtemp(path.join(root, workPrefix))
    try {
      const built = await buildStarter(assets, work, toolbox.clock.now(), signal)
      await replaceStarter(toolbox, { ...built, before }, signal)
      writeSetting(toolbox.state, setting, starterStamp(assets))
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  } catch (error) {
    throw await atRoot(error, root)
  }
}

interface NewStarter {
  readonly repository: string
  readonly fingerprint: string
  readonly description: string
  readonly before: StoredRepository | null
}

async function replaceStarter(toolbox: Toolbox, made: NewStarter, signal: AbortSignal): Promise<void> {
  const { before, fingerprint, description } = made
  if (before !== null) {
    // Killed from here on: without the note, the next start takes this for a first one and does it again.
    deleteSetting(toolbox.state, setting)
    await forget(toolbox, name)
  }
  await rm(toolbox.layout.starter, { recursive: true, force: true })
  await rename(made.repository, toolbox.layout.starter)
  const url = starterAddress(toolbox)
  const priority = before?.priority ?? 0
  // It comes with the program, so nobody adds it; what may be taken from it is as the rules say.
  await addRepository(
    unmanaged(toolbox),
    { name, url, description, priority, fingerprint, mirrors: [] },
    signal,
  )
  if (before?.enabled === false) configureRepository(toolbox, { name, enabled: false })
}

/** What a killed start left half-built. */
async function sweep(root: string): Promise<void> {
  for (const entry of await readdir(root)) {
    if (entry.startsWith(workPrefix)) await rm(path.join(root, entry), { recursive: true, force: true })
  }
}

/** The person knows the data directory, not the files that were made in it and are gone again. */
async function atRoot(error: unknown, root: string): Promise<unknown> {
  const failure = await toDiskFailure(error, root)
  if (!(failure instanceof EngineError) || failure.code !== 'disk/full') return failure
  return new EngineError(
    'disk/full',
    { path: root, needed: null, free: await freeBytes(root) },
    { cause: error },
  )
}

const About = v.object({ description: v.optional(v.string(), '') })
const Dated = v.object({
  version: v.unknown(),
  app: v.optional(
    v.object({ releases: v.optional(v.array(v.object({ version: v.unknown(), date: v.unknown() })), []) }),
  ),
})

async function buildStarter(
  assets: string,
  work: string,
  now: number,
  signal: AbortSignal,
): Promise<Omit<NewStarter, 'before'>> {
  const repository = path.join(work, 'repository')
  const { description } = v.parse(About, parse(readFileSync(path.join(assets, 'about.yaml'), 'utf8')))
  const signers = {
    root: createSigner(),
    targets: createSigner(),
    snapshot: createSigner(),
    timestamp: createSigner(),
    advisories: createSigner(),
    releases: createSigner(),
  }
  const publisher = createSigner()
  const at = new Date(now)
  await createRepository({ name, path: repository, description, signers, now: at, expiry }, signal)
  for (const extra of ['repository.yaml', 'advisories', 'art']) {
    const source = path.join(assets, extra)
    if (existsSync(source)) await cp(source, path.join(repository, extra), { recursive: true })
  }
  const published = new Map<string, Date>()
  const build = async (source: string, stopped: AbortSignal): Promise<string> => {
    const output = path.join(work, 'dist')
    const how = { format: 'tar.xz', signer: publisher, modified: 0, preset: 1 } as const
    const { file } = await buildPackage({ source, output, ...how }, stopped)
    published.set(file, releaseDate(source) ?? at)
    return file
  }
  const files = await mapConcurrently(await packageSources(assets), 4, build, signal)
  await addPackages({ name, path: repository, files, now: at, published }, signal)
  const { fingerprint } = await buildRepository({ name, path: repository, signers, now: at }, signal)
  return { repository, fingerprint, description }
}

async function packageSources(assets: string): Promise<string[]> {
  const base = path.join(assets, 'packages')
  const sources: string[] = []
  for (const packageName of (await readdir(base)).toSorted()) {
    for (const version of (await readdir(path.join(base, packageName))).toSorted()) {
      sources.push(path.join(base, packageName, version))
    }
  }
  return sources
}

/** The day on which package.yaml says that its version came out. */
function releaseDate(source: string): Date | null {
  const text = readFileSync(path.join(source, 'package.yaml'), 'utf8')
  const { version, app } = v.parse(Dated, parse(text))
  const release = app?.releases.find((entry) => String(entry.version) === String(version))
  return release === undefined ? null : new Date(String(release.date))
}

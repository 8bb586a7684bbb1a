import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { RestoreResult, VerificationResult } from '../api/package-operations.ts'
import type { Report } from '../api/progress.ts'
import { givingUp } from '../download/giving-up.ts'
import { failureOf } from '../model/failure.ts'
import type { Generation, InstalledRelease } from '../model/generation.ts'
import { manifestPath } from '../model/manifest.ts'
import { checkEntries } from '../store/check-entries.ts'
import { addToStore, isWhole, readStoredManifest } from '../store/content-store.ts'
import { distrustRunningTree, prepareTree, switchTo } from '../store/profile-tree.ts'
import { settle, treeChange } from '../transaction/commit.ts'
import { listPath } from '../triggers/output-store.ts'
import type { Arrival } from '../store/stage-release.ts'
import { acquireReleases } from './acquire-releases.ts'
import { exportPrograms } from './derived-files.ts'
import {
  isGeneration,
  lostGeneration,
  putAside,
  putCopyAside,
  writeGenerationAgain,
} from './mend-generation.ts'
import { mendOutputs } from './mend-outputs.ts'
import { installedReleases, runningGeneration, type Toolbox } from './toolbox.ts'
import { type Verification, verifyPackages, wantedReleases } from './verify-packages.ts'

/**
 * Makes installed files what their manifests say: from the store where that is whole, else from the cache or a
 * repository. The generation stays the same; its tree is made beside the damaged one, and takes its place by one rename.
 * Killed anywhere: the damaged tree is current, or the sound one.
 */
export async function restorePackages(
  given: Toolbox,
  { packages, strict = false }: Verification,
  report: Report,
  signal: AbortSignal,
): Promise<RestoreResult> {
  const toolbox = { ...given, transport: givingUp(given.transport) }
  const wanted = wantedReleases(toolbox, packages)
  const lost = await writeLostGeneration(toolbox, report, signal)
  const copied = await putCopyAside(toolbox)
  const before = await verifyPackages(toolbox, { packages, strict }, signal)
  await putAside(toolbox, before)
  const { mended: damaged, failures } = await mendStore(toolbox, wanted, report, signal)
  const unrepaired = new Set(failures.map(({ name }) => name))
  throwWhereUnknown(toolbox, wanted, failures)
  const wrong = before.flatMap(({ name, problems }) =>
    problems.map(({ path: place, problem }): Place => ({
      name,
      place,
      ...(problem === 'extra' || isGeneration({ name }) ? { removed: true } : {}),
    })),
  )
  const dropped = await dropArtifacts(toolbox, before)
  const generation = await runningGeneration(toolbox)
  const made = await mendOutputs(toolbox, before, signal)
  // Manifests and lists lie in the store only.
  const places = [
    ...wrong.flatMap((one) => (isInProfile(one) && !unrepaired.has(one.name) ? [one.place] : [])),
    ...made,
  ]
  if (places.length + damaged.length > 0) {
    const whole = new Set(wanted.flatMap(({ name }) => (unrepaired.has(name) ? [] : [name])))
    const others = generation.releases.flatMap(({ name }) => (whole.has(name) ? [] : [name]))
    await makeAgain(toolbox, generation, { places, damaged, unrepaired: new Set(others) }, signal)
  }
  // Configuration that somebody deleted comes back, too: trees only link to it, so it is never among what is wrong.
  await settle(toolbox, { ...generation, releases: [] }, { ...generation, request: null })
  await exportPrograms(toolbox, signal, true)
  const unseen = [
    ...mentioned(toolbox),
    ...[lost, copied].filter((one) => one !== null),
    // The profile may be sound where the store is not: its files have names of their own.
    ...damaged.flatMap(({ name, directory }) =>
      wrong.some((one) => one.name === name) ? [] : [{ name, place: path.join('store', directory) }],
    ),
  ]
  if (before.every(({ ok }) => ok) && unseen.length + failures.length === 0) return { restored: [], left: [] }
  const left = (await verifyPackages(toolbox, { packages, strict }, signal)).filter(({ ok }) => !ok)
  const isLeft = (name: string, place: string) =>
    left.some((one) => one.name === name && one.problems.some((problem) => problem.path === place))
  const restored = [...unseen, ...wrong, ...dropped].flatMap(({ name, place, ...how }: Place) =>
    isLeft(name, place) ? [] : [{ name, path: place, ...how }],
  )
  if (restored.length === 0 && failures[0] !== undefined) throw failures[0].error
  const told = failures.map(({ name, error }) => ({ name, failure: failureOf(error)! }))
  return { restored, left, ...(told.length === 0 ? {} : { failures: told }) }
}

/** The file of the running generation, where it was gone or could not be read, and is written again; else null. */
async function writeLostGeneration(
  toolbox: Toolbox,
  report: Report,
  signal: AbortSignal,
): Promise<Place | null> {
  const lost = await lostGeneration(toolbox)
  if (lost === null) return null
  const { failures } = await mendStore(toolbox, [...installedReleases(toolbox).values()], report, signal)
  // What triggers make is told there, too: of all packages or not at all.
  if (failures[0] !== undefined) throw failures[0].error
  await writeGenerationAgain(toolbox, signal)
  return lost
}

/** A database that was damaged has been replaced before anything here was asked, and what was closed is open. */
function mentioned({ unmentioned, state }: Toolbox): Place[] {
  const places = [...unmentioned].map((place) => ({
    name: place === path.basename(state.file) ? 'state database' : 'permissions',
    place,
  }))
  unmentioned.clear()
  return places
}

interface Place {
  readonly name: string
  readonly place: string
  readonly removed?: true
}

function isInProfile({ name, place }: Place): boolean {
  return !isGeneration({ name }) && place !== manifestPath && !place.endsWith(`/${listPath}`)
}

/** Artifacts are kept to save a transfer; one that is not what was signed saves none. */
async function dropArtifacts({ layout }: Toolbox, results: readonly VerificationResult[]): Promise<Place[]> {
  const dropped: Place[] = []
  for (const { name, untrusted = [] } of results) {
    for (const { kind, state, digest } of untrusted) {
      if (kind !== 'artifact' || state !== 'broken' || digest === null) continue
      const file = path.join(layout.packages, `${digest}.artifact`)
      await rm(file, { force: true })
      dropped.push({ name, place: path.relative(layout.root, file) })
    }
  }
  return dropped
}

interface Mending {
  /** What was not whole there, and is now. */
  readonly mended: readonly InstalledRelease[]
  /** What is not whole yet, and why it could not be had. */
  readonly failures: readonly { readonly name: string; readonly error: unknown }[]
}

async function mendStore(
  toolbox: Toolbox,
  releases: readonly InstalledRelease[],
  report: Report,
  signal: AbortSignal,
): Promise<Mending> {
  const damaged = await damagedInStore(toolbox, releases, signal)
  if (damaged.length === 0) return { mended: [], failures: [] }
  const { arrivals, failures } = await acquireEach(toolbox, damaged, report, signal)
  const lacking = new Set(failures.map(({ name }) => name))
  const mended = damaged.filter(({ name }) => !lacking.has(name))
  const again = new Set(mended.map(({ name }) => name))
  await addToStore(toolbox.layout, arrivals, { again, isAlone: toolbox.isAlone }, signal)
  return { mended, failures }
}

/** Of what has no manifest here nobody knows what it brings, so that no tree can be made until it is had again, or gone. */
function throwWhereUnknown(
  { layout }: Toolbox,
  releases: readonly InstalledRelease[],
  failures: Mending['failures'],
): void {
  const unknown = new Set(releases.filter((one) => !isWhole(layout, one)).map(({ name }) => name))
  const failure = failures.find(({ name }) => unknown.has(name))
  if (failure !== undefined) throw failure.error
}

/** All at once; where one of them cannot be had, each by itself, so that it keeps no other from being repaired. */
async function acquireEach(
  toolbox: Toolbox,
  releases: readonly InstalledRelease[],
  report: Report,
  signal: AbortSignal,
): Promise<Pick<Mending, 'failures'> & { readonly arrivals: readonly Arrival[] }> {
  const [arrivals, failures]: [Arrival[], { name: string; error: unknown }[]] = [[], []]
  const acquire = async (some: readonly InstalledRelease[]) => acquireReleases(toolbox, some, report, signal)
  try {
    return { arrivals: await acquire(releases), failures }
  } catch (error) {
    signal.throwIfAborted()
    if (failureOf(error) === null) throw error
  }
  for (const release of releases) {
    try {
      arrivals.push(...(await acquire([release])))
    } catch (error) {
      signal.throwIfAborted()
      if (failureOf(error) === null) throw error
      failures.push({ name: release.name, error })
    }
  }
  return { arrivals, failures }
}

async function damagedInStore(
  toolbox: Toolbox,
  releases: readonly InstalledRelease[],
  signal: AbortSignal,
): Promise<InstalledRelease[]> {
  const { layout } = toolbox
  const whole = releases.filter((release) => isWhole(layout, release))
  const files = whole.flatMap((release) =>
    readStoredManifest(layout, release.directory).files.map((entry) => ({
      release,
      expected: { file: path.join(layout.store, release.directory, entry.path), entry },
    })),
  )
  const problems = await checkEntries(
    files.map(({ expected }) => expected),
    signal,
  )
  const damaged = new Set(files.flatMap(({ release }, index) => (problems[index] === null ? [] : [release])))
  return releases.filter((release) => !whole.includes(release) || damaged.has(release))
}

/** Both trees: what damaged one file of the running tree has damaged the other tree's link to it, too. */
async function makeAgain(
  toolbox: Toolbox,
  generation: Generation,
  {
    places,
    damaged,
    unrepaired,
  }: {
    readonly places: readonly string[]
    readonly damaged: readonly InstalledRelease[]
    readonly unrepaired: ReadonlySet<string>
  },
  signal: AbortSignal,
): Promise<void> {
  const { layout } = toolbox
  const owners = generation.releases.filter(
    (release) =>
      damaged.includes(release) || !existsSync(layout.current) || touches(toolbox, release, places),
  )
  const again = new Set(owners.map(({ manifest_sha256 }) => manifest_sha256))
  const change = treeChange({ ...toolbox, again }, generation)
  const all = { ...change, again: new Set([...change.again, ...places]), unrepaired }
  const { tree } = await prepareTree(layout, all, signal)
  await distrustRunningTree(layout)
  await switchTo(layout, tree)
  // Killed here: the next change finds that the other tree has to be made anew.
  await prepareTree(layout, all, signal)
}

function touches({ layout }: Toolbox, release: InstalledRelease, places: readonly string[]): boolean {
  const wanted = new Set(places)
  return readStoredManifest(layout, release.directory).files.some((file) => wanted.has(file.path))
}

import { nearest } from '../base/nearest.ts'
import { isProvided, namesInUse, releasesInUse } from '../catalog/pool-names.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { ResolvedRequest, SingleRequest } from '../model/plan.ts'
import { type Constraint, isProblem, parseConstraints, satisfies } from '../model/version-range.ts'
import { compareVersions } from '../model/version.ts'
import type { Policy, Release, RequestOptions, Wish } from '../resolver/package-source.ts'
import type { Pool } from '../resolver/pool.ts'
import { notOffered } from './not-found.ts'

type Request<K extends SingleRequest['kind']> = Extract<SingleRequest, { kind: K }>

/** What a request is read against. */
export interface WishWorld {
  readonly pool: Pool
  readonly policy: Policy
  readonly installed: ReadonlyMap<string, InstalledRelease>
  /** Installed names of one of these categories. */
  readonly inCategories: (categories: readonly string[]) => ReadonlySet<string>
  /** Names of what is not installed any more, and whose configuration was kept. */
  readonly configured: () => ReadonlySet<string>
  /** What a repository offers that cannot be read any more; null where all can. */
  readonly lostOffer: () => EngineError | null
  /** Installed names whose newer release repairs an advisory. */
  readonly securityFixes: () => ReadonlySet<string>
}

/** The parts of a request, in order. */
export function partsOf(request: ResolvedRequest): readonly SingleRequest[] {
  return request.kind === 'together' ? request.requests : [request]
}

/** What the resolver is asked. A name that nobody knows is a failure of its own, not a solving problem. */
export function wishesOf(request: ResolvedRequest, world: WishWorld): Wish[] {
  return partsOf(request).flatMap((part) => wishesOfPart(part, world))
}

export function optionsOf(request: ResolvedRequest): RequestOptions {
  const parts = partsOf(request)
  return {
    recommends: parts.every((part) => !('recommends' in part) || part.recommends !== false),
    suggests: parts.some((part) => 'suggests' in part && part.suggests === true),
    keepUnneeded: parts.some((part) => part.kind === 'remove' && part.keepUnneeded === true),
  }
}

/** The person's policy, wider where the request itself says so. */
export function policyFor(request: ResolvedRequest, policy: Policy): Policy {
  const development = partsOf(request).some((part) => 'development' in part && part.development === true)
  return development ? { ...policy, development } : policy
}

function wishesOfPart(part: SingleRequest, world: WishWorld): Wish[] {
  switch (part.kind) {
    case 'install':
      return installWishes(part, world)
    case 'remove':
      return part.packages
        .filter((name) => isInstalled(world, part, name))
        .map((name) => ({ kind: 'remove', name, force: part.force }))
    case 'update':
      return updateWishes(part, world)
    case 'downgrade':
      return part.packages.map((name) => {
        checkOlder(world, name)
        return { kind: 'install', name, constraints: [], older: true }
      })
    case 'replace':
      installedAs(world, part.name)
      checkOffered(world, { name: part.by, constraints: [] })
      return [{ kind: 'replace', name: part.name, by: part.by }]
    case 'autoremove':
    case 'repair':
      return [{ kind: part.kind }]
  }
}

/** Of what is not, only configuration can be purged. Throws where there is none. */
function isInstalled(world: WishWorld, { purge }: Request<'remove'>, name: string): boolean {
  if (world.installed.has(name)) return true
  const isKept = world.configured().has(name)
  if (isKept && purge) return false
  const known = nearest(name, world.installed.keys())
  throw new EngineError('package/not-installed', {
    name,
    nearest: known,
    ...(isKept ? { configured: true } : {}),
  })
}

function installWishes(part: Request<'install'>, world: WishWorld): Wish[] {
  const { repository, forceDependencies = false } = part
  return part.packages.map(({ name, version }) => {
    const constraints = constraintsOf(version)
    checkOffered(world, { name, version, constraints, repository })
    return { kind: 'install', name, constraints, repository, forceDependencies }
  })
}

function updateWishes({ packages, categories, security }: Request<'update'>, world: WishWorld): Wish[] {
  for (const name of packages ?? []) installedAs(world, name)
  if (packages === undefined && categories === undefined && security !== true) return [{ kind: 'update-all' }]
  const within = categories === undefined ? null : world.inCategories(categories)
  const repairing = security === true ? world.securityFixes() : null
  return [...(packages ?? world.installed.keys())]
    .filter((name) => (within?.has(name) ?? true) && (repairing?.has(name) ?? true))
    .map((name) => ({ kind: 'update', name }))
}

/** Throws `request/invalid`. */
function constraintsOf(version: string | undefined): readonly Constraint[] {
  if (version === undefined) return []
  const constraints = parseConstraints(version)
  if (!isProblem(constraints)) return constraints
  throw new EngineError('request/invalid', { what: 'version', value: version, problem: constraints.problem })
}

interface Sought {
  readonly name: string
  readonly version?: string | undefined
  readonly constraints: readonly Constraint[]
  readonly repository?: string | undefined
}

function checkOffered(world: WishWorld, { name, version, constraints, repository }: Sought): void {
  const { pool, policy, installed } = world
  const releases = releasesInUse(pool, policy, name)
  const here = installed.get(name)
  if (releases.length === 0 && here === undefined) {
    if (isProvided(pool, policy, name)) return
    const lost = world.lostOffer()
    if (lost !== null) throw lost
    throw new EngineError('package/not-found', { name, nearest: nearest(name, knownNames(world)) })
  }
  const fits = (one: Release) => satisfies(one.version, constraints, one.scheme)
  if (releases.some((one) => (repository === undefined || one.repository === repository) && fits(one))) return
  const isHere = here !== undefined && satisfies(here.version, constraints, here.version_scheme)
  if (isHere && repository === undefined) return
  throw notOffered({ name, version, repository }, releases, fits)
}

function checkOlder(world: WishWorld, name: string): void {
  const here = installedAs(world, name)
  const isOlder = releasesInUse(world.pool, world.policy, name).some(
    ({ version, scheme }) =>
      scheme === here.version_scheme && compareVersions(version, here.version, scheme) < 0,
  )
  if (isOlder) return
  throw new EngineError('release/not-found', { name, wanted: `< ${here.version}`, available: [] })
}

function installedAs({ installed }: WishWorld, name: string): InstalledRelease {
  const here = installed.get(name)
  if (here !== undefined) return here
  throw new EngineError('package/not-installed', { name, nearest: nearest(name, installed.keys()) })
}

function knownNames({ pool, policy, installed }: WishWorld): string[] {
  return [...namesInUse(pool, policy), ...installed.keys()]
}

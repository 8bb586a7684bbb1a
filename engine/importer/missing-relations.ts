import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { mapConcurrently } from '../base/async.ts'
import { readRecordIfThere } from '../builder/repository-record.ts'
import { manifestPathBeside } from '../builder/sidecars.ts'
import type { Finding } from '../model/finding.ts'
import type { Manifest } from '../model/manifest.ts'
import { parseProvision, parseRelation } from '../model/relation.ts'
import { isProblem, satisfies } from '../model/version-range.ts'

export interface MissingRelations {
  readonly name: string
  readonly relations: readonly string[]
}

export interface Shared {
  readonly name: string
  readonly findings: readonly Finding[]
}

/** What one sees only beside all the others: what is missing, and apps that another package is already. */
export interface BesideOthers {
  readonly missing: readonly MissingRelations[]
  readonly shared: readonly Shared[]
}

type Needing = Pick<Manifest, 'name' | 'version' | 'dependencies' | 'provides' | 'app'>
type Offers = ReadonlyMap<string, readonly (string | null)[]>

/** Looks at `names` among everything that the repository has. */
export async function besideOthers(
  folder: string,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<BesideOthers> {
  const record = await readRecordIfThere(path.resolve(folder))
  const packages = (record?.packages ?? []).filter(({ revoked }) => revoked === undefined)
  const manifests = await mapConcurrently(
    packages,
    16,
    async ({ path: place }) => readNeeding(path.resolve(folder, place)),
    signal,
  )
  const fresh = manifests.filter(({ name }) => names.has(name))
  return { missing: missingRelations(fresh, offersOf(manifests)), shared: sharedIds(fresh, manifests) }
}

/** Dependencies that no package of the repository fulfils: who adds only this repository lacks them. */
function missingRelations(fresh: readonly Needing[], offers: Offers): MissingRelations[] {
  return fresh
    .map(({ name, dependencies }) => {
      return { name, relations: dependencies.filter((text) => !isFulfilled(text, offers)) }
    })
    .filter(({ relations }) => relations.length > 0)
}

/** One app in two packages, by its id: people see it twice. Versions of one package are one. */
function sharedIds(fresh: readonly Needing[], all: readonly Needing[]): Shared[] {
  const having = Map.groupBy(
    all.filter(({ app }) => app !== undefined),
    ({ app }) => app!.id,
  )
  return fresh.flatMap(({ name, app }) => {
    const other = app === undefined ? undefined : having.get(app.id)?.find((one) => one.name !== name)
    if (app === undefined || other === undefined) return []
    const about = { severity: 'warning', rule: 'id/repeated', file: name, line: null } as const
    return [{ name, findings: [{ ...about, value: app.id, accepted: other.name }] }]
  })
}

async function readNeeding(artifact: string): Promise<Needing> {
  return JSON.parse(await readFile(manifestPathBeside(artifact), 'utf8')) as Needing
}

/** Versions by name; null where a name is provided without one. */
function offersOf(manifests: readonly Needing[]): Offers {
  const offers = new Map<string, (string | null)[]>()
  const offer = (name: string, version: string | null): void => {
    offers.set(name, [...(offers.get(name) ?? []), version])
  }
  for (const { name, version, provides } of manifests) {
    offer(name, version)
    for (const text of provides) {
      const provision = parseProvision(text)
      if (!isProblem(provision)) offer(provision.name, provision.version)
    }
  }
  return offers
}

function isFulfilled(text: string, offers: Offers): boolean {
  const relation = parseRelation(text)
  if (isProblem(relation)) return false
  return relation.alternatives.some(({ name, constraints }) =>
    (offers.get(name) ?? []).some((version) =>
      version === null ? constraints.length === 0 : satisfies(version, constraints, 'debian'),
    ),
  )
}

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { mapConcurrently } from '../base/async.ts'
import { readRecordIfThere } from '../builder/repository-record.ts'
import { manifestPathBeside } from '../builder/sidecars.ts'
import type { Manifest } from '../model/manifest.ts'
import { parseProvision, parseRelation } from '../model/relation.ts'
import { isProblem, satisfies } from '../model/version-range.ts'

export interface MissingRelations {
  readonly name: string
  readonly relations: readonly string[]
}

type Needing = Pick<Manifest, 'name' | 'version' | 'dependencies' | 'provides'>
type Offers = ReadonlyMap<string, readonly (string | null)[]>

/** Dependencies of `names` that no package of the repository fulfils: who adds only this repository lacks them. */
export async function missingRelations(
  folder: string,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly MissingRelations[]> {
  const record = await readRecordIfThere(path.resolve(folder))
  const packages = (record?.packages ?? []).filter(({ revoked }) => revoked === undefined)
  const manifests = await mapConcurrently(
    packages,
    16,
    async ({ path: place }) => readNeeding(path.resolve(folder, place)),
    signal,
  )
  const offers = offersOf(manifests)
  return manifests
    .filter(({ name }) => names.has(name))
    .map(({ name, dependencies }) => {
      return { name, relations: dependencies.filter((text) => !isFulfilled(text, offers)) }
    })
    .filter(({ relations }) => relations.length > 0)
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

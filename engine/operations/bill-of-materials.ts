import { raterFor } from '../advisories/risk.ts'
import type { BillOfMaterials } from '../api/security-operations.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import { parseProvision, parseRelation } from '../model/relation.ts'
import { isProblem, satisfies } from '../model/version-range.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { engineVersion } from '../version.ts'
import { advisoriesByName, advisoriesOf } from './advisories-of.ts'
import { billOf } from './cyclone-dx.ts'
import { publishersWords } from './publishers-words.ts'
import { currentGeneration, installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

/** What is installed, what needs what, and what is known against each. */
export async function billOfMaterials(toolbox: Toolbox): Promise<BillOfMaterials> {
  const installed = [...installedReleases(toolbox).values()].map((release): Installed => ({
    release,
    manifest: readStoredManifest(toolbox.layout, release.directory),
  }))
  const catalog = openedCatalog(toolbox)
  const about = advisoriesByName(catalog)
  const told = publishersWords(toolbox, catalog)
  const rate = await raterFor(installed.flatMap(({ release }) => about(release)))
  const providers = providersIn(installed)
  const releases = installed.map(({ release, manifest }) => ({
    release,
    manifest,
    needs: needsOf(manifest, providers),
    advisories: told(release, advisoriesOf(about(release), release, rate)),
  }))
  return billOf(releases, {
    now: toolbox.clock.now(),
    generation: currentGeneration(toolbox),
    engineVersion,
  })
}

interface Installed {
  readonly release: InstalledRelease
  readonly manifest: Manifest
}

/** Under every name that it answers to: the release, and the version it answers with; null where it names none. */
type Providers = ReadonlyMap<
  string,
  readonly { readonly by: InstalledRelease; readonly version: string | null }[]
>

function providersIn(installed: readonly Installed[]): Providers {
  const answers = installed.flatMap(({ release, manifest }) => [
    { name: release.name, by: release, version: release.version },
    ...manifest.provides.flatMap((text) => {
      const provision = parseProvision(text, release.version_scheme)
      return isProblem(provision) ? [] : [{ name: provision.name, by: release, version: provision.version }]
    }),
  ])
  return Map.groupBy(answers, ({ name }) => name)
}

/** For each need, whoever fulfils it, in the order of the clause; those that nobody fulfils are left out. */
function needsOf(manifest: Manifest, providers: Providers): string[] {
  const names = manifest.dependencies.flatMap((clause) => {
    const relation = parseRelation(clause, manifest.version_scheme)
    if (isProblem(relation)) return []
    for (const { name, constraints } of relation.alternatives) {
      const found = providers
        .get(name)
        ?.find(({ by, version }) =>
          version === null ? constraints.length === 0 : satisfies(version, constraints, by.version_scheme),
        )
      if (found !== undefined) return [found.by.name]
    }
    return []
  })
  return [...new Set(names)].toSorted()
}

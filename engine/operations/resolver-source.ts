import type { Catalog, Offer } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import { parseProvision, parseRelation, type Provision, type Relation } from '../model/relation.ts'
import { isProblem } from '../model/version-range.ts'
import type { PackageSource, ResolverRelease } from '../resolver/package-source.ts'

type Declared = Pick<
  Manifest,
  | 'name'
  | 'version'
  | 'version_scheme'
  | 'dependencies'
  | 'recommends'
  | 'provides'
  | 'conflicts'
  | 'breaks'
  | 'replaces'
>

/** What the resolver sees of the catalog, and the way back from its answer to offers. */
export interface ResolverWorld {
  readonly source: PackageSource
  /** The offer behind a release id; undefined for an installed release that nobody offers. */
  readonly offerOf: (id: string) => Offer | undefined
}

export function resolverWorld(catalog: Catalog): ResolverWorld {
  const offers = new Map<string, Offer>()
  const views = new Map<string, ResolverRelease>()
  const releases = new Map<string, readonly ResolverRelease[]>()
  // One object a release: the resolver knows them apart by identity, whichever name it asked for.
  const view = (offer: Offer): ResolverRelease => {
    const id = releaseId(offer.record.name, offer.record.version, offer.repository)
    const release = views.get(id) ?? toResolverRelease(offer.record, offer.repository)
    views.set(id, release)
    offers.set(id, offer)
    return release
  }
  const remember = (key: string, make: () => Offer[]): readonly ResolverRelease[] => {
    const known = releases.get(key)
    if (known !== undefined) return known
    const made = make().map(view)
    releases.set(key, made)
    return made
  }
  return {
    source: {
      releasesOf: (name) => remember(`name ${name}`, () => catalog.releasesOf(name)),
      providersOf: (name) =>
        remember(`virtual ${name}`, () =>
          catalog.providersOf(name).filter(({ record }) => record.name !== name),
        ),
    },
    offerOf: (id) => offers.get(id),
  }
}

export function installedAsResolverRelease(release: InstalledRelease, declared: Declared): ResolverRelease {
  return toResolverRelease(declared, release.repository)
}

export function releaseId(name: string, version: string, repository: string): string {
  return `${name} ${version} ${repository}`
}

function toResolverRelease(declared: Declared, repository: string): ResolverRelease {
  const scheme = declared.version_scheme
  const relations = (texts: readonly string[]): Relation[] =>
    texts.flatMap((text) => {
      const relation = parseRelation(text)
      // The builder refuses what cannot be read. From elsewhere it becomes a need that nothing satisfies, so
      // that such a package is never installed half-understood.
      return isProblem(relation) ? [{ alternatives: [], text }] : [relation]
    })
  return {
    id: releaseId(declared.name, declared.version, repository),
    name: declared.name,
    version: declared.version,
    scheme,
    repository,
    dependencies: relations(declared.dependencies),
    recommends: relations(declared.recommends),
    provides: declared.provides.flatMap((text): Provision[] => {
      const provision = parseProvision(text, scheme)
      return isProblem(provision) ? [] : [provision]
    }),
    conflicts: relations([...declared.conflicts, ...declared.breaks]),
    replaces: relations(declared.replaces),
  }
}

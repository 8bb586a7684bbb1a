import type { LostVoucher } from '../api/lost-voucher.ts'
import type { PackageSummary } from '../api/package-operations.ts'
import { firstLine } from '../catalog/first-line.ts'
import { mediaName } from '../catalog/media-files.ts'
import { roleOf } from '../catalog/record-facts.ts'
import type { CardOffer, CardRecord } from '../catalog/card.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { translationFor } from '../model/localized.ts'
import { commandsOf } from '../model/commands.ts'
import { maintainerName } from '../model/publisher.ts'
import type { Manifest } from '../model/manifest.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import type { LostVoucherOf } from './lost-vouchers.ts'
import type { NewerOf } from './newer-releases.ts'
import { shelvesOf } from '../model/shelf.ts'
import { sameOffer } from './same-offer.ts'

/** Turns what repositories offer and what is installed into what cards and rows show. */
export interface Summarizer {
  readonly ofOffer: (offer: CardOffer, locales?: readonly string[]) => PackageSummary
  /** An installed package, offered or not. */
  readonly ofInstalled: (
    release: InstalledRelease,
    manifest: () => Manifest,
    locales?: readonly string[],
  ) => PackageSummary
}

/** `newerOf` says which updates are offered, and `lostBy` who vouches no more; without them, none are told of. */
export function summarizer(
  catalog: Catalog,
  installed: ReadonlyMap<string, InstalledRelease>,
  newerOf: NewerOf = () => null,
  lostBy: LostVoucherOf = () => null,
): Summarizer {
  const publisherOf = publisherNames(catalog)
  const ofOffer = ({ repository, record }: CardOffer, locales: readonly string[] = []): PackageSummary => {
    const here = installed.get(record.name)
    return {
      ...described(record, locales),
      version: record.version,
      icon: record.app?.icon === undefined ? null : `media/${mediaName(record.app.icon)}`,
      repository,
      publisher: publisherOf(repository, record),
      size: record.size,
      installedSize: record.installed_size,
      published: record.published,
      installed: here === undefined ? null : installedView(here, sameOffer(catalog, here), lostBy(here)),
      update: newerOf(record.name)?.version ?? null,
    }
  }
  return {
    ofOffer,
    ofInstalled: (release, manifest, locales = []) => {
      const offers = catalog.releasesOf(release.name)
      const same = offers.find(({ record }) => record.manifest_sha256 === release.manifest_sha256)
      const shown = same ?? offers[0]
      const base =
        shown === undefined
          ? orphanSummary(release, manifest(), { unvouched: lostBy(release), locales })
          : ofOffer(shown, locales)
      return {
        ...base,
        version: release.version,
        publisher: release.publisher,
        size: release.size,
        installedSize: release.installed_size,
      }
    },
  }
}

function installedView(
  { version, chosen, since }: InstalledRelease,
  offer: Offer | null,
  unvouched: LostVoucher | null,
): PackageSummary['installed'] {
  const revoked = offer?.record.revoked
  return {
    ...{ version, chosen, at: since },
    ...(revoked === undefined ? {} : { revoked }),
    ...(unvouched === null ? {} : { unvouched }),
  }
}

/** A package whose repository has gone, told from its own manifest. */
function orphanSummary(
  release: InstalledRelease,
  manifest: Manifest,
  { unvouched, locales }: { readonly unvouched: LostVoucher | null; readonly locales: readonly string[] },
): PackageSummary {
  const commands = commandsOf(manifest)
  return {
    ...described({ ...manifest, commands }, locales),
    version: release.version,
    icon: null,
    repository: null,
    publisher: release.publisher,
    size: release.size,
    installedSize: release.installed_size,
    published: null,
    installed: installedView(release, null, unvouched),
    update: null,
  }
}

type Described = Pick<
  IndexRecord,
  'name' | 'architecture' | 'description' | 'license' | 'categories' | 'tags' | 'commands'
> & { readonly app?: Manifest['app'] | CardRecord['app'] | undefined }

function described(
  record: Described,
  locales: readonly string[],
): Pick<
  PackageSummary,
  'name' | 'title' | 'summary' | 'architecture' | 'role' | 'license' | 'categories' | 'tags'
> {
  return {
    name: record.name,
    ...wordsOf(record, locales),
    architecture: record.architecture,
    role: roleOf(record),
    license: record.license,
    categories: shelvesOf(record.categories),
    tags: [...record.tags],
  }
}

function wordsOf(
  { name, description, app }: Described,
  locales: readonly string[],
): Pick<PackageSummary, 'title' | 'summary'> {
  if (app === undefined) return { title: name, summary: firstLine(description) }
  const told = translationFor(app.translations ?? {}, locales)
  return { title: told?.name ?? app.name, summary: told?.summary ?? app.summary }
}

/** The publisher that signed a release: its maintainer's name, as the repository lists it with a key. */
export function publisherNames(
  catalog: Catalog,
): (repository: string, record: Pick<IndexRecord, 'maintainer'>) => string | null {
  const known = new Map<string, Set<string>>()
  return (repository, record) => {
    let names = known.get(repository)
    if (names === undefined) {
      names = new Set(catalog.about(repository)?.publishers.map(({ name }) => name))
      known.set(repository, names)
    }
    const name = maintainerName(record.maintainer)
    return names.has(name) ? name : null
  }
}

import { raterFor } from '../advisories/risk.ts'
import type { AdvisorySummary, PackageDetails } from '../api/package-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import { firstLine } from '../catalog/first-line.ts'
import { addOnKey } from '../catalog/catalog-rows.ts'
import { mediaName } from '../catalog/media-files.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import { commandsOf } from '../model/commands.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import { EngineError } from '../model/failure.ts'
import { parseRelation } from '../model/relation.ts'
import { compareVersions } from '../model/version.ts'
import { type WholeCost, wholeCostOf } from '../model/whole-cost.ts'
import { isProblem } from '../model/version-range.ts'
import { findRepository } from '../state/repositories.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { advisoriesByName, advisoriesOf } from './advisories-of.ts'
import { dependencyView } from './dependency-view.ts'
import { fetchManifest } from './fetch-manifest.ts'
import { notFound, notOffered } from './not-found.ts'
import { blockedTeller } from './blocked.ts'
import { solveRequest } from './inspect-dependencies.ts'
import { lostVouchers } from './lost-vouchers.ts'
import { newerReleases } from './newer-releases.ts'
import { presented } from './present-app.ts'
import { publishersWords } from './publishers-words.ts'
import { useTeller } from './package-use.ts'
import { type Summarizer, summarizer } from './summaries.ts'
import { trustChain } from './trust-chain.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'
import { unexportedOf } from './unexported.ts'

type InfoInput = ParsedInput<'package.info'>
/** What needs no look at this machine's folders. */
type CatalogDetails = Omit<PackageDetails, 'unexported' | 'files' | 'filesOf'>

/** Throws `package/not-found` with the nearest names, `release/…` with the versions there are. */
export async function packageInfo(
  toolbox: Toolbox,
  input: InfoInput,
  signal: AbortSignal,
): Promise<PackageDetails> {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const offers = catalog.releasesOf(input.name)
  const here = installed.get(input.name)
  if (offers.length === 0 && here === undefined) throw notFound(catalog, installed, input.name)
  const offer = chooseOffer(offers, input, here)
  const subject = offer?.record ?? here!
  const about = advisoriesByName(catalog)(subject)
  const known = advisoriesOf(about, subject, await raterFor(about))
  const advisories = publishersWords(toolbox, catalog)(subject, known)
  const details =
    offer === null
      ? detailsOfInstalled(toolbox, catalog, { here: here!, advisories, locales: input.locales })
      : detailsOfOffer(toolbox, catalog, { offer, offers, installed, advisories, locales: input.locales })
  return {
    ...useTeller(toolbox.layout)(details),
    unexported: here === undefined ? [] : await unexportedOf(toolbox, new Set([here.name])),
    ...(input.cost && here === undefined ? { cost: await costOf(toolbox, details, signal) } : {}),
    ...(input.files ? await filesFor(toolbox, { input, offer, here }, signal) : { files: null }),
  }
}

/** From the pool alone, of this very release. Null where it cannot be installed. */
async function costOf(
  toolbox: Toolbox,
  { name, version, repository }: CatalogDetails,
  signal: AbortSignal,
): Promise<WholeCost | null> {
  const wanted = { name, version, ...(repository === null ? {} : { repository }) }
  const answer = await solveRequest(
    toolbox,
    { kind: 'install', packages: [wanted], force: false },
    signal,
  ).catch((error: unknown) => {
    // What keeps it from being solved is no reason to tell nothing of it: a policy, or a repository that is off.
    if (error instanceof EngineError) return null
    throw error
  })
  return answer?.kind === 'solved' ? wholeCostOf(answer) : null
}

/** Null where only the installed release itself can be told about. */
function chooseOffer(
  offers: readonly Offer[],
  input: InfoInput,
  here: InstalledRelease | undefined,
): Offer | null {
  const inRepository = offers.filter(
    ({ repository }) => input.repository === undefined || repository === input.repository,
  )
  const fits = ({ version, version_scheme }: Pick<InstalledRelease, 'version' | 'version_scheme'>): boolean =>
    input.version === undefined || compareVersions(version, input.version, version_scheme) === 0
  const wanted = inRepository.find(({ record }) => fits(record))
  if (wanted !== undefined) return wanted
  // What is installed can be told about although nobody offers it any more.
  if (here !== undefined && fits(here) && input.repository === undefined) return null
  const releases = offers.map((offer) => ({ ...offer, version: offer.record.version }))
  throw notOffered(input, releases, ({ record }) => fits(record))
}

function detailsOfOffer(
  toolbox: Toolbox,
  catalog: Catalog,
  {
    offer,
    offers,
    installed,
    advisories,
    locales,
  }: {
    offer: Offer
    offers: readonly Offer[]
    installed: Map<string, InstalledRelease>
    advisories: AdvisorySummary[]
    locales: readonly string[]
  },
): CatalogDetails {
  const { record } = offer
  const repository = findRepository(toolbox.state, offer.repository)
  const newest = offers.find(({ repository: name }) => name === offer.repository) ?? offer
  // Names and pictures are the newest release's: an old version is still the same app.
  const app = record.app ?? newest.record.app
  const here = installed.get(record.name)
  return {
    ...blockedTeller(toolbox)(summaries(toolbox, catalog, installed).ofOffer(offer)),
    ...described(record),
    ...presented(record, app, locales),
    commands: record.commands,
    versions: offers.map(
      ({ repository: from, record: { version, published, size, manifest_sha256: id, revoked } }) => ({
        version,
        repository: from,
        published,
        size,
        installed: here?.manifest_sha256 === id,
        ...(revoked === undefined ? {} : { revoked }),
      }),
    ),
    dependencies: record.dependencies.map((clause) => dependencyView(clause, catalog, installed)),
    addOns: addOnsOf(catalog, app?.id ?? record.name, installed),
    neededBy: dependantsOf(toolbox, installed, record.name, record.provides),
    security: {
      chain:
        repository === null
          ? []
          : trustChain(repository, catalog.about(offer.repository), record, toolbox.clock.now()),
      advisories,
    },
  }
}

function summaries(
  toolbox: Toolbox,
  catalog: Catalog,
  installed: ReadonlyMap<string, InstalledRelease>,
): Summarizer {
  const newerOf = newerReleases(toolbox, catalog, installed)
  return summarizer(catalog, installed, newerOf, lostVouchers(toolbox, catalog))
}

function detailsOfInstalled(
  toolbox: Toolbox,
  catalog: Catalog,
  {
    here,
    advisories,
    locales,
  }: { here: InstalledRelease; advisories: AdvisorySummary[]; locales: readonly string[] },
): CatalogDetails {
  const manifest = readStoredManifest(toolbox.layout, here.directory)
  const installed = installedReleases(toolbox)
  return {
    ...summaries(toolbox, catalog, installed).ofInstalled(here, () => manifest),
    ...described(manifest),
    ...presented(manifest, manifest.app, locales),
    commands: commandsOf(manifest),
    versions: [],
    dependencies: manifest.dependencies.map((clause) => dependencyView(clause, catalog, installed)),
    addOns: addOnsOf(catalog, manifest.app?.id ?? here.name, installed),
    neededBy: dependantsOf(toolbox, installed, here.name, manifest.provides),
    security: { chain: [], advisories },
  }
}

/** As many as a page has room for. */
const mostAddOns = 50

/** The newest release of each package that says that it extends the app. */
function addOnsOf(
  catalog: Catalog,
  id: string,
  installed: ReadonlyMap<string, InstalledRelease>,
): PackageDetails['addOns'] {
  const byName = Map.groupBy(catalog.providersOf(addOnKey(id)), ({ record }) => record.name)
  return [...byName.values()].slice(0, mostAddOns).flatMap(([first]) => {
    if (first === undefined) return []
    const { name, app, description } = first.record
    return [
      {
        name,
        title: app?.name ?? name,
        summary: app?.summary ?? firstLine(description),
        icon: app?.icon === undefined ? null : `media/${mediaName(app.icon)}`,
        installed: installed.has(name),
      },
    ]
  })
}

type Declared = Pick<
  Manifest,
  'homepage' | 'source_url' | 'maintainer' | 'recommends' | 'provides' | 'conflicts' | 'install_scripts'
>

function described(
  record: Declared,
): Pick<
  PackageDetails,
  'homepage' | 'sourceUrl' | 'maintainer' | 'recommends' | 'provides' | 'conflicts' | 'hasScripts'
> {
  return {
    homepage: record.homepage ?? null,
    sourceUrl: record.source_url ?? null,
    maintainer: record.maintainer,
    recommends: record.recommends,
    provides: record.provides,
    conflicts: record.conflicts,
    hasScripts: Object.keys(record.install_scripts).length > 0,
  }
}

/** Installed packages with a dependency that `name` (or a name it provides) is an alternative of. */
function dependantsOf(
  toolbox: Toolbox,
  installed: ReadonlyMap<string, InstalledRelease>,
  name: string,
  provides: readonly string[],
): string[] {
  if (!installed.has(name)) return []
  const names = new Set([name, ...provides.map((text) => text.split(/[\s=(]/, 1)[0])])
  return [...installed.values()].flatMap((release) => {
    const { dependencies } = readStoredManifest(toolbox.layout, release.directory)
    const needs = dependencies.some((clause) => {
      const relation = parseRelation(clause)
      return !isProblem(relation) && relation.alternatives.some((alternative) => names.has(alternative.name))
    })
    return needs && release.name !== name ? [release.name] : []
  })
}

/** What is here is meant where no release is named: its files are the ones that can be found on this machine. */
async function filesFor(
  toolbox: Toolbox,
  { input, offer, here }: { input: InfoInput; offer: Offer | null; here: InstalledRelease | undefined },
  signal: AbortSignal,
): Promise<Pick<PackageDetails, 'files' | 'filesOf'>> {
  const isHere = offer === null || offer.record.manifest_sha256 === here?.manifest_sha256
  const isNamed = input.version !== undefined || input.repository !== undefined
  if (here === undefined || (isNamed && !isHere)) {
    return { files: (await fetchManifest(toolbox, offer!, signal)).files }
  }
  const { files } = readStoredManifest(toolbox.layout, here.directory)
  return isHere ? { files } : { files, filesOf: here.version }
}

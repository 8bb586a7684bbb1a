import { judge } from '../advisories/match.ts'
import { once } from '../base/once.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import { maintainerName } from '../model/publisher.ts'
import type { Advisory } from '../model/advisory.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import type { Severity } from '../model/urgency.ts'
import { withApprovals } from '../policy/approval.ts'
import { judgeRelease, type ReleaseFacts } from '../policy/judge.ts'
import type { PolicyLevel } from '../policy/level.ts'
import { listRepositories, type StoredRepository } from '../state/repositories.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { advisoriesByName, judged as asJudged, repairedBy } from './advisories-of.ts'
import { trustOf } from './repository-trust.ts'
import { ruleDigest } from './rule-digest.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

/** Answers about releases by the policy files of one moment: what they say, the administrator's first. */
export interface ReleaseJudge {
  /** The publisher that the repository vouches for, and the keys that it names. */
  readonly sourceOf: (offer: Offer) => Pick<ReleaseFacts, 'publisher' | 'keys'>
  readonly judgeOffer: (offer: Offer) => readonly PolicyVerdict[]
  /** A release that is in the store, and that nobody need offer any more. */
  readonly judgeStored: (release: InstalledRelease) => readonly PolicyVerdict[]
}

/** Null where no policy file says anything. */
export function releaseJudge(toolbox: Toolbox): ReleaseJudge | null {
  const levels = toolbox.policyLevels()
  return levels.length === 0 ? null : judgeOf(toolbox, levels)
}

function judgeOf(toolbox: Toolbox, levels: readonly PolicyLevel[]): ReleaseJudge {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const repositories = new Map(listRepositories(toolbox.state).map((one) => [one.name, sourceFacts(one)]))
  const keysOf = publisherKeys(catalog)
  const about = once(() => advisoriesByName(catalog))
  const known = (release: Judged) => ({
    name: release.name,
    ...(repositories.get(release.repository) ?? { address: null, trust: () => null }),
    isUpdate: (installed.get(release.name)?.version ?? release.version) !== release.version,
    severities: once(() => severitiesOf(release, about()(release), toolbox)),
    repairs: once(() => {
      const here = installed.get(release.name)
      return here !== undefined && repairedBy(about()(here), here, release).length > 0
    }),
  })
  const decisions = once(toolbox.decisions)
  const judged = (facts: ReleaseFacts) => {
    const verdicts = judgeRelease(levels, facts)
    // Nobody reads what was decided where nothing is asked.
    if (!verdicts.some(({ decision }) => decision === 'ask')) return verdicts
    return withApprovals(verdicts, facts, {
      decisions: decisions(),
      user: toolbox.person().uid,
      now: toolbox.clock.now(),
      digestOf: (rule) => ruleDigest(levels, rule),
    })
  }
  const sourceOf = ({ repository, record }: Offer) => {
    const publisher = maintainerName(record.maintainer)
    const keys = keysOf(repository, publisher)
    return { publisher: keys === null ? null : publisher, keys }
  }
  return {
    sourceOf,
    judgeOffer: (offer) => {
      const { repository, record } = offer
      return judged({
        ...known({ ...record, repository }),
        ...sourceOf(offer),
        license: record.license,
        hasScripts: Object.keys(record.install_scripts).length > 0,
        age: (toolbox.clock.now() - Date.parse(record.published)) / day,
      })
    },
    judgeStored: (release) => {
      const { license, install_scripts: scripts } = readStoredManifest(toolbox.layout, release.directory)
      return judged({
        ...known(release),
        publisher: release.publisher,
        keys: release.publisher === null ? null : keysOf(release.repository, release.publisher),
        license,
        hasScripts: Object.keys(scripts).length > 0,
        age: null,
      })
    },
  }
}

/** Roots are read where a rule asks for them, and once. */
function sourceFacts(repository: StoredRepository): Pick<ReleaseFacts, 'address' | 'trust'> {
  return { address: repository.url, trust: once(() => trustOf(repository)) }
}

const day = 86_400_000

type Judged = Pick<InstalledRelease, 'name' | 'version' | 'version_scheme' | 'repository' | 'origin'>

/** Fingerprints of the keys that a repository names for a publisher; null where it names no such publisher. */
function publisherKeys(
  catalog: Catalog,
): (repository: string, publisher: string) => readonly string[] | null {
  const byRepository = new Map<string, ReadonlyMap<string, readonly string[]>>()
  return (repository, publisher) => {
    let publishers = byRepository.get(repository)
    if (publishers === undefined) {
      const listed = catalog.about(repository)?.publishers ?? []
      // One name may be listed more than once: all of its keys can sign.
      const grouped = Map.groupBy(listed, ({ name }) => name)
      publishers = new Map(
        Array.from(grouped, ([name, all]) => [
          name,
          all.flatMap(({ keys }) => keys.map(({ keyId }) => keyId)),
        ]),
      )
      byRepository.set(repository, publishers)
    }
    return publishers.get(publisher) ?? null
  }
}

/** Of advisories that affect it; whether one does that could not be read counts as if it did. */
function severitiesOf(release: Judged, advisories: readonly Advisory[], { rater }: Toolbox): Severity[] {
  return advisories
    .filter((advisory) => ['affected', 'unknown'].includes(judge(advisory, asJudged(release)).judgement))
    .map((advisory) => rater.rate(advisory).severity)
}

import { bySpecificity, matchesPattern } from '../base/pattern.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { isInForce } from '../policy/approval.ts'
import { refusalIn } from '../policy/level.ts'
import type { NamespaceOwner } from '../resolver/package-source.ts'
import { millisecondsOfDay } from '../search/columns.ts'
import { columnsOf } from '../search/facets.ts'
import type { Place } from '../search/find.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { viewOf } from '../search/view.ts'
import { blockedTeller } from './blocked.ts'
import { releaseJudge } from './judge-releases.ts'
import { lostVouchers } from './lost-vouchers.ts'
import { type NewerOf, newerReleases } from './newer-releases.ts'
import { readPolicy } from './policy.ts'
import { type Summarizer, summarizer } from './summaries.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

/** Where to search, and what turns what is found into cards: all of one moment. */
export interface SearchPlace extends Place {
  readonly catalog: Catalog
  readonly summarize: Summarizer['ofOffer']
  /** What policy files say against installing it; null where they say nothing. */
  readonly refusalOf: (number: number) => ReturnType<typeof refusalIn>
  /** The only repository that may offer a name. */
  readonly ownerOf: (name: string) => string | null
}

const known = new WeakMap<Toolbox, { readonly key: string; readonly place: SearchPlace }>()

/**
 * Who presses a key every tenth of a second must not wait for everything installed to be read and compared each time:
 * what was worked out stays until this machine, its rules or its repositories change.
 */
export function searchPlace(toolbox: Toolbox, index: SearchIndex): SearchPlace {
  const key = momentOf(toolbox)
  const before = known.get(toolbox)
  if (before?.key === key && before.place.index === index) return before.place
  const place = placeOf(toolbox, index)
  known.set(toolbox, { key, place })
  return place
}

/** Changes with everything but the index that an answer depends on. */
function momentOf(toolbox: Toolbox): string {
  const hasPool = toolbox.pool.glance(() => true) ?? false
  const { state, policyLevels } = toolbox
  return JSON.stringify([state.moment(), hasPool, today(toolbox), policyLevels(), approvalsNow(toolbox)])
}

/** Ids of approvals in force; they are nothing where nobody manages this machine. */
function approvalsNow(toolbox: Toolbox): string[] {
  if (toolbox.policyLevels().length === 0) return []
  const now = toolbox.clock.now()
  return toolbox
    .decisions()
    .filter((decision) => decision.kind === 'approved' && isInForce(decision, now))
    .map(({ id }) => id)
}

function placeOf(toolbox: Toolbox, index: SearchIndex): SearchPlace {
  const policy = readPolicy(toolbox)
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const newerOf = newerReleases(toolbox, catalog, installed)
  const ownerOf = ownerIn(policy.owners)
  const repositories = policy.repositories.map(({ name }) => name)
  const view = viewOf(index, { repositories, ownerOf: policy.owners.length === 0 ? null : ownerOf })
  const judge = releaseJudge(toolbox)
  const told = blockedTeller(toolbox)
  const { ofOffer } = summarizer(catalog, installed, newerOf, lostVouchers(toolbox, catalog))
  return {
    index,
    view,
    columns: columnsOf(index, view, machineOf(index, installed, newerOf), today(toolbox)),
    catalog,
    summarize: (offer, locales) => told(ofOffer(offer, locales)),
    refusalOf: (number) => {
      if (judge === null) return null
      const row = index.data.releases[number]!
      const offer = catalog.offersAt([row]).get(row)
      return offer === undefined ? null : refusalIn(judge.judgeOffer(offer))
    },
    ownerOf,
  }
}

function machineOf(index: SearchIndex, releases: ReadonlyMap<string, InstalledRelease>, newerOf: NewerOf) {
  const installed = new Uint8Array(index.packageCount)
  const updates = new Uint8Array(index.packageCount)
  for (const name of releases.keys()) {
    const [from, to] = index.named(name)
    installed.fill(1, from, to)
    if (newerOf(name) !== null) updates.fill(1, from, to)
  }
  return { installed, updates }
}

/** As the resolver has it: what an administrator says comes first, then the pattern that says most. */
function ownerIn(owners: readonly NamespaceOwner[]): (name: string) => string | null {
  const sorted = owners.toSorted(
    (a, b) =>
      Number(b.isBinding === true) - Number(a.isBinding === true) || bySpecificity(a.pattern, b.pattern),
  )
  return (name) => sorted.find(({ pattern }) => matchesPattern(name, pattern))?.repository ?? null
}

function today(toolbox: Toolbox): number {
  return Math.floor(toolbox.clock.now() / millisecondsOfDay)
}

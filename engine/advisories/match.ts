import type { Advisory, Affected } from '../model/advisory.ts'
import type { Origin } from '../model/manifest.ts'
import { compareVersions, isVersion, type VersionScheme } from '../model/version.ts'
import { familyOf, type Order, ordersFor } from './order.ts'

/**
 * What an advisory says of one release. `unknown` is never good news: the advisory is about this package, and
 * whether about this version could not be read.
 */
export type Judgement = 'affected' | 'fixed' | 'unknown' | 'unrelated'

export interface Verdict {
  readonly judgement: Judgement
  /** The oldest version above the judged one that is said to be repaired; null where none is named. */
  readonly fixedIn: string | null
  /** What it speaks of instead: the package of another system that this one was made from. `fixedIn` is of that. */
  readonly source?: Source
}

export interface Source {
  readonly name: string
  readonly version: string
}

export interface JudgedRelease {
  readonly name: string
  readonly version: string
  readonly scheme: VersionScheme
  readonly origin?: Pick<Origin, 'kind' | 'source' | 'source_version'> | undefined
}

type Range = Affected['ranges'][number]
type Event = Range['events'][number]

/** `fixed`: the package was affected once, and this version is outside of it. */
export function judge(advisory: Advisory, release: JudgedRelease): Verdict {
  const spoken = advisory.withdrawn === undefined ? spokenOf(advisory, release) : []
  const [only] = spoken
  if (only === undefined) return { judgement: 'unrelated', fixedIn: null }
  const judgements = spoken.map(({ entries, subject }) => judgeEntries(entries, subject))
  // Versions of two packages are not one order: no version is then known to repair both.
  const isOne = spoken.length === 1
  return {
    judgement: strictest(judgements),
    fixedIn: isOne ? findFix(only.entries, only.subject) : null,
    ...(isOne && only.subject !== release
      ? { source: { name: only.subject.name, version: only.subject.version } }
      : {}),
  }
}

/** Every name that an advisory may speak of it by. */
export function namesOf({ name, origin }: Pick<JudgedRelease, 'name' | 'origin'>): readonly string[] {
  return origin === undefined || origin.source === name ? [name] : [name, sourceName(origin)]
}

interface Spoken {
  readonly entries: readonly Affected[]
  readonly subject: JudgedRelease
}

/** Data of the system that a release was made from speaks of its source; all other data of its own name. */
function spokenOf({ affected }: Advisory, release: JudgedRelease): Spoken[] {
  const source = sourceOf(release)
  if (source === null)
    return spokenBy(
      affected.filter((entry) => entry.package.name === release.name),
      release,
    )
  const isOfSource = ({ package: { ecosystem } }: Affected) =>
    familyOf(ecosystem) === families[release.origin!.kind]
  const own = affected.filter((entry) => entry.package.name === release.name && !isOfSource(entry))
  const made = affected.filter((entry) => entry.package.name === source.name && isOfSource(entry))
  return [...spokenBy(own, release), ...spokenBy(made, source)]
}

function spokenBy(entries: readonly Affected[], subject: JudgedRelease): Spoken[] {
  return entries.length === 0 ? [] : [{ entries, subject }]
}

const families: Readonly<Record<Origin['kind'], string>> = { debian: 'Debian', npm: 'npm' }

/** Null where there is none, or the release is named and numbered like its source. */
function sourceOf(release: JudgedRelease): JudgedRelease | null {
  const { origin } = release
  if (origin === undefined) return null
  const name = sourceName(origin)
  const scheme = origin.kind === 'debian' ? 'debian' : 'semver'
  const isSame =
    name === release.name && origin.source_version === release.version && scheme === release.scheme
  return isSame ? null : { name, version: origin.source_version, scheme }
}

/** Names of imported records have no capitals. */
function sourceName({ source }: Pick<Origin, 'source'>): string {
  return source.toLowerCase()
}

/** One entry that affects is enough; one that cannot be read leaves doubt. */
const order: readonly Judgement[] = ['affected', 'unknown', 'fixed']

function judgeEntries(entries: readonly Affected[], release: JudgedRelease): Judgement {
  return strictest(entries.map((entry) => judgeEntry(entry, release)))
}

function judgeEntry(entry: Affected, release: JudgedRelease): Judgement {
  const listed = judgeList(entry, release)
  if (listed === 'affected' || entry.ranges.length === 0) return listed
  return strictest(entry.ranges.map((range) => judgeRange(entry, range, release)))
}

function strictest(judgements: readonly Judgement[]): Judgement {
  return order.find((judgement) => judgements.includes(judgement)) ?? 'unknown'
}

/** A list says nothing of a release that it may name in a spelling that cannot be read. */
function judgeList(entry: Affected, release: JudgedRelease): Judgement {
  if (entry.versions.length === 0) return 'unknown'
  if (entry.versions.includes(release.version)) return 'affected'
  return unanimous(ordersFor(entry.package, null, release), ({ isReadable, compare }) => {
    if (!isReadable(release.version)) return 'unknown'
    const readable = entry.versions.filter(isReadable)
    if (readable.some((version) => compare(version, release.version) === 0)) return 'affected'
    return readable.length === entry.versions.length ? 'fixed' : 'unknown'
  })
}

/** OSV 1.6: events in the order of versions switch between affected and not; `introduced: 0` is the beginning. */
function judgeRange(entry: Affected, range: Range, release: JudgedRelease): Judgement {
  const points = range.events.flatMap((event) => readEvent(event) ?? [])
  // Without a beginning nothing says since when.
  const isWhole = points.length === range.events.length && points.some(({ kind }) => kind === 'introduced')
  if (!isReadableRange(range) || !isWhole) return 'unknown'
  return unanimous(ordersFor(entry.package, range.type, release), (by) => {
    const isRead = by.isReadable(release.version) && points.every((point) => isPoint(point, by))
    if (!isRead) return 'unknown'
    return isWithinLimits(points, release, by) && isAffected(points, release, by) ? 'affected' : 'fixed'
  })
}

/** Where two orders disagree, nobody knows. */
function unanimous(orders: readonly Order[], judgeBy: (order: Order) => Judgement): Judgement {
  const [first = 'unknown', ...others] = orders.map(judgeBy)
  return others.every((judgement) => judgement === first) ? first : 'unknown'
}

/** Commit ranges (`GIT`) have no order that a version could be placed in. */
const readable: ReadonlySet<string> = new Set(['SEMVER', 'ECOSYSTEM'])

/** Events of one range; no honest record comes near, and each costs a look at every list of updates. */
const mostEvents = 1_000

function isReadableRange({ type, events }: Range): boolean {
  return readable.has(type) && events.length <= mostEvents
}

interface Point {
  readonly kind: keyof Event
  /** Null is before every version, or, as a limit, after every one. */
  readonly version: string | null
}

/** An event says exactly one thing. */
function readEvent(event: Event): Point | null {
  const said = (['introduced', 'fixed', 'last_affected', 'limit'] as const).filter(
    (kind) => event[kind] !== undefined,
  )
  const [kind] = said
  if (kind === undefined || said.length > 1) return null
  const version = event[kind]!
  const isOpen = (kind === 'introduced' && version === '0') || (kind === 'limit' && version === '*')
  return { kind, version: isOpen ? null : version }
}

function isPoint({ version }: Point, { isReadable }: Order): boolean {
  return version === null || isReadable(version)
}

/** With limits, a range speaks of what is before one of them only. */
function isWithinLimits(points: readonly Point[], { version }: JudgedRelease, { compare }: Order): boolean {
  const limits = points.filter(({ kind }) => kind === 'limit')
  return (
    limits.length === 0 ||
    limits.some((limit) => limit.version === null || compare(version, limit.version) < 0)
  )
}

function isAffected(points: readonly Point[], release: JudgedRelease, { compare }: Order): boolean {
  const sorted = points
    .filter(({ kind }) => kind !== 'limit')
    .toSorted((a, b) => comparePoints(a, b, compare))
  return sorted.reduce((affected, point) => {
    const distance = point.version === null ? 1 : compare(release.version, point.version)
    if (point.kind === 'last_affected') return distance > 0 ? false : affected
    return distance < 0 ? affected : point.kind === 'introduced'
  }, false)
}

function comparePoints(a: Point, b: Point, compare: Order['compare']): number {
  if (a.version === null || b.version === null) return Number(b.version === null) - Number(a.version === null)
  // At one version the end comes before the new beginning, except that a single affected version begins and ends.
  return compare(a.version, b.version) || rank[a.kind] - rank[b.kind]
}

const rank: Readonly<Record<keyof Event, number>> = { fixed: 0, introduced: 1, last_affected: 2, limit: 3 }

/** How many named fixes are looked at; a record that names more is no help to anybody. */
const mostFixes = 50

/** A version that repairs one branch is no advice where another entry still calls it affected. */
function findFix(entries: readonly Affected[], release: JudgedRelease): string | null {
  if (!isVersion(release.version, release.scheme)) return null
  const fixes = entries.flatMap((entry) => fixesIn(entry, release))
  return (
    [...new Set(fixes)]
      .toSorted((a, b) => compareVersions(a, b, release.scheme))
      .slice(0, mostFixes)
      .find((version) => judgeEntries(entries, { ...release, version }) !== 'affected') ?? null
  )
}

function fixesIn(entry: Affected, release: JudgedRelease): string[] {
  return entry.ranges.filter(isReadableRange).flatMap(({ type, events }) => {
    const orders = ordersFor(entry.package, type, release)
    const isAbove = (fixed: string) =>
      orders.every(({ isReadable, compare }) => isReadable(fixed) && compare(fixed, release.version) > 0)
    return events.flatMap(({ fixed }) => (fixed !== undefined && isAbove(fixed) ? [fixed] : []))
  })
}

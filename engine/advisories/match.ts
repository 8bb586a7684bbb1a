import type { Advisory } from '../model/advisory.ts'
import { compareVersions, isVersion, type VersionScheme } from '../model/version.ts'

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'unknown'

/**
 * What an advisory says of one release. `unknown` is never good news: the advisory is about this package, and
 * whether about this version could not be read.
 */
export type Judgement = 'affected' | 'fixed' | 'unknown' | 'unrelated'

export interface Verdict {
  readonly judgement: Judgement
  /** The oldest version above the judged one that is said to be repaired; null where none is named. */
  readonly fixedIn: string | null
}

export interface JudgedRelease {
  readonly name: string
  readonly version: string
  readonly scheme: VersionScheme
}

type Affected = Advisory['affected'][number]
type Range = Affected['ranges'][number]
type Event = Range['events'][number]

/** `fixed`: the package was affected once, and this version is outside of it. */
export function judge(advisory: Advisory, release: JudgedRelease): Verdict {
  const entries = advisory.affected.filter((entry) => entry.package.name === release.name)
  if (entries.length === 0 || advisory.withdrawn !== undefined)
    return { judgement: 'unrelated', fixedIn: null }
  const judgements = entries.map((entry) => judgeEntry(entry, release))
  return {
    judgement: order.find((judgement) => judgements.includes(judgement)) ?? 'unknown',
    fixedIn: findFix(entries, release),
  }
}

export function severityOf(advisory: Advisory): Severity {
  return advisory.database_specific?.severity ?? 'unknown'
}

/** One entry that affects is enough; one that cannot be read leaves doubt. */
const order: readonly Judgement[] = ['affected', 'unknown', 'fixed']

function judgeEntry(entry: Affected, release: JudgedRelease): Judgement {
  if (entry.versions.some((version) => isSameVersion(version, release))) return 'affected'
  const ranges = entry.ranges.map((range) => judgeRange(range, release))
  if (entry.ranges.length === 0 && entry.versions.length === 0) return 'unknown'
  return order.find((judgement) => ranges.includes(judgement)) ?? 'fixed'
}

function isSameVersion(version: string, release: JudgedRelease): boolean {
  return (
    version === release.version ||
    (isVersion(version, release.scheme) && compareVersions(version, release.version, release.scheme) === 0)
  )
}

/** OSV 1.6: events in the order of versions switch between affected and not; `introduced: 0` is the beginning. */
function judgeRange(range: Range, release: JudgedRelease): Judgement {
  if (!readable.has(range.type) || !isVersion(release.version, release.scheme)) return 'unknown'
  const points = range.events.map(readEvent)
  if (points.length === 0 || points.some((point) => point === null || !isPoint(point, release)))
    return 'unknown'
  const sorted = points
    .filter((point) => point !== null)
    .toSorted((a, b) => comparePoints(a, b, release.scheme))
  // Without a beginning nothing says since when.
  if (!sorted.some(({ kind }) => kind === 'introduced')) return 'unknown'
  const isAffected = sorted.reduce((affected, point) => {
    const distance =
      point.version === null ? 1 : compareVersions(release.version, point.version, release.scheme)
    if (point.kind === 'last_affected') return distance > 0 ? false : affected
    return distance < 0 ? affected : point.kind === 'introduced'
  }, false)
  return isAffected ? 'affected' : 'fixed'
}

/** Commit ranges (`GIT`) have no order that a version could be placed in. */
const readable: ReadonlySet<string> = new Set(['SEMVER', 'ECOSYSTEM'])

interface Point {
  readonly kind: keyof Event
  /** Null is before every version. */
  readonly version: string | null
}

/** An event says exactly one thing. */
function readEvent(event: Event): Point | null {
  const said = (['introduced', 'fixed', 'last_affected'] as const).filter((kind) => event[kind] !== undefined)
  const [kind] = said
  if (kind === undefined || said.length > 1) return null
  return { kind, version: kind === 'introduced' && event.introduced === '0' ? null : event[kind]! }
}

function isPoint({ version }: Point, { scheme }: JudgedRelease): boolean {
  return version === null || isVersion(version, scheme)
}

function comparePoints(a: Point, b: Point, scheme: VersionScheme): number {
  if (a.version === null || b.version === null) return Number(b.version === null) - Number(a.version === null)
  // At one version the end comes before the new beginning, except that a single affected version begins and ends.
  return compareVersions(a.version, b.version, scheme) || rank[a.kind] - rank[b.kind]
}

const rank: Readonly<Record<keyof Event, number>> = { fixed: 0, introduced: 1, last_affected: 2 }

function findFix(entries: readonly Affected[], { version, scheme }: JudgedRelease): string | null {
  if (!isVersion(version, scheme)) return null
  const fixes = entries
    .flatMap(({ ranges }) => ranges.filter(({ type }) => readable.has(type)))
    .flatMap(({ events }) => events.flatMap(({ fixed }) => (fixed === undefined ? [] : [fixed])))
    .filter((fixed) => isVersion(fixed, scheme) && compareVersions(fixed, version, scheme) > 0)
  return fixes.toSorted((a, b) => compareVersions(a, b, scheme))[0] ?? null
}

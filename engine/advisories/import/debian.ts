import * as v from 'valibot'
import { isVersion } from '../../model/version.ts'
import {
  collect,
  type Draft,
  type DraftAffected,
  type Feed,
  firstLine,
  Id,
  inDoubt,
  isObject,
  isProblem,
  membersOf,
  type Named,
  packageName,
  parseFeed,
  type Problem,
  recordOf,
  Text,
  timeOf,
} from './feed.ts'

/**
 * The JSON of the Debian security tracker: source packages, their issues, and the state of each release. Without a
 * release, all of them count, and the strictest word holds. Throws `FeedRefused`.
 */
export function importDebian(text: string, release: string | null): Feed {
  const issues = new Map<string, Told[]>()
  for (const [source, told] of membersOf(parseFeed(text), 'security tracker')) {
    for (const [issue, value] of membersOf(told, `security tracker at ${source}`)) {
      const known = issues.get(issue)
      if (known === undefined) issues.set(issue, [{ source, value }])
      else known.push({ source, value })
    }
  }
  return collect(
    Array.from(issues, ([issue, told]): Named => [issue, told]),
    (told, issue) => readIssue(issue, told as readonly Told[], release),
  )
}

/** What the tracker says of one issue in one source package. */
interface Told {
  readonly source: string
  readonly value: unknown
}

const Release = v.object({
  status: v.string(),
  fixed_version: v.optional(v.string()),
  urgency: v.optional(v.string(), ''),
})
type Release = v.InferOutput<typeof Release>
const Issue = v.object({ description: v.optional(Text, ''), releases: v.unknown() })

function readIssue(issue: string, told: readonly Told[], wanted: string | null): Draft | Problem {
  if (!v.is(Id, issue)) return { problem: 'no id of an advisory' }
  const read = told.map(({ source, value }) => ({ source, about: recordOf(Issue, value) }))
  const whole = read.flatMap(({ source, about }) => (isProblem(about) ? [] : [{ source, about }]))
  // The name at least is known: what cannot be read about it must not look clean.
  const damaged = read.flatMap(({ source, about }) => (isProblem(about) ? [inDoubt('Debian', source)] : []))
  const entries = whole.flatMap(({ source, about }) => entriesOf(source, about.releases, wanted))
  const description = whole[0]?.about.description ?? ''
  const urgencies = entries.flatMap(({ urgency }) => (urgency === null ? [] : [urgency]))
  const severity = severities.find((one) => urgencies.includes(one))
  return {
    id: `DEBIAN-${issue}`,
    summary: firstLine(description),
    details: description,
    // The tracker does not say when.
    modified: timeOf(null),
    aliases: issue.startsWith('CVE-') ? [issue] : [],
    ...(severity === undefined ? {} : { database_specific: { severity } }),
    affected: [...entries.flatMap(({ affected }) => affected ?? []), ...damaged],
  }
}

interface Entry {
  /** Null where that release never had the weakness. */
  readonly affected: DraftAffected | null
  readonly urgency: Severity | null
}

function entriesOf(source: string, releases: unknown, wanted: string | null): Entry[] {
  if (!isObject(releases)) return [{ affected: inDoubt('Debian', source), urgency: null }]
  return Object.entries(releases)
    .filter(([name]) => wanted === null || name === wanted)
    .map(([name, value]) => {
      const state = recordOf(Release, value)
      return isProblem(state)
        ? { affected: inDoubt(`Debian:${name}`, source), urgency: null }
        : { affected: affectedOf(source, name, state), urgency: urgencyOf(state) }
    })
}

function affectedOf(source: string, release: string, state: Release): DraftAffected | null {
  const ecosystem = `Debian:${release}`
  const { status, fixed_version: fixed } = state
  // The tracker writes 0 for what was never affected.
  if (status === 'resolved' && fixed === '0') return null
  if (status === 'open') return ranged(ecosystem, source, [])
  return status === 'resolved' && fixed !== undefined && isVersion(fixed, 'debian')
    ? ranged(ecosystem, source, [{ fixed }])
    : inDoubt(ecosystem, source)
}

function ranged(ecosystem: string, source: string, end: readonly { fixed: string }[]): DraftAffected {
  return {
    package: { ecosystem, name: packageName(source) },
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...end] }],
  }
}

const severities = ['critical', 'high', 'medium', 'low'] as const
type Severity = (typeof severities)[number]

/** `high**` and the like: stars say who chose the word. */
function urgencyOf({ urgency }: Release): Severity | null {
  const word = urgency.replaceAll('*', '')
  if (word === 'unimportant') return 'low'
  return severities.find((severity) => severity === word) ?? null
}

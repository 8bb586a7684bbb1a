import * as v from 'valibot'
import { Advisory, Affected } from '../../model/advisory.ts'
import {
  collectListed,
  type Draft,
  type DraftAffected,
  type Feed,
  firstLine,
  Id,
  inDoubt,
  isProblem,
  oneOrMore,
  packageName,
  parseFeed,
  type Problem,
  recordOf,
  Text,
  thoseOf,
  timeOf,
} from './feed.ts'

/** OSV 1.x: one record, or a list of them. Throws `FeedRefused`. */
export function importOsv(text: string): Feed {
  return collectListed(oneOrMore(parseFeed(text)), idOf, readRecord)
}

const Strings = v.nullish(v.array(v.string()), [])
const Unknowns = v.nullish(v.array(v.unknown()), [])
const Record = v.object({
  id: Id,
  modified: v.string(),
  published: v.nullish(v.string()),
  withdrawn: v.nullish(v.string()),
  summary: v.nullish(Text, ''),
  details: v.nullish(Text, ''),
  aliases: Strings,
  /** Records that this one was made from: a distribution names CVEs here. */
  upstream: Strings,
  severity: Unknowns,
  references: Unknowns,
  affected: Unknowns,
  database_specific: v.nullish(v.unknown()),
})
type Record = v.InferOutput<typeof Record>

function idOf(value: unknown): string | null {
  const named = v.safeParse(v.object({ id: Id }), value)
  return named.success ? named.output.id : null
}

function readRecord(value: unknown): Draft | Problem {
  const record = recordOf(Record, value)
  if (isProblem(record)) return record
  const affected = record.affected.map(readAffected)
  const wrong = affected.find(isProblem)
  if (wrong !== undefined) return wrong
  const about = affected.flatMap((entry) => (entry === null || isProblem(entry) ? [] : [entry]))
  if (about.length === 0) return { problem: 'it names no package' }
  const { published, withdrawn } = record
  return {
    id: record.id,
    summary: record.summary === '' ? firstLine(record.details) : firstLine(record.summary),
    details: record.details,
    modified: timeOf(record.modified),
    ...(typeof published === 'string' ? { published: timeOf(published) } : {}),
    ...(typeof withdrawn === 'string' ? { withdrawn: timeOf(withdrawn) } : {}),
    aliases: aliasesOf(record),
    severity: [...thoseOf(Severity, record.severity), ...severityOfEntries(record.affected)],
    database_specific: { ...ownFacts(record), ...severityWord(record) },
    affected: about,
    references: thoseOf(Reference, record.references),
  }
}

const Severity = v.object({ type: v.string(), score: v.pipe(v.string(), v.maxLength(512)) })
const Reference = v.object({ type: v.string(), url: v.pipe(v.string(), v.maxLength(1_000)) })
const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const About = v.object({ package: v.object({ ecosystem: Line, name: Line }) })

/** Null where it speaks of commits of some repository only, and of no package. */
function readAffected(value: unknown): DraftAffected | Problem | null {
  const named = v.safeParse(v.object({ package: v.optional(v.unknown()) }), value)
  if (!named.success) return { problem: 'affected: not what OSV says' }
  if (named.output.package === undefined) return null
  const about = recordOf(About, value)
  if (isProblem(about)) return { problem: `affected: ${about.problem}` }
  const { ecosystem, name } = about.package
  const whole = v.safeParse(Affected, value)
  if (!whole.success) return inDoubt(ecosystem, name)
  return { ...whole.output, package: { ecosystem, name: packageName(name) } }
}

function aliasesOf({ id, aliases, upstream }: Record): string[] {
  return [...new Set([...aliases, ...upstream])].filter((alias) => alias !== id && v.is(Id, alias))
}

/** OSV 1.4: the severity may differ from package to package. */
function severityOfEntries(affected: readonly unknown[]): v.InferOutput<typeof Severity>[] {
  return thoseOf(v.object({ severity: v.array(v.unknown()) }), affected).flatMap(({ severity }) =>
    thoseOf(Severity, severity),
  )
}

const words = {
  critical: 'critical',
  high: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
} as const

function severityWord({ database_specific: said }: Record): Pick<DatabaseSpecific, 'severity'> {
  const checked = v.safeParse(v.object({ severity: v.string() }), said)
  const word = checked.success ? checked.output.severity.toLowerCase() : ''
  return Object.hasOwn(words, word) ? { severity: words[word as keyof typeof words] } : {}
}

type DatabaseSpecific = NonNullable<Draft['database_specific']>

/** What a record of this program's own making says besides. */
function ownFacts({ database_specific: said }: Record): DatabaseSpecific {
  const { epss, kev } = v.unwrap(Advisory.entries.database_specific).entries
  const checked = v.safeParse(v.object({ epss, kev }), said)
  if (!checked.success) return {}
  return {
    ...(checked.output.epss === undefined ? {} : { epss: checked.output.epss }),
    ...(checked.output.kev === undefined ? {} : { kev: checked.output.kev }),
  }
}

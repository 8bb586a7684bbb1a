import * as v from 'valibot'
import { cpeRange, productOf } from './cpe.ts'
import {
  collectListed,
  CveId,
  type Draft,
  type DraftAffected,
  type Feed,
  firstLine,
  formOf,
  inDoubt,
  isProblem,
  packageName,
  parseFeed,
  type Problem,
  recordOf,
  Text,
  thoseOf,
  timeOf,
} from './feed.ts'

/** NVD 2.0, as its feeds and its interface write it. Throws `FeedRefused`. */
export function importNvd(text: string): Feed {
  const Whole = v.object({ vulnerabilities: v.array(v.unknown()) })
  const { vulnerabilities } = formOf(Whole, parseFeed(text), 'NVD 2.0 file')
  return collectListed(vulnerabilities, idOf, readRecord)
}

const Unknowns = v.optional(v.array(v.unknown()), [])
const Metrics = v.object({ cvssMetricV40: Unknowns, cvssMetricV31: Unknowns, cvssMetricV30: Unknowns })
const Record = v.object({
  cve: v.object({
    id: CveId,
    vulnStatus: v.optional(v.string(), ''),
    published: v.optional(v.string()),
    lastModified: v.optional(v.string()),
    descriptions: Unknowns,
    configurations: Unknowns,
    references: Unknowns,
    metrics: v.optional(v.unknown()),
    cisaExploitAdd: v.optional(v.string()),
    cisaActionDue: v.optional(v.string()),
  }),
})
type Cve = v.InferOutput<typeof Record>['cve']

function idOf(value: unknown): string | null {
  const named = v.safeParse(v.object({ cve: v.object({ id: CveId }) }), value)
  return named.success ? named.output.cve.id : null
}

function readRecord(value: unknown): Draft | Problem {
  const record = recordOf(Record, value)
  if (isProblem(record)) return record
  const { cve } = record
  const isRejected = cve.vulnStatus.toLowerCase() === 'rejected'
  const affected = affectedOf(cve)
  if (isProblem(affected)) return affected
  if (affected.length === 0 && !isRejected) return { problem: 'no product is named yet' }
  const description = descriptionOf(cve)
  const modified = timeOf(withZone(cve.lastModified ?? cve.published))
  return {
    id: cve.id,
    summary: firstLine(description),
    details: description,
    modified,
    ...(cve.published === undefined ? {} : { published: timeOf(withZone(cve.published)) }),
    ...(isRejected ? { withdrawn: modified } : {}),
    severity: vectorsOf(cve.metrics),
    database_specific: kevOf(cve),
    affected,
    references: thoseOf(Reference, cve.references).map(({ url }) => ({ type: 'WEB', url })),
  }
}

const Reference = v.object({ url: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)) })
const Configuration = v.object({ nodes: v.array(v.unknown()) })
const Node = v.object({ negate: v.optional(v.boolean(), false), cpeMatch: v.array(v.unknown()) })
const Match = v.object({
  vulnerable: v.boolean(),
  criteria: v.pipe(v.string(), v.maxLength(1_000)),
  versionStartIncluding: v.optional(v.string()),
  versionStartExcluding: v.optional(v.string()),
  versionEndIncluding: v.optional(v.string()),
  versionEndExcluding: v.optional(v.string()),
})

/** A configuration that cannot be read may hide any product, so it takes the record with it. */
function affectedOf({ configurations }: Cve): DraftAffected[] | Problem {
  const entries: DraftAffected[] = []
  for (const configuration of configurations) {
    const read = recordOf(Configuration, configuration)
    if (isProblem(read)) return { problem: `configurations: ${read.problem}` }
    for (const one of read.nodes) {
      const node = recordOf(Node, one)
      if (isProblem(node)) return { problem: `configurations: ${node.problem}` }
      const found = entriesOf(node)
      if (isProblem(found)) return found
      entries.push(...found)
    }
  }
  return entries
}

function entriesOf({ negate, cpeMatch }: v.InferOutput<typeof Node>): DraftAffected[] | Problem {
  const entries: DraftAffected[] = []
  for (const one of cpeMatch) {
    const match = recordOf(Match, one)
    if (isProblem(match)) return { problem: `configurations: ${match.problem}` }
    // What is not vulnerable itself is only what it has to run on.
    if (!match.vulnerable) continue
    const product = productOf(match.criteria)
    if (product === null) return { problem: `configurations: no CPE name: ${match.criteria.slice(0, 100)}` }
    if (product.part === 'h') continue
    const range = negate ? null : cpeRange(product, match)
    const name = packageName(product.name)
    entries.push(range === null ? inDoubt('NVD', name) : { package: { ecosystem: 'NVD', name }, ...range })
  }
  return entries
}

function descriptionOf({ descriptions }: Cve): string {
  const all = thoseOf(v.object({ lang: v.string(), value: Text }), descriptions)
  return (all.find(({ lang }) => lang.startsWith('en')) ?? all[0])?.value ?? ''
}

const Vector = v.object({ cvssData: v.object({ vectorString: v.pipe(v.string(), v.maxLength(512)) }) })

function vectorsOf(metrics: unknown): { type: string; score: string }[] {
  const read = v.safeParse(Metrics, metrics)
  if (!read.success) return []
  const { cvssMetricV40, cvssMetricV31, cvssMetricV30 } = read.output
  const vectors = (type: string, all: readonly unknown[]) =>
    thoseOf(Vector, all).map(({ cvssData: { vectorString: score } }) => ({ type, score }))
  return [...vectors('CVSS_V4', cvssMetricV40), ...vectors('CVSS_V3', [...cvssMetricV31, ...cvssMetricV30])]
}

function kevOf({ cisaExploitAdd: added, cisaActionDue: due }: Cve): NonNullable<Draft['database_specific']> {
  if (added === undefined) return {}
  return { kev: { date_added: timeOf(added).slice(0, 10), ...(due === undefined ? {} : { due_date: due }) } }
}

/** NVD writes UTC without saying so. */
function withZone(time: string | undefined): string | undefined {
  return time?.replace(/(T[\d:.]+)$/, '$1Z')
}

import * as v from 'valibot'
import { cveVersions } from './cve-versions.ts'
import {
  collectListed,
  CveId,
  type Draft,
  type DraftAffected,
  type Feed,
  firstLine,
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

/** CVE records 5.x: one, or a list of them. Throws `FeedRefused`. */
export function importCve(text: string): Feed {
  return collectListed(oneOrMore(parseFeed(text)), idOf, readRecord)
}

const Meta = v.object({ cveId: CveId })
const Unknowns = v.optional(v.array(v.unknown()), [])
const Container = v.object({
  title: v.optional(Text, ''),
  descriptions: Unknowns,
  affected: Unknowns,
  metrics: Unknowns,
  references: Unknowns,
})
type Container = v.InferOutput<typeof Container>

const Record = v.object({
  cveMetadata: v.object({
    cveId: CveId,
    state: v.optional(v.string(), ''),
    datePublished: v.optional(v.string()),
    dateUpdated: v.optional(v.string()),
    dateRejected: v.optional(v.string()),
  }),
  containers: v.object({ cna: Container, adp: Unknowns }),
})

function idOf(value: unknown): string | null {
  const named = v.safeParse(v.object({ cveMetadata: Meta }), value)
  return named.success ? named.output.cveMetadata.cveId : null
}

function readRecord(value: unknown): Draft | Problem {
  const record = recordOf(Record, value)
  if (isProblem(record)) return record
  const { cveMetadata: about, containers } = record
  const all = [containers.cna, ...thoseOf(Container, containers.adp)]
  const affected = all.flatMap((container) => container.affected).map(readProduct)
  const wrong = affected.find(isProblem)
  if (wrong !== undefined) return wrong
  const rejected = about.state === 'REJECTED'
  if (affected.length === 0 && !rejected) return { problem: 'it names no product' }
  const description = descriptionOf(containers.cna)
  const updated = timeOf(about.dateUpdated ?? about.datePublished)
  return {
    id: about.cveId,
    summary: firstLine(containers.cna.title === '' ? description : containers.cna.title),
    details: description,
    modified: updated,
    ...(about.datePublished === undefined ? {} : { published: timeOf(about.datePublished) }),
    ...(rejected ? { withdrawn: timeOf(about.dateRejected ?? updated) } : {}),
    severity: all.flatMap(({ metrics }) => vectorsOf(metrics)),
    database_specific: kevOf(all.flatMap(({ metrics }) => metrics)),
    affected: affected.flatMap((entry) => (isProblem(entry) ? [] : entry)),
    references: thoseOf(Reference, containers.cna.references).map(({ url }) => ({ type: 'WEB', url })),
  }
}

const Reference = v.object({ url: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)) })
const Name = v.optional(v.pipe(v.string(), v.maxLength(1_000)), '')
const Product = v.object({
  product: Name,
  packageName: Name,
  defaultStatus: v.optional(v.string(), 'unknown'),
  versions: Unknowns,
})

/** Under both of its names, where it has two: which one a repository uses nobody knows. */
function readProduct(value: unknown): DraftAffected[] | Problem {
  const product = recordOf(Product, value)
  if (isProblem(product)) return { problem: `affected: ${product.problem}` }
  const names = new Set([product.packageName, product.product].map(packageName).filter((name) => name !== ''))
  if (names.size === 0) return { problem: 'affected: it names no product' }
  const { entries, isWhole } = cveVersions(product.versions, product.defaultStatus)
  return [...names].flatMap((name) => [
    ...entries.map((entry): DraftAffected => ({ package: { ecosystem: 'CVE', name }, ...entry })),
    ...(isWhole ? [] : [inDoubt('CVE', name)]),
  ])
}

function descriptionOf({ descriptions }: Container): string {
  const all = thoseOf(v.object({ lang: v.string(), value: Text }), descriptions)
  return (all.find(({ lang }) => lang.toLowerCase().startsWith('en')) ?? all[0])?.value ?? ''
}

const Cvss = v.optional(v.object({ vectorString: v.pipe(v.string(), v.maxLength(512)) }))
const Metric = v.object({ cvssV3_0: Cvss, cvssV3_1: Cvss, cvssV4_0: Cvss })

function vectorsOf(metrics: readonly unknown[]): { type: string; score: string }[] {
  return thoseOf(Metric, metrics).flatMap(({ cvssV3_0, cvssV3_1, cvssV4_0 }) => [
    ...(cvssV4_0 === undefined ? [] : [{ type: 'CVSS_V4', score: cvssV4_0.vectorString }]),
    ...[cvssV3_1, cvssV3_0].flatMap((one) =>
      one === undefined ? [] : [{ type: 'CVSS_V3', score: one.vectorString }],
    ),
  ])
}

const KevMetric = v.object({
  other: v.object({ type: v.literal('kev'), content: v.object({ dateAdded: v.string() }) }),
})

/** Who runs the catalog of exploited weaknesses says so in the records themselves, without a date to repair by. */
function kevOf(metrics: readonly unknown[]): NonNullable<Draft['database_specific']> {
  const [kev] = thoseOf(KevMetric, metrics)
  return kev === undefined ? {} : { kev: { date_added: timeOf(kev.other.content.dateAdded).slice(0, 10) } }
}

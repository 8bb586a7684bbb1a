/** EPSS and the catalog of exploited vulnerabilities: what they say of a CVE, added to advisories about it. */
import * as v from 'valibot'
import type { Epss, Kev } from '../../model/advisory.ts'
import { Day } from '../../model/day.ts'
import {
  CveId,
  FeedRefused,
  formOf,
  isProblem,
  parseFeed,
  type Problem,
  recordOf,
  type Skipped,
} from './feed.ts'

export interface Told<T> {
  readonly byCve: ReadonlyMap<string, T>
  readonly skipped: readonly Skipped[]
}

/** Characters; the daily file has a twentieth of it. */
const longestTable = 200_000_000

/** The CSV of EPSS: a line of comment, `cve,epss,percentile`, then a CVE a line. Throws `FeedRefused`. */
export function readEpss(text: string): Told<Epss> {
  const { date, rows } = tableOf(text)
  const byCve = new Map<string, Epss>()
  const skipped: Skipped[] = []
  for (const line of rows) {
    const row = rowOf(line)
    if (isProblem(row)) skipped.push({ record: line.split(',', 1)[0]!.slice(0, 100), ...row })
    else if (byCve.has(row.cve)) skipped.push({ record: row.cve, problem: 'told twice' })
    else byCve.set(row.cve, { ...row.epss, ...date })
  }
  return { byCve, skipped }
}

function tableOf(text: string): { readonly date: Pick<Epss, 'date'>; readonly rows: readonly string[] } {
  if (text.length > longestTable) throw new FeedRefused(`longer than ${longestTable} characters`)
  const lines = text.split(/\r?\n/)
  const comment = lines[0]?.startsWith('#') === true ? lines.shift()! : ''
  if (lines.shift()?.trim() !== 'cve,epss,percentile') throw new FeedRefused('this is no EPSS table')
  const date = /score_date:(\d{4}-\d{2}-\d{2})/.exec(comment)?.[1]
  return { date: v.is(Day, date) ? { date } : {}, rows: lines.filter((line) => line !== '') }
}

function rowOf(line: string): { readonly cve: string; readonly epss: Epss } | Problem {
  const [cve = '', score = '', percentile = '', ...more] = line.split(',')
  const epss = epssOf(score, percentile)
  if (!v.is(CveId, cve) || more.length > 0) return { problem: 'no CVE number and two numbers' }
  return epss === null ? { problem: 'no score from 0 to 1' } : { cve, epss }
}

function epssOf(score: string, percentile: string): Epss | null {
  const values = [score, percentile].map((text) =>
    /^\d(?:\.\d{1,20})?(?:e-\d{1,2})?$/i.test(text) ? Number(text) : NaN,
  )
  if (!values.every((value) => value >= 0 && value <= 1)) return null
  return { score: values[0]!.toFixed(5), percentile: values[1]!.toFixed(5) }
}

const Entry = v.object({
  cveID: CveId,
  dateAdded: Day,
  dueDate: v.optional(Day),
  knownRansomwareCampaignUse: v.optional(v.string(), ''),
})

/** The JSON catalog of known exploited vulnerabilities. Throws `FeedRefused`. */
export function readKev(text: string): Told<Kev> {
  const Whole = v.object({ vulnerabilities: v.array(v.unknown()) })
  const { vulnerabilities } = formOf(Whole, parseFeed(text), 'catalog of exploited vulnerabilities')
  const byCve = new Map<string, Kev>()
  const skipped: Skipped[] = []
  for (const [index, value] of vulnerabilities.entries()) {
    const entry = recordOf(Entry, value)
    if (isProblem(entry)) {
      const named = v.safeParse(v.object({ cveID: CveId }), value)
      skipped.push({ record: named.success ? named.output.cveID : `record ${index + 1}`, ...entry })
      continue
    }
    byCve.set(entry.cveID, {
      date_added: entry.dateAdded,
      ...(entry.dueDate === undefined ? {} : { due_date: entry.dueDate }),
      ransomware: entry.knownRansomwareCampaignUse.toLowerCase() === 'known',
    })
  }
  return { byCve, skipped }
}

export interface Sources {
  readonly epss: ReadonlyMap<string, Epss> | null
  readonly kev: ReadonlyMap<string, Kev> | null
}

/** What is to be added to an advisory; an empty object where nothing is known of its CVEs. */
export function factsFor(
  { id, aliases }: { readonly id: string; readonly aliases: readonly string[] },
  { epss, kev }: Sources,
): { readonly epss?: Epss; readonly kev?: Kev } {
  const cves = [id, ...aliases]
  const scores = cves.flatMap((cve) => epss?.get(cve) ?? [])
  const dues = cves.flatMap((cve) => kev?.get(cve) ?? [])
  const worst = scores.toSorted((a, b) => Number(b.score) - Number(a.score))[0]
  const first = dues.toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)))[0]
  return { ...(worst === undefined ? {} : { epss: worst }), ...(first === undefined ? {} : { kev: first }) }
}

function dueOf({ due_date: due }: Kev): string {
  return due ?? '9999-12-31'
}

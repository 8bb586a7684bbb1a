import * as v from 'valibot'
import { JsonRefused, parseJsonStrict } from '../../base/json.ts'
import { Advisory } from '../../model/advisory.ts'

/** What was read of somebody's data: our records, and those that could not become one, by name. */
export interface Feed {
  readonly advisories: readonly Advisory[]
  readonly skipped: readonly Skipped[]
}

export interface Skipped {
  readonly record: string
  readonly problem: string
}

/** A file that is not what it should be at all. */
export class FeedRefused extends Error {
  override readonly name = 'FeedRefused'
}

/** A record that cannot become an advisory. */
export interface Problem {
  readonly problem: string
}

export type Draft = v.InferInput<typeof Advisory>
export type DraftAffected = Draft['affected'][number]

/** Characters; the largest public feeds have half of it. */
const longestFeed = 400_000_000

export function parseFeed(text: string): unknown {
  try {
    return parseJsonStrict(text, { maxLength: longestFeed, maxDepth: 64 })
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error
    throw new FeedRefused(error.message, { cause: error })
  }
}

/** Throws `FeedRefused` where the whole is not of that form. */
export function formOf<S extends v.GenericSchema>(schema: S, value: unknown, what: string): v.InferOutput<S> {
  const checked = v.safeParse(schema, value, { abortEarly: true })
  if (checked.success) return checked.output
  throw new FeedRefused(`this is no ${what}: ${issueWords(checked.issues[0])}`)
}

/** Names and what is told of them. Not a schema's work: those leave out names such as `constructor`. */
export function membersOf(value: unknown, what: string): [string, unknown][] {
  if (isObject(value)) return Object.entries(value)
  throw new FeedRefused(`this is no ${what}`)
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type Named = readonly [record: string, value: unknown]

/** Reads record by record: one that is damaged is named, and takes no other with it. */
export function collect(
  records: Iterable<Named>,
  read: (value: unknown, record: string) => Draft | Problem,
): Feed {
  const advisories: Advisory[] = []
  const skipped: Skipped[] = []
  for (const [record, value] of records) {
    const draft = read(value, record)
    const checked = 'problem' in draft ? null : v.safeParse(Advisory, draft, { abortEarly: true })
    if (checked?.success === true) advisories.push(checked.output)
    else
      skipped.push({ record, problem: 'problem' in draft ? draft.problem : issueWords(checked!.issues[0]) })
  }
  return { advisories, skipped }
}

/** Reads a list: a record without an id that can be read is named by its place. */
export function collectListed(
  records: readonly unknown[],
  idOf: (value: unknown) => string | null,
  read: (value: unknown) => Draft | Problem,
): Feed {
  return collect(
    records.map((record, index): Named => [idOf(record) ?? `record ${index + 1}`, record]),
    read,
  )
}

/** One record, or a list of them. */
export function oneOrMore(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** A record of that form, or what is wrong with it. */
export function recordOf<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | Problem {
  const checked = v.safeParse(schema, value, { abortEarly: true })
  return checked.success ? checked.output : { problem: issueWords(checked.issues[0]) }
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'problem' in value
}

/** The values among `all` that have this form; others say nothing that we use. */
export function thoseOf<S extends v.GenericSchema>(schema: S, all: readonly unknown[]): v.InferOutput<S>[] {
  return all.flatMap((value) => {
    const checked = v.safeParse(schema, value)
    return checked.success ? [checked.output] : []
  })
}

/** A package whose versions cannot be read: every release of it stays in doubt. */
export function inDoubt(ecosystem: string, name: string): DraftAffected {
  return { package: { ecosystem, name: packageName(name) } }
}

/** Our names have no capitals and no spaces. */
export function packageName(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, '-')
}

export const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, 'no id of an advisory'))
export const CveId = v.pipe(v.string(), v.regex(/^CVE-\d{4}-\d{4,19}$/, 'no CVE number'))
export const Text = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, 20_000)),
)

/** The first line, at the length of a line on a screen. */
export function firstLine(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0]!.slice(0, 300)
}

/** A time of somebody else's; where it is none, the beginning of time, which is older than every other. */
export function timeOf(text: string | null | undefined): string {
  return text !== undefined &&
    text !== null &&
    /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,18}(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text)
    ? text
    : '1970-01-01T00:00:00Z'
}

/** `affected.0.package: Invalid type`. */
function issueWords(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue)?.slice(0, 200) ?? ''
  const message = issue.message.slice(0, 200)
  return place === '' ? message : `${place}: ${message}`
}

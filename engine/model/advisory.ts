import * as v from 'valibot'
import { Day } from './day.ts'
import { VexStatement } from './vex.ts'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

/** A part of one, written out: signed files hold no fractions. A number of somebody else's becomes such a text. */
const Probability = v.union([
  v.pipe(v.string(), v.regex(/^(?:0(?:\.\d{1,12})?|1(?:\.0{1,12})?)$/, 'a number from 0 to 1')),
  v.pipe(
    v.number(),
    v.minValue(0),
    v.maxValue(1),
    v.transform((part) => part.toFixed(5)),
  ),
])

/** How likely it is to be exploited within 30 days, as EPSS foresaw it on `date`. */
export const Epss = v.object({ score: Probability, percentile: Probability, date: v.optional(Day) })
export type Epss = v.InferOutput<typeof Epss>

/** It is exploited, as the catalog of known exploited vulnerabilities says. */
export const Kev = v.object({
  date_added: Day,
  due_date: v.optional(Day),
  ransomware: v.optional(v.boolean(), false),
})
export type Kev = v.InferOutput<typeof Kev>

/** What an advisory says of one package. */
export const Affected = v.object({
  package: v.object({ ecosystem: Line, name: Line }),
  versions: v.optional(v.array(Line), []),
  ranges: v.optional(
    v.array(
      v.object({
        type: Line,
        events: v.array(
          v.object({
            introduced: v.optional(Line),
            fixed: v.optional(Line),
            last_affected: v.optional(Line),
            limit: v.optional(Line),
          }),
        ),
      }),
    ),
    [],
  ),
})
export type Affected = v.InferOutput<typeof Affected>

/** The part of an OSV 1.6 record that we use; other fields are kept out on purpose. */
export const Advisory = v.object({
  id: Line,
  summary: v.optional(v.string(), ''),
  details: v.optional(v.string(), ''),
  published: v.optional(v.string()),
  modified: v.string(),
  withdrawn: v.optional(v.string()),
  aliases: v.optional(v.array(Line), []),
  severity: v.optional(v.array(v.object({ type: Line, score: Line })), []),
  database_specific: v.optional(
    v.object({
      severity: v.optional(v.picklist(['critical', 'high', 'medium', 'low'])),
      epss: v.optional(Epss),
      kev: v.optional(Kev),
    }),
  ),
  affected: v.array(Affected),
  references: v.optional(v.array(v.object({ type: Line, url: Line })), []),
})
export type Advisory = v.InferOutput<typeof Advisory>

/** Decompressed content of `metadata/advisories.json.gz`. */
export const AdvisoryFile = v.strictObject({
  format: v.literal(1),
  advisories: v.array(Advisory),
  /** What those who publish packages say of weaknesses in them. */
  vex: v.optional(v.array(VexStatement)),
})
export type AdvisoryFile = v.InferOutput<typeof AdvisoryFile>

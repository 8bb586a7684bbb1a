import * as v from 'valibot'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

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
    v.object({ severity: v.optional(v.picklist(['critical', 'high', 'medium', 'low'])) }),
  ),
  affected: v.array(
    v.object({
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
              }),
            ),
          }),
        ),
        [],
      ),
    }),
  ),
  references: v.optional(v.array(v.object({ type: Line, url: Line })), []),
})
export type Advisory = v.InferOutput<typeof Advisory>

/** Decompressed content of `metadata/advisories.json.gz`. */
export const AdvisoryFile = v.strictObject({ format: v.literal(1), advisories: v.array(Advisory) })
export type AdvisoryFile = v.InferOutput<typeof AdvisoryFile>

import * as v from 'valibot'

export const Severity = v.picklist(['critical', 'high', 'medium', 'low', 'unknown'])
export type Severity = v.InferOutput<typeof Severity>

/** How bad a weakness is, and how likely somebody uses it. */
export const Risk = v.strictObject({
  severity: Severity,
  /** CVSS, from 0 to 10, and the vector that it was worked out from; null where none could be read. */
  score: v.nullable(v.number()),
  vector: v.nullable(v.string()),
  /** EPSS: from 0 to 1. */
  epss: v.nullable(
    v.strictObject({ score: v.number(), percentile: v.number(), date: v.nullable(v.string()) }),
  ),
  /** It is known to be exploited; `due` is until when it has to be repaired, where that was said. */
  kev: v.nullable(
    v.strictObject({ added: v.string(), due: v.nullable(v.string()), ransomware: v.boolean() }),
  ),
})
export type Risk = v.InferOutput<typeof Risk>

/** Why one update comes before another: the strongest reason among the advisories that it repairs. */
export const Urgency = v.variant('kind', [
  v.strictObject({ kind: v.literal('exploited'), advisory: v.string(), due: v.nullable(v.string()) }),
  /** Critical, and `epss` says that it will probably be exploited within 30 days. */
  v.strictObject({ kind: v.literal('likely'), advisory: v.string(), epss: v.number() }),
  v.strictObject({ kind: v.literal('score'), advisory: v.string(), score: v.number() }),
  v.strictObject({ kind: v.literal('percentile'), advisory: v.string(), percentile: v.number() }),
  v.strictObject({ kind: v.literal('severity'), advisory: v.string(), severity: Severity }),
])
export type Urgency = v.InferOutput<typeof Urgency>

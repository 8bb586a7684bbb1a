import * as v from 'valibot'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const Words = v.pipe(v.string(), v.maxLength(10_000))

/** The five that OpenVEX 0.2.0 knows. */
export const Justification = v.picklist([
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
])
export type Justification = v.InferOutput<typeof Justification>

export const VexStatus = v.picklist(['not_affected', 'affected', 'fixed', 'under_investigation'])
export type VexStatus = v.InferOutput<typeof VexStatus>

/** What those who publish a package say of a weakness in it: one statement of an OpenVEX document, about packages of ours. */
export const VexStatement = v.strictObject({
  /** Of the document, and who wrote it, as it says. */
  document: Line,
  author: Line,
  /** Every name of the weakness. */
  vulnerability: v.pipe(v.array(Line), v.minLength(1), v.maxLength(100)),
  /** Without a version, all of them. */
  products: v.pipe(
    v.array(v.strictObject({ name: Line, version: v.optional(Line) })),
    v.minLength(1),
    v.maxLength(1_000),
  ),
  status: VexStatus,
  justification: v.optional(Justification),
  /** In the author's words: why it does no harm, or what to do. */
  statement: v.optional(Words),
  at: Line,
})
export type VexStatement = v.InferOutput<typeof VexStatement>

import * as v from 'valibot'

/** The rule that keeps a release from being taken. */
export const NotAllowedReason = v.picklist([
  'held',
  'pinned',
  'other-repository',
  'development',
  'architecture',
  'revoked',
  'stranger',
  'untrusted',
  'policy',
])
export type NotAllowedReason = v.InferOutput<typeof NotAllowedReason>

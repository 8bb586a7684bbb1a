import * as v from 'valibot'
import { PackageName, Sha256 } from './manifest.ts'

/** Who vouches: a publisher with its keys, or a repository with the fingerprint of its first root. */
const Voucher = v.strictObject({ name: v.nullable(v.string()), fingerprints: v.array(Sha256) })

/** Another one vouches for an installed package than before, and whoever did does not say so: a person decides. */
export const Consent = v.strictObject({
  kind: v.picklist(['publisher-key', 'repository']),
  name: PackageName,
  before: Voucher,
  after: Voucher,
})
export type Consent = v.InferOutput<typeof Consent>

import * as v from 'valibot'
import { PackageName, Sha256 } from './manifest.ts'

/** Who vouches: a publisher with its keys, or a repository with the fingerprint of its first root. */
const Voucher = v.strictObject({ name: v.nullable(v.string()), fingerprints: v.array(Sha256) })
export type Voucher = v.InferOutput<typeof Voucher>

/** Another one vouches for an installed package than before, and whoever did does not say so. */
const Change = v.strictObject({
  kind: v.picklist(['publisher-key', 'repository']),
  name: PackageName,
  before: Voucher,
  after: Voucher,
})

/** A package and where it is from. */
const Origin = {
  name: PackageName,
  /** Its publisher, and the keys that signed it. */
  publisher: Voucher,
  repository: v.string(),
}

/** A new name that passes for one from somebody else, which the person has, or which many know. */
const LookAlike = v.strictObject({
  kind: v.literal('look-alike'),
  ...Origin,
  other: v.strictObject({
    ...Origin,
    /** `needed`: many packages of its repository depend on it. */
    standing: v.picklist(['installed', 'featured', 'needed']),
  }),
  /** The same but for `-` and the like, or for letters that look alike, or for `lib` and a plural, or mistyped. */
  likeness: v.picklist(['separators', 'glyphs', 'affix', 'typing']),
})
export type LookAlike = v.InferOutput<typeof LookAlike>

/** What a person decides before a plan is carried out, package by package. */
export const Consent = v.variant('kind', [Change, LookAlike])
export type Consent = v.InferOutput<typeof Consent>
export type VoucherChange = v.InferOutput<typeof Change>

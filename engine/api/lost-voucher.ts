import * as v from 'valibot'
import { PackageName } from '../model/manifest.ts'

/**
 * Why nobody vouches any more for something that is installed: no key that signed it is its publisher's now (`key`), fewer are
 * than that asks for now (`threshold`), or its repository has no such publisher any more.
 */
export const LostVoucher = v.strictObject({
  reason: v.picklist(['key', 'threshold', 'publisher']),
  repository: v.string(),
  publisher: v.string(),
  /** How many keys of the publisher signed it, and how many have to. */
  signed: v.number(),
  needed: v.number(),
})
export type LostVoucher = v.InferOutput<typeof LostVoucher>

export const UnvouchedRelease = v.strictObject({
  name: PackageName,
  version: v.string(),
  ...LostVoucher.entries,
})
export type UnvouchedRelease = v.InferOutput<typeof UnvouchedRelease>

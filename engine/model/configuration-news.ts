import * as v from 'valibot'
import { PackageName } from './manifest.ts'

/** What a person should know of a configuration file that they edited, and that a change met. */
export const ConfigurationNews = v.strictObject({
  /**
   * `offered`: another default lies beside it. `kept`: it stays, although its package went. `purged`: it is taken away, and
   * `undo` brings it back. `restored`: that happened. `untouched`: a folder, a pipe or what cannot be read stands in its place,
   * and stays, whatever was asked for.
   */
  kind: v.picklist(['offered', 'kept', 'purged', 'restored', 'untouched']),
  /** In the profile. */
  path: v.string(),
  /** On the disk: the other default, what stays, or where it waits. */
  file: v.string(),
})
export type ConfigurationNews = v.InferOutput<typeof ConfigurationNews>

/** What a plan does to configuration that a person wrote. */
export const PlannedConfiguration = v.strictObject({
  /** `restore`: what an earlier `purge` took comes back. */
  action: v.picklist(['purge', 'restore']),
  name: PackageName,
  /** In the profile. */
  path: v.string(),
  /** On the disk, where it is now. */
  file: v.string(),
})
export type PlannedConfiguration = v.InferOutput<typeof PlannedConfiguration>

/** Configuration that a person wrote for a package that is not installed any more. */
export const KeptConfiguration = v.strictObject({
  name: PackageName,
  /** In the profile. */
  paths: v.array(v.string()),
  /** On the disk. */
  bytes: v.number(),
})
export type KeptConfiguration = v.InferOutput<typeof KeptConfiguration>

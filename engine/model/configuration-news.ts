import * as v from 'valibot'

/** What a person should know of a configuration file that they edited, and that a change met. */
export const ConfigurationNews = v.strictObject({
  /** `offered`: another default lies beside it. `kept`: it stays, although its package went. */
  kind: v.picklist(['offered', 'kept']),
  /** In the profile. */
  path: v.string(),
  /** On the disk: the other default, or what stays. */
  file: v.string(),
})
export type ConfigurationNews = v.InferOutput<typeof ConfigurationNews>

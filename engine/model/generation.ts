import * as v from 'valibot'
import { ChangeRequest } from './plan.ts'
import { Origin, PackageName, Sha256, VersionSchemeName } from './manifest.ts'

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

/** A folder below store/, and not one that a hand led elsewhere. */
const Folder = v.pipe(Line, v.regex(/^(?!\.{1,2}$)[^/\0]+$/, 'it leads out of the store'))

/** One release of a generation. Its identity is the digest of its manifest; the rest is for people. */
export const InstalledRelease = v.strictObject({
  name: PackageName,
  version: Line,
  version_scheme: VersionSchemeName,
  architecture: Line,
  manifest_sha256: Sha256,
  directory: Folder,
  repository: Line,
  publisher: v.nullable(Line),
  /** The person asked for it by name; nothing removes it silently. */
  chosen: v.boolean(),
  /** Dependencies that the person accepted to be unmet, as the manifest writes them. */
  unmet: v.optional(v.array(Line), []),
  /** ISO 8601: when this very release came. */
  since: v.string(),
  /** Bytes of its files, and of the artifact it came in. */
  installed_size: v.number(),
  size: v.number(),
  /** By which its advisories are found. */
  origin: v.optional(v.pick(Origin, ['kind', 'source', 'source_version'])),
})
export type InstalledRelease = v.InferOutput<typeof InstalledRelease>

/** `key` is the digest of the trigger, its tool and its inputs; the same key is the same output. */
export const TriggerOutput = v.strictObject({ id: Line, key: Sha256, directory: Folder })
export type TriggerOutput = v.InferOutput<typeof TriggerOutput>

/** What the scripts of a package made is kept like what a trigger makes. */
export function scriptOutputId(name: string): string {
  return `script-${name}`
}

export function isScriptOutput(id: string): boolean {
  return id.startsWith('script-')
}

/** `generations/N.json`: what the machine holds at N. Written once, never changed. Sorted by name. */
export const Generation = v.strictObject({
  format: v.literal(1),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  at: v.string(),
  request: v.nullable(ChangeRequest),
  previous: v.nullable(v.number()),
  releases: v.pipe(
    v.array(InstalledRelease),
    v.check((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a package is in it twice'),
  ),
  /** What triggers made of its files: folders of the store. */
  triggers: v.optional(v.array(TriggerOutput), []),
})
export type Generation = v.InferOutput<typeof Generation>

/** Generation 0: nothing installed. It has no file. */
export const emptyGeneration: Generation = {
  format: 1,
  number: 0,
  at: '1970-01-01T00:00:00.000Z',
  request: null,
  previous: null,
  releases: [],
  triggers: [],
}

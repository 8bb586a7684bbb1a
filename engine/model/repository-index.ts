import * as v from 'valibot'
import { appLimits } from './app-record.ts'
import { AppRecord, Caption, Manifest, PackageName, Sha256 } from './manifest.ts'
import { PublicKey } from './signature.ts'
import { isVersion } from './version.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const Moment = v.pipe(v.string(), v.isoTimestamp())

/** A file the repository publishes at `path` (relative to its root) and the index vouches for. */
export const MediaFile = v.strictObject({
  path: Line,
  sha256: Sha256,
  size: Count,
  type: v.picklist(['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']),
  /** Pixels, so that whoever shows it can keep the room; absent where a drawing has no size of its own. */
  width: v.optional(Count),
  height: v.optional(Count),
})
export type MediaFile = v.InferOutput<typeof MediaFile>

const { files: _files, app: _app, format: _format, ...declared } = Manifest.entries

/** A release that its repository took back, and why; the reason may be empty. */
export const Revocation = v.strictObject({ reason: v.pipe(v.string(), v.maxLength(1_000)), at: Moment })
export type Revocation = v.InferOutput<typeof Revocation>

type Release = AppRecord['releases'][number]

/** The newest that fit, in the order given: the manifest has them all. */
export function shownReleases<T extends Pick<Release, 'notes'>>(releases: readonly T[]): T[] {
  let left: number = appLimits.notes
  return releases.slice(0, appLimits.releases).filter(({ notes = '' }) => (left -= notes.length) >= 0)
}

const ShownReleases = v.pipe(
  AppRecord.entries.releases.wrapped,
  v.check((all) => shownReleases(all).length === all.length, 'few enough releases'),
)

/** One release as its repository lists it: what the manifest declares, and where the bytes are. */
export const IndexRecord = v.strictObject({
  ...declared,
  app: v.optional(
    v.strictObject({
      ...AppRecord.entries,
      icon: v.optional(MediaFile),
      screenshots: v.optional(
        v.pipe(
          v.array(v.strictObject({ ...MediaFile.entries, caption: Caption })),
          v.maxLength(appLimits.screenshots),
        ),
        [],
      ),
      releases: v.optional(ShownReleases, []),
    }),
  ),
  /** Names of the commands that this release brings. */
  commands: v.array(Line),
  /** `packages/<name>-<version>-<arch>.tar.xz`; `.sig` and `.manifest.json` lie beside it. */
  path: Line,
  size: Count,
  sha256: Sha256,
  manifest_sha256: Sha256,
  /** ISO 8601 time at which the release entered the repository. */
  published: Moment,
  /** Ids of the publisher's keys that signed it. */
  signed_by: v.optional(v.array(Sha256)),
  /** Taken back: nobody installs it any more. */
  revoked: v.optional(Revocation),
})
export type IndexRecord = v.InferOutput<typeof IndexRecord>

/** A package's name, or how the names of a family begin. */
export const NamePattern = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9][a-z0-9+._-]{0,127}\*?$/,
    'a pattern is the name of a package, or the start of names before a star: acme-*',
  ),
)

/** A key's word that another one takes its place: its signature over the ids of both. */
export const Succession = v.strictObject({
  format: v.literal(1),
  from: PublicKey,
  to: PublicKey,
  signature: v.pipe(v.string(), v.base64(), v.maxLength(2_000)),
})
export type Succession = v.InferOutput<typeof Succession>

/** Who may sign packages of this repository. */
export const Publisher = v.strictObject({
  name: Line,
  keys: v.pipe(v.array(PublicKey), v.minLength(1)),
  /** Names that nobody else of this repository may publish, nor provide. */
  namespaces: v.optional(v.pipe(v.array(NamePattern), v.maxLength(1_000))),
  /** Which keys took the places of others, by the word of these. */
  successions: v.optional(v.pipe(v.array(Succession), v.maxLength(1_000))),
})
export type Publisher = v.InferOutput<typeof Publisher>

/** `metadata/index.json`: a TUF target, so its bytes are vouched for by the repository's targets role. */
export const RepositoryIndex = v.strictObject({
  format: v.literal(1),
  name: Line,
  description: v.pipe(v.string(), v.maxLength(10_000)),
  publishers: v.array(Publisher),
  packages: v.array(IndexRecord),
  /** The operator's editorial picks for Discover, in order; the first is the large one. */
  featured: v.array(
    v.strictObject({ package: PackageName, kicker: Line, headline: Line, art: v.optional(MediaFile) }),
  ),
  collections: v.array(
    v.strictObject({
      id: Line,
      title: Line,
      summary: Line,
      pigment: v.picklist(['clay', 'ochre', 'moss', 'spruce', 'lake', 'indigo', 'plum', 'rose']),
      packages: v.array(PackageName),
    }),
  ),
})
export type RepositoryIndex = v.InferOutput<typeof RepositoryIndex>

/** Why an index of the right form cannot be used, or null: no version, or one release told twice. */
export function indexProblem({ packages }: Pick<RepositoryIndex, 'packages'>): string | null {
  const told = new Set<string>()
  for (const { name, version, version_scheme: scheme, architecture } of packages) {
    if (!isVersion(version, scheme)) return `${name}: ${JSON.stringify(version)} is no version`
    if (packages.length === 1) return null
    const release = `${name} ${version} ${architecture}`
    if (told.has(release)) return `listed twice: ${release}`
    told.add(release)
  }
  return null
}

/** TUF target names, relative to the repository's root. */
export const indexTarget = 'metadata/index.json.gz'
/** Of the timestamp role: when it was signed, which TUF itself does not tell. */
export const signedAtField = 'signed_at'
export const advisoriesTarget = 'metadata/advisories.json.gz'

import * as v from 'valibot'
import { appFacts, releaseFacts } from './app-record.ts'
import { ContentRating } from './content-rating.ts'
import { Day } from './day.ts'

/** Lower-case hex SHA-256. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** Debian's package-name grammar plus `_`, so that imported names stay as they are. */
export const PackageName = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9+._-]{0,127}$/, 'a name starts with a letter or digit and holds a-z 0-9 + . _ -'),
)

export const Architecture = v.picklist(['x86_64', 'arm64', 'riscv64', 'universal'])
export type Architecture = v.InferOutput<typeof Architecture>

export const VersionSchemeName = v.picklist(['semver', 'debian'])

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(200_000))
const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000), v.regex(/^[^\n\r]*$/, 'one line'))

/** Sizes are bytes; `mode` is the permission bits only (0o755 or 0o644); paths are relative, `/`-separated. */
export const FileEntry = v.variant('type', [
  v.strictObject({
    type: v.literal('file'),
    path: Line,
    mode: v.picklist([0o644, 0o755]),
    size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    sha256: Sha256,
  }),
  v.strictObject({ type: v.literal('directory'), path: Line }),
  v.strictObject({ type: v.literal('symlink'), path: Line, target: Line }),
])
export type FileEntry = v.InferOutput<typeof FileEntry>

/** Words under a picture; empty where its maker gave none. */
export const Caption = v.pipe(v.string(), v.maxLength(1_000), v.regex(/^[^\n\r]*$/, 'one line'))

/** A picture inside the package (`path`, in the archive) that the repository publishes under its hash. */
const Picture = v.strictObject({ path: Line, sha256: Sha256 })

/** How a person starts it. `exec` names a file under bin/; `page` an HTML file of the package. */
export const Launchable = v.variant('kind', [
  v.strictObject({ kind: v.literal('terminal'), exec: Line }),
  v.strictObject({ kind: v.literal('desktop'), exec: Line }),
  v.strictObject({ kind: v.literal('page'), page: Line }),
])
export type Launchable = v.InferOutput<typeof Launchable>

/** AppStream-style presentation. A package without it is a component: a library or data. */
export const AppRecord = v.strictObject({
  id: Line,
  name: Line,
  summary: Line,
  /** Plain paragraphs, separated by an empty line. */
  description: Text,
  icon: v.optional(Picture),
  screenshots: v.optional(v.array(v.strictObject({ ...Picture.entries, caption: Caption })), []),
  /** A line where the recipe had none of the table: `none` means that nobody rated it. */
  content_rating: v.optional(v.union([Line, ContentRating]), 'none'),
  developer: v.optional(Line),
  releases: v.optional(
    v.array(v.strictObject({ version: Line, date: Day, notes: v.optional(Text), ...releaseFacts })),
    [],
  ),
  launchable: v.optional(Launchable),
  ...appFacts,
})
export type AppRecord = v.InferOutput<typeof AppRecord>

/** A path inside a tree, in its shortest form, that reads the same everywhere. */
const treePath =
  /^(?!\.multios(?:\/|$))(?!\.{1,2}(?:\/|$))[^/\\\p{Cc}\p{Cf}]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\p{Cc}\p{Cf}]+)*$/u
const TreePath = v.pipe(Line, v.regex(treePath, 'a path inside the package, such as bin/vim'))

const Linked = v.strictObject({
  name: v.pipe(Line, v.regex(/^[A-Za-z0-9][A-Za-z0-9+._-]*$/, 'a name, such as editor')),
  /** Where programs look for it, and what of the package it leads to. */
  link: TreePath,
  path: TreePath,
})

/** One of several that can be `name`, as update-alternatives knows it. The highest priority wins. */
export const Alternative = v.strictObject({
  ...Linked.entries,
  priority: v.pipe(v.number(), v.safeInteger()),
  /** What goes along with it, such as its manual page. */
  slaves: v.optional(v.array(Linked)),
})
export type Alternative = v.InferOutput<typeof Alternative>

/** Configuration that a package brings elsewhere as a pattern, and programs look for below etc/. */
export const ConfigurationCopy = v.strictObject({
  from: TreePath,
  to: v.pipe(TreePath, v.startsWith('etc/', 'a path below etc/')),
})
export type ConfigurationCopy = v.InferOutput<typeof ConfigurationCopy>

/** What a release was made from, where that was a package of another system. */
export const Origin = v.strictObject({
  kind: v.picklist(['debian', 'npm'], 'debian or npm'),
  /** The source package and its version: advisories of that system speak by these. */
  source: Line,
  source_version: Line,
  /** Of the file that was imported; absent where it was put together from what was installed. */
  sha256: v.optional(Sha256),
  /** Who keeps it there. The maintainer of the manifest is who made this package of it, and signs it. */
  maintainer: v.optional(Line),
  /** Relations that were left out, and members that lost setuid or setgid. */
  dropped: v.optional(v.array(Line)),
  stripped: v.optional(v.array(Line)),
})
export type Origin = v.InferOutput<typeof Origin>

/** package.yaml resolved, as it travels in `.multios/manifest.json`, canonical JSON (design: Package file). */
export const Manifest = v.strictObject({
  format: v.literal(1),
  name: PackageName,
  version: Line,
  version_scheme: VersionSchemeName,
  architecture: Architecture,
  description: Text,
  maintainer: Line,
  license: Line,
  homepage: v.optional(Line),
  source_url: v.optional(Line),
  dependencies: v.array(Line),
  recommends: v.array(Line),
  suggests: v.array(Line),
  provides: v.array(Line),
  conflicts: v.array(Line),
  breaks: v.array(Line),
  replaces: v.array(Line),
  categories: v.array(Line),
  tags: v.array(Line),
  install_scripts: v.strictObject({ pre_install: v.optional(Text), post_install: v.optional(Text) }),
  app: v.optional(AppRecord),
  alternatives: v.optional(v.array(Alternative)),
  conf_copies: v.optional(v.array(ConfigurationCopy)),
  origin: v.optional(Origin),
  /** Of what lies below usr/: it was looked through, and names no path below /usr. It runs from anywhere. */
  relocatable: v.optional(v.boolean()),
  /** Sum of the sizes of all files. */
  installed_size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  files: v.pipe(v.array(FileEntry), v.maxLength(1_000_000)),
})
export type Manifest = v.InferOutput<typeof Manifest>

/** Where the manifest lies in an archive: always its first member. */
export const manifestPath = '.multios/manifest.json'

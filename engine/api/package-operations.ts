import * as v from 'valibot'
import { FileEntry, Launchable, PackageName } from '../model/manifest.ts'
import { PolicyVerdict } from '../model/policy.ts'
import { Revocation } from '../model/repository-index.ts'
import { Unexported } from '../model/unexported.ts'
import { Risk } from '../model/urgency.ts'
import { Justification, VexStatus } from '../model/vex.ts'
import { AppDetails } from './app-details.ts'
import { LostVoucher } from './lost-voucher.ts'
import { asking, operation } from './operation.ts'
import { SomeFailure } from './some-failure.ts'
import { TrustProof } from './trust-proof.ts'

export const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

/** Languages to tell it in, the dearest first: `de-AT`. */
export const Locales = v.optional(v.pipe(v.array(Line), v.maxLength(10)), [])

/** A package as a card or a row shows it. Sizes are bytes; times are ISO 8601. */
export const PackageSummary = v.strictObject({
  name: PackageName,
  /** The app's name, else the package's. */
  title: v.string(),
  summary: v.string(),
  /** The release that an install would bring; the installed one where no repository offers it any more. */
  version: v.string(),
  architecture: v.string(),
  /** `app` has a face and can be opened; `command` brings commands; `component` is for others to use. */
  role: v.picklist(['app', 'command', 'component']),
  repository: v.nullable(v.string()),
  publisher: v.nullable(v.string()),
  license: v.string(),
  categories: v.array(v.string()),
  tags: v.array(v.string()),
  /** Address relative to the window's page (`media/<sha256>.svg`), or null. */
  icon: v.nullable(v.string()),
  size: v.number(),
  installedSize: v.number(),
  published: v.nullable(v.string()),
  installed: v.nullable(
    v.strictObject({
      version: v.string(),
      chosen: v.boolean(),
      at: v.string(),
      /** Its repository took this very release back. */
      revoked: v.optional(Revocation),
      /** Left out where whoever signed it speaks still. */
      unvouched: v.optional(LostVoucher),
      /** Of `package.installed` and `package.info`: when it was last started, or seen to end; left out where nobody noted it. */
      used: v.optional(v.string()),
      /** Of the same: a program of it runs that was started by `run`, the menu or the window; left out where none does. */
      running: v.optional(v.literal(true)),
    }),
  ),
  /** The newer version that an update would bring. */
  update: v.nullable(v.string()),
  /** Of what is not installed: the rule that keeps every release of it away; left out where none does. */
  blocked: v.optional(PolicyVerdict),
})
export type PackageSummary = v.InferOutput<typeof PackageSummary>

/** What somebody who publishes packages says of a weakness in one of them (VEX). */
export const PublishersWord = v.strictObject({
  /** Who published the statement; `author` is who the document says wrote it. */
  repository: v.string(),
  /** The key that signs it, as `trust.explain` names keys of roles; null where that is not known here any more. */
  key: v.nullable(v.string()),
  author: v.string(),
  status: VexStatus,
  justification: v.nullable(Justification),
  statement: v.string(),
  at: v.string(),
})
export type PublishersWord = v.InferOutput<typeof PublishersWord>

export const AdvisorySummary = v.strictObject({
  id: v.string(),
  /** Other names of it, such as CVE numbers. */
  aliases: v.array(v.string()),
  summary: v.string(),
  details: v.string(),
  ...Risk.entries,
  published: v.nullable(v.string()),
  /** `affected` and `fixed` speak of the release shown; `unknown` where its version cannot be compared. */
  state: v.picklist(['affected', 'fixed', 'unknown']),
  fixedIn: v.nullable(v.string()),
  /** What it speaks of, where that is the package of another system this one was made from; `fixedIn` is of that. */
  source: v.optional(v.strictObject({ name: v.string(), version: v.string() })),
  /** What publishers say of it. It changes neither `state` nor how urgent it is. */
  words: v.optional(v.array(PublishersWord)),
})
export type AdvisorySummary = v.InferOutput<typeof AdvisorySummary>

/** One link of the chain from the repository's root to the build. */
export const TrustLink = v.strictObject({
  kind: v.picklist(['root', 'repository', 'publisher', 'release']),
  title: v.string(),
  /** 64 hex digits: of the root file, the key, or the manifest. */
  fingerprint: v.string(),
  /** ISO 8601, or null where the link does not expire. */
  expires: v.nullable(v.string()),
  /** ISO 8601: when the newest catalog was signed, where its repository tells that. */
  signedAt: v.optional(v.string()),
  /** Of a publisher: the targets role of the repository names it, and not its index alone. */
  delegated: v.optional(v.boolean()),
  state: v.picklist(['valid', 'expired', 'missing']),
})
export type TrustLink = v.InferOutput<typeof TrustLink>

export const DependencyView = v.strictObject({
  /** The clause as written: `starter-runtime >= 1.0 | other`. */
  clause: v.string(),
  /** The release that satisfies it here: installed, else the one an install would bring. */
  satisfiedBy: v.nullable(v.strictObject({ name: v.string(), version: v.string(), installed: v.boolean() })),
})

export type DependencyView = v.InferOutput<typeof DependencyView>

export const PackageDetails = v.strictObject({
  ...PackageSummary.entries,
  description: v.string(),
  homepage: v.nullable(v.string()),
  sourceUrl: v.nullable(v.string()),
  maintainer: v.string(),
  developer: v.nullable(v.string()),
  ...AppDetails.entries,
  launchable: v.nullable(Launchable),
  commands: v.array(v.string()),
  /** Every release that a repository offers, newest first. */
  versions: v.array(
    v.strictObject({
      version: v.string(),
      repository: v.string(),
      published: v.string(),
      size: v.number(),
      installed: v.boolean(),
      /** Its repository took it back: nobody installs it any more. */
      revoked: v.optional(Revocation),
    }),
  ),
  dependencies: v.array(DependencyView),
  recommends: v.array(v.string()),
  provides: v.array(v.string()),
  conflicts: v.array(v.string()),
  /** Installed packages that need this one. */
  neededBy: v.array(v.string()),
  hasScripts: v.boolean(),
  /** Of what is installed: what the person's menu, icons and commands do not have as it is. */
  unexported: v.array(Unexported),
  security: v.strictObject({ chain: v.array(TrustLink), advisories: v.array(AdvisorySummary) }),
  /**
   * Only where `cost` was asked for and no release of it is installed: bytes and packages that come to this machine in all.
   * Null where it cannot be installed.
   */
  cost: v.optional(
    v.nullable(v.strictObject({ size: v.number(), installedSize: v.number(), packages: v.number() })),
  ),
  /** Only where `files` was asked for. */
  files: v.nullable(v.array(FileEntry)),
  /** The installed version, where `files` are those of another release than the one told about. */
  filesOf: v.optional(v.string()),
})
export type PackageDetails = v.InferOutput<typeof PackageDetails>

export const LaunchAnswer = v.variant('kind', [
  /** A window or a page was opened on this machine's display. */
  v.strictObject({ kind: v.literal('started'), program: v.string() }),
  /** No display here: open this address in a browser. */
  v.strictObject({ kind: v.literal('page'), url: v.string() }),
  /** It talks in a terminal, and none could be opened here: this command line starts it. */
  v.strictObject({ kind: v.literal('terminal'), command: v.string() }),
])
export type LaunchAnswer = v.InferOutput<typeof LaunchAnswer>

export const VerificationResult = v.strictObject({
  /** A package; `trigger:mime` for what that trigger made of the files of several, which has no version. */
  name: v.string(),
  version: v.string(),
  files: v.number(),
  ok: v.boolean(),
  problems: v.array(
    v.strictObject({
      path: v.string(),
      problem: v.picklist(['missing', 'changed', 'wrong-mode', 'wrong-link', 'extra']),
    }),
  ),
  /** Configuration files that a person edited: no damage. */
  edited: v.array(v.string()),
  /** Links of `trust.explain` that do not hold; only where `strict` was asked for. */
  untrusted: v.optional(v.array(TrustProof)),
})
export type VerificationResult = v.InferOutput<typeof VerificationResult>

export const RestoreResult = v.strictObject({
  /** What was wrong, and is right again: looked at once more. */
  restored: v.array(
    v.strictObject({
      name: v.string(),
      path: v.string(),
      /** What nobody brings was taken away. */
      removed: v.optional(v.literal(true)),
    }),
  ),
  /** What is still wrong afterwards. */
  left: v.array(VerificationResult),
  /** Of packages that could not be had again: why. Left out where all could. */
  failures: v.optional(v.array(v.strictObject({ name: PackageName, failure: SomeFailure }))),
})
export type RestoreResult = v.InferOutput<typeof RestoreResult>

export const PathOwner = v.strictObject({
  name: PackageName,
  version: v.string(),
  path: v.string(),
  type: v.picklist(['file', 'directory', 'symlink']),
  /** False where another package has taken this path over. */
  shown: v.boolean(),
})
export type PathOwner = v.InferOutput<typeof PathOwner>

/** Bytes on the disk of an installed package, measured there. */
export const PackageStorage = v.strictObject({
  /** Of the installed version. */
  files: v.number(),
  /** Of its other versions that kept generations hold: what going back needs. */
  otherVersions: v.number(),
  /** Package files of all of these, kept to save a transfer. */
  downloads: v.number(),
})
export type PackageStorage = v.InferOutput<typeof PackageStorage>

export const packageOperations = {
  'package.info': operation(
    'reads',
    'Everything known of one package.',
    v.strictObject({
      name: PackageName,
      version: v.optional(Line),
      repository: v.optional(Line),
      files: v.optional(v.boolean(), false),
      cost: v.optional(v.boolean(), false),
      locales: Locales,
    }),
    PackageDetails,
  ),
  'package.installed': operation(
    'reads',
    'What is installed.',
    v.strictObject({ locales: Locales }),
    v.array(PackageSummary),
  ),
  'package.verify': operation(
    'reads',
    'Compares installed files with their manifests.',
    v.strictObject({
      packages: v.optional(v.array(PackageName)),
      /** What belongs to no package is looked for, too, and every signature is checked again. */
      strict: v.optional(v.boolean(), false),
    }),
    v.array(VerificationResult),
  ),
  'package.restore': asking(
    () => 'session',
    operation(
      'changes',
      'Repairs installed files from the cache or a repository, and looks at them again.',
      v.strictObject({
        packages: v.optional(v.array(PackageName)),
        /** What belongs to no package is taken away, and kept artifacts that are not what was signed. */
        strict: v.optional(v.boolean(), false),
      }),
      RestoreResult,
    ),
  ),
  'package.storage': operation(
    'reads',
    'What an installed package takes of the disk, with its versions that are kept.',
    v.strictObject({ name: PackageName }),
    PackageStorage,
  ),
  'package.owners': operation(
    'reads',
    'Which installed packages bring a path, or offer it as an alternative.',
    v.strictObject({ path: Line }),
    v.array(PathOwner),
  ),
  'package.launch': operation(
    'reads',
    'Opens an installed app on this machine, or says how.',
    v.strictObject({ name: PackageName }),
    LaunchAnswer,
  ),
}

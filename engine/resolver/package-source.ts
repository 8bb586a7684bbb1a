import type { Provision, Relation } from '../model/relation.ts'
import type { Constraint } from '../model/version-range.ts'
import type { VersionScheme } from '../model/version.ts'

/** One release as the resolver sees it. */
export interface ResolverRelease {
  /** Unique: name, version and repository. */
  readonly id: string
  readonly name: string
  readonly version: string
  readonly scheme: VersionScheme
  readonly repository: string
  readonly dependencies: readonly Relation[]
  readonly recommends: readonly Relation[]
  readonly provides: readonly Provision[]
  /** What may not be beside it: its conflicts and its breaks. */
  readonly conflicts: readonly Relation[]
  /** Whose files it may take over. This decides nothing here; the plan needs it. */
  readonly replaces: readonly Relation[]
}

/** The only questions the resolver asks. */
export interface PackageSource {
  /** Best first: by priority of the repository, then by version. */
  readonly releasesOf: (name: string) => readonly ResolverRelease[]
  /** Releases of other names that provide `name`, best first. */
  readonly providersOf: (name: string) => readonly ResolverRelease[]
}

export interface InstalledRelease {
  readonly release: ResolverRelease
  /** The person asked for it by name; anything else came along. */
  readonly chosen: boolean
}

/** Part of a request. Several are answered together. */
export type Wish =
  | {
      readonly kind: 'install'
      readonly name: string
      readonly constraints: readonly Constraint[]
      /** Only releases of this repository. */
      readonly repository?: string | undefined
    }
  /** With `force`, what depends on it goes too; without, it stands in the way. */
  | { readonly kind: 'remove'; readonly name: string; readonly force: boolean }
  | { readonly kind: 'update'; readonly name: string }
  | { readonly kind: 'update-all' }

export interface ResolverInput {
  readonly source: PackageSource
  readonly installed: readonly InstalledRelease[]
  readonly wishes: readonly Wish[]
}

import type { Constraint } from '../model/version-range.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import type { VersionScheme } from '../model/version.ts'

/** One release as its repository or its own manifest declares it. Relations are texts: `libfoo >= 1.2 | libbar`. */
export interface Declaration {
  readonly name: string
  readonly version: string
  readonly scheme: VersionScheme
  /** `universal`, or the machine it is built for. */
  readonly architecture: string
  readonly repository: string
  /** SHA-256 of the manifest in hex: tells apart two builds that call themselves the same release. */
  readonly digest: string
  readonly dependencies: readonly string[]
  readonly recommends: readonly string[]
  readonly suggests: readonly string[]
  readonly provides: readonly string[]
  readonly conflicts: readonly string[]
  readonly breaks: readonly string[]
  readonly replaces: readonly string[]
  /** Bytes of the artifact, and of its files once unpacked. */
  readonly size: number
  readonly installedSize: number
  /** Never to be taken: its repository took it back, or its name is another publisher's. */
  readonly barred?: 'revoked' | 'stranger' | null
}

/** A release by its number in the pool (or, above the pool's, among what only is installed), and its words. */
export interface Release {
  readonly id: number
  readonly name: string
  readonly version: string
  readonly scheme: VersionScheme
  readonly architecture: string
  readonly repository: string
  readonly size: number
  readonly installedSize: number
}

/** What is on the machine now. */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
  readonly repository: string
  readonly digest: string
  /** The person asked for it by name; anything else came along. */
  readonly chosen: boolean
  /** Dependencies that the person accepted to be unmet, as its declaration writes them. */
  readonly unmet: readonly string[]
  /** Asked only where no repository offers this very release any more. */
  readonly declare: () => Declaration
}

/** A repository that may be used now; the higher priority wins a name, the first listed one where they are equal. */
export interface RankedRepository {
  readonly name: string
  readonly priority: number
}

/** Releases of `name` other than these are not taken: a range, a repository, or both. */
export interface Pin {
  readonly name: string
  readonly constraints: readonly Constraint[]
  readonly repository: string | null
}

/** Only `repository` may offer or provide names that match: `acme-tool`, or `acme-*`. */
export interface NamespaceOwner {
  readonly pattern: string
  readonly repository: string
  /** The administrator's: no longer pattern of a person takes a name away from it. */
  readonly isBinding?: boolean
}

/** What the person and the administrator decided once, for every request. */
export interface Policy {
  /** Enabled ones, best first. */
  readonly repositories: readonly RankedRepository[]
  readonly pins: readonly Pin[]
  /** Names that stay in the release they have. */
  readonly holds: ReadonlySet<string>
  /** Names that are never removed, not even by force. */
  readonly protected: ReadonlySet<string>
  readonly owners: readonly NamespaceOwner[]
  /** Releases of the development channel may be taken everywhere. */
  readonly development: boolean
  /** What policy files say against a release; left out where there are none. The same release has the same answer. */
  readonly refusalOf?: ((release: Release) => PolicyVerdict | null) | undefined
  /** Whether somebody signed a release whom the person trusts; left out where that is not asked for. */
  readonly isTrusted?: (release: Release) => boolean
  /** Whether a release that replaces what is installed under a name may do so unasked; left out where every one may. */
  readonly maySucceed?: (release: Release, installed: string) => boolean
}

/** Part of a request. Several are answered together. */
export type Wish =
  | InstallWish
  /** With `force`, what depends on it goes too; without, it stands in the way. */
  | { readonly kind: 'remove'; readonly name: string; readonly force: boolean }
  /** The newest release that may be taken. */
  | { readonly kind: 'update'; readonly name: string }
  | { readonly kind: 'update-all' }
  /** `name` goes, and what comes in its place inherits that it was chosen. */
  | { readonly kind: 'replace'; readonly name: string; readonly by: string }
  /** Everything that nothing chosen needs goes. */
  | { readonly kind: 'autoremove' }
  /** What is installed becomes sound again: lacking dependencies come, accepted ones included. */
  | { readonly kind: 'repair' }
export interface InstallWish {
  readonly kind: 'install'
  readonly name: string
  readonly constraints: readonly Constraint[]
  /** Only releases of this repository. */
  readonly repository?: string | undefined
  /** The newest release that is older than the installed one. */
  readonly older?: boolean
  /** Its dependencies that cannot be met are left out. */
  readonly forceDependencies?: boolean
}

export interface RequestOptions {
  /** New packages bring what they recommend, or suggest, where that is possible. */
  readonly recommends: boolean
  readonly suggests: boolean
  /** What only a removed package needed stays. */
  readonly keepUnneeded: boolean
}

export const usualOptions: RequestOptions = { recommends: true, suggests: false, keepUnneeded: false }

/** Rules out nothing; for the repositories it names. */
export function openPolicy(repositories: readonly RankedRepository[]): Policy {
  return {
    repositories,
    pins: [],
    holds: new Set(),
    protected: new Set(),
    owners: [],
    development: false,
  }
}

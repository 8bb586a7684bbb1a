import type { Affected } from '../model/advisory.ts'
import { compareVersions, isVersion, type VersionScheme } from '../model/version.ts'

/** One way to compare versions. */
export interface Order {
  readonly isReadable: (version: string) => boolean
  readonly compare: (a: string, b: string) => number
}

/**
 * How versions of an advisory compare with those of one release. Records of other ecosystems follow orders of their
 * own; what holds then is what holds in each of these, and the rest is not guessed. `type` is that of an OSV range;
 * for a list of versions it is null.
 */
export function ordersFor(
  { ecosystem }: Affected['package'],
  type: string | null,
  { scheme }: { readonly scheme: VersionScheme },
): readonly Order[] {
  return nativeScheme(ecosystem, type, scheme) === scheme ? [inScheme(scheme)] : crossing
}

/** `Debian:12` is of Debian. */
export function familyOf(ecosystem: string): string {
  return ecosystem.split(':', 1)[0]!
}

function nativeScheme(ecosystem: string, type: string | null, own: VersionScheme): VersionScheme | null {
  if (type === 'SEMVER') return 'semver'
  const name = familyOf(ecosystem)
  if (name === 'MultiOS') return own
  if (debianLike.has(name)) return 'debian'
  return semverLike.has(name) ? 'semver' : null
}

const debianLike: ReadonlySet<string> = new Set(['Debian', 'Ubuntu'])
const semverLike: ReadonlySet<string> = new Set(['npm', 'Go', 'Hex', 'Pub', 'SwiftURL'])

function inScheme(scheme: VersionScheme): Order {
  return {
    isReadable: (version) => isVersion(version, scheme),
    compare: (a, b) => compareVersions(a, b, scheme),
  }
}

/**
 * Numbers and dots alone are ordered alike everywhere, but for `1.0` and `1.0.0`: one version in the first of these
 * orders, two in the other.
 */
const crossing: readonly Order[] = (['semver', 'debian'] as const).map((scheme) => ({
  ...inScheme(scheme),
  isReadable: (version) => /^\d{1,40}(?:\.\d{1,40}){0,20}$/.test(version),
}))

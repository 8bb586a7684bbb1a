import type { Affected } from '../model/advisory.ts'
import { compareVersions, isVersion, type VersionScheme } from '../model/version.ts'

/**
 * How versions of an advisory compare with those of one release. Records of other ecosystems follow orders of their
 * own, so only what every order puts the same way round is compared then; the rest is not guessed.
 */
export interface Order {
  readonly isReadable: (version: string) => boolean
  readonly compare: (a: string, b: string) => number
}

/** `type` is that of an OSV range; for a list of versions it is null. */
export function orderFor(
  { ecosystem }: Affected['package'],
  type: string | null,
  { version, scheme }: { readonly version: string; readonly scheme: VersionScheme },
): Order {
  return nativeScheme(ecosystem, type, scheme) === scheme ? inScheme(scheme) : crossing(version)
}

/** `Debian:12` is of Debian. */
function nativeScheme(ecosystem: string, type: string | null, own: VersionScheme): VersionScheme | null {
  if (type === 'SEMVER') return 'semver'
  const name = ecosystem.split(':', 1)[0]!
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
 * Numbers and dots alone are ordered alike everywhere, but for `1.0` and `1.0.0`, which some orders call equal and
 * others do not.
 */
function crossing(release: string): Order {
  const isPlain = (version: string) => /^\d{1,40}(?:\.\d{1,40}){0,20}$/.test(version)
  return {
    isReadable: (version) =>
      isPlain(version) &&
      isPlain(release) &&
      Math.sign(compareVersions(version, release, 'semver')) ===
        Math.sign(compareVersions(version, release, 'debian')),
    compare: (a, b) => compareVersions(a, b, 'semver'),
  }
}

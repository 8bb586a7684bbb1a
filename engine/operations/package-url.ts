/** Package URLs (ECMA-427): one name for a release that tools of other people know what to do with. */
import type { InstalledRelease } from '../model/generation.ts'

type Named = Pick<InstalledRelease, 'name' | 'version' | 'architecture' | 'origin'>
type Source = NonNullable<InstalledRelease['origin']>

export function purlOf({ name, version, architecture, origin }: Named): string {
  const at = `${encoded(name)}@${encoded(version)}`
  // A package of npm is one of ours with its own layout; only its ancestor has that name there.
  if (origin?.kind !== 'debian') return `pkg:generic/${at}?arch=${architecture}`
  const upstream = `${encoded(origin.source)}${encoded('@')}${encoded(origin.source_version)}`
  const isOwnSource = origin.source === name && origin.source_version === version
  const qualifiers = [`arch=${debianNames[architecture] ?? architecture}`]
  return `pkg:deb/debian/${at}?${[...qualifiers, ...(isOwnSource ? [] : [`upstream=${upstream}`])].join('&')}`
}

/** Of what a release was made from. */
export function ancestorOf({ kind, source, source_version: version }: Source): string {
  if (kind === 'npm') return `pkg:npm/${source.split('/').map(encoded).join('/')}@${encoded(version)}`
  return `pkg:deb/debian/${encoded(source)}@${encoded(version)}?arch=source`
}

const debianNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  arm64: 'arm64',
  riscv64: 'riscv64',
  universal: 'all',
}

/** All but letters, digits and `.-_~:` in percents; the standard leaves colons, as in epochs, alone. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':')
}

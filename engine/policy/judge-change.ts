import { matchesPattern } from '../base/pattern.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import { type PolicyLevel, verdictOf } from './level.ts'
import { bytesOf } from './size.ts'

/** Rules that look at what happens to a package, not at its releases. */
export function judgeDowngrade(levels: readonly PolicyLevel[]): PolicyVerdict[] {
  return levels
    .filter(({ policy }) => policy.downgrade === 'deny')
    .map((level) => verdictOf(level, { rule: 'downgrade', reason: 'downgrade' }))
}

export function judgeRemoval(levels: readonly PolicyLevel[], name: string): PolicyVerdict[] {
  return levels.flatMap((level) => {
    const place = (level.policy.protected ?? []).findIndex((pattern) => matchesPattern(name, pattern))
    return place < 0 ? [] : [verdictOf(level, { rule: `protected[${place}]`, reason: 'protected' })]
  })
}

/** Bytes: `installed` of everything afterwards, `grows` by how much that is more, `download` of this change. */
export function judgeSizes(
  levels: readonly PolicyLevel[],
  sizes: { readonly installed: number; readonly grows: number; readonly download: number },
): PolicyVerdict[] {
  return levels.flatMap((level) => {
    const { maxInstalledSize, maxDownloadSize } = level.policy
    // What makes a full machine smaller is never in the way of that.
    const whole = sizes.grows > 0 ? larger(sizes.installed, maxInstalledSize) : null
    const fetched = larger(sizes.download, maxDownloadSize)
    return [
      ...(whole === null
        ? []
        : [{ ...verdictOf(level, { rule: 'maxInstalledSize', reason: 'installed-size' }), size: whole }]),
      ...(fetched === null
        ? []
        : [{ ...verdictOf(level, { rule: 'maxDownloadSize', reason: 'download-size' }), size: fetched }]),
    ]
  })
}

function larger(is: number, allowed: string | undefined): NonNullable<PolicyVerdict['size']> | null {
  if (allowed === undefined) return null
  const most = bytesOf(allowed)
  return is > most ? { is, most } : null
}

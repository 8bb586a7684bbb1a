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
    const verdicts: PolicyVerdict[] = []
    // What makes a full machine smaller is never in the way of that.
    if (maxInstalledSize !== undefined && sizes.grows > 0 && sizes.installed > bytesOf(maxInstalledSize))
      verdicts.push(verdictOf(level, { rule: 'maxInstalledSize', reason: 'installed-size' }))
    if (maxDownloadSize !== undefined && sizes.download > bytesOf(maxDownloadSize))
      verdicts.push(verdictOf(level, { rule: 'maxDownloadSize', reason: 'download-size' }))
    return verdicts
  })
}

import type { Feed } from '../../../../engine/advisories/import/feed.ts'
import { judge } from '../../../../engine/advisories/match.ts'

/** What a feed says of releases of `editor`: `1.0 affected`. */
export function judged(
  { advisories }: Feed,
  versions: readonly string[],
  scheme: 'semver' | 'debian' = 'semver',
): string[] {
  return versions.map((version) => {
    const judgements = advisories.map((one) => judge(one, { name: 'editor', version, scheme }).judgement)
    return `${version} ${judgements.join(' ')}`
  })
}

export const text = (value: unknown): string => JSON.stringify(value)

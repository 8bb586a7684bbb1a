import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import type { PolicyLevel } from '../policy/level.ts'

/** Of what a rule of the administrator's file says now, wherever in the file it stands; null where there is no such rule. */
export function ruleDigest(levels: readonly PolicyLevel[], rule: string): string | null {
  const policy = levels.find(({ owner }) => owner === 'administrator')?.policy
  if (policy === undefined) return null
  const [, place] = /^packages\[(\d+)\]$/.exec(rule) ?? []
  const [key = ''] = rule.split(/[.[]/)
  const said =
    place === undefined ? (policy as Readonly<Record<string, Json>>)[key] : policy.packages[Number(place)]
  if (said === undefined) return null
  return createHash('sha256')
    .update(canonicalJson({ rule: place === undefined ? key : 'packages', said }))
    .digest('hex')
}

/** The rule that says what has this digest, as verdicts name it; null where none does any more. */
export function ruleWithDigest(levels: readonly PolicyLevel[], sha256: string): string | null {
  const policy = levels.find(({ owner }) => owner === 'administrator')?.policy
  if (policy === undefined) return null
  const rules = ['defaultDecision', ...policy.packages.map((_, place) => `packages[${place}]`)]
  return rules.find((rule) => ruleDigest(levels, rule) === sha256) ?? null
}

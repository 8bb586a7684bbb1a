import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../base/canonical-json.ts'
import type { PolicyRequest } from '../model/policy-request.ts'
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

type SaidRule = Pick<PolicyRequest['rule'], 'rule' | 'decision' | 'note'>

/** The rule that says what has this digest, as verdicts name it; null where none that keeps packages away does any more. */
export function ruleWithDigest(levels: readonly PolicyLevel[], sha256: string): SaidRule | null {
  const policy = levels.find(({ owner }) => owner === 'administrator')?.policy
  if (policy === undefined) return null
  const rules = [
    { rule: 'defaultDecision', decision: policy.defaultDecision ?? 'allow', note: null },
    ...policy.packages.map(({ decision, note }, place) => ({
      rule: `packages[${place}]`,
      decision,
      note: note ?? null,
    })),
  ]
  const found = rules.find(({ rule }) => ruleDigest(levels, rule) === sha256)
  if (found === undefined || found.decision === 'allow') return null
  return { ...found, decision: found.decision }
}

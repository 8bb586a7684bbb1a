import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import type { PolicyDecision, PolicyRequest } from '../../../engine/model/policy-request.ts'

export const userHere = process.getuid?.() ?? -1

export function requestFor(name: string): PolicyRequest {
  return {
    format: 1,
    at: '2026-11-28T12:00:00.000Z',
    wanted: {
      kind: 'package',
      name,
      version: '1.0',
      repository: 'main',
      address: 'https://packages.example/',
      publisher: null,
      keys: null,
    },
    rule: { decision: 'ask', rule: 'packages[0]', reason: 'package', note: null, sha256: 'ab'.repeat(32) },
    reason: null,
  }
}

/** The id that a request for `words` has. */
export const wordsId = `${userHere}-${createHash('sha256')
  .update(canonicalJson(requestFor('words')))
  .digest('hex')
  .slice(0, 32)}`

export function aDecision(kind: PolicyDecision['kind']): PolicyDecision {
  return {
    format: 1,
    id: wordsId,
    kind,
    at: '2026-11-28T13:00:00.000Z',
    by: 'root',
    user: userHere,
    request: requestFor('words'),
    until: null,
    reason: kind === 'refused' ? 'No' : null,
  }
}

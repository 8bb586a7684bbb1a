import type { TrustLink } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import type { TrustStep } from '../../ui/trust-chain.ts'
import { trustSteps } from '../package/trust-steps.ts'

/** The chain of a release whose download was refused: its last link is the one that did not hold. */
export function brokenChain(failure: Failure, chain: readonly TrustLink[]): readonly TrustStep[] {
  if (failure.code !== 'trust/artifact') return []
  const broken = failure.facts.reason === 'publisher' ? 'publisher' : 'release'
  return trustSteps(chain).map((step, at) =>
    chain[at]?.kind === broken ? { ...step, state: 'broken', meta: 'This does not hold' } : step,
  )
}

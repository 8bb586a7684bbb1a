import type { TrustLink } from '../../../engine/api/package-operations.ts'
import { formatDate } from '../../format/time.ts'
import type { TrustStep } from '../../ui/trust-chain.ts'

const roles: Record<TrustLink['kind'], string> = {
  root: 'Root key',
  repository: 'Catalog',
  publisher: 'Publisher key',
  release: 'Signed release',
}

/** The chain from the repository's root to the build, as the window shows it. Root first. */
export function trustSteps(chain: readonly TrustLink[]): readonly TrustStep[] {
  return chain.map((link) => ({
    title: link.title,
    meta: [roles[link.kind], whenWords(link)].filter((part) => part !== '').join(', '),
    fingerprint: link.kind === 'release' || link.fingerprint === '' ? null : link.fingerprint,
    // What ran out is as broken as what is missing: neither proves anything today.
    state: link.state === 'valid' ? 'valid' : 'broken',
  }))
}

function whenWords({ state, expires }: TrustLink): string {
  if (state === 'missing') return 'missing'
  if (expires === null) return ''
  return `${state === 'expired' ? 'expired' : 'expires'} ${formatDate(expires)}`
}

import type { TrustLink } from '../../../engine/api/package-operations.ts'
import { formatDate } from '../../format/time.ts'
import type { TrustStep } from '../../ui/trust-chain.ts'

const roles: Record<TrustLink['kind'], string> = {
  root: 'Root key',
  repository: 'Catalog',
  publisher: 'Publisher key',
  release: 'Signed release',
}

const delegatedWords = 'named by the targets key'

/** The chain from the repository's root to the build, as the window shows it. Root first. */
export function trustSteps(chain: readonly TrustLink[]): readonly TrustStep[] {
  return chain.map((link) => ({
    title: link.title,
    meta: [roles[link.kind], ...(link.delegated === true ? [delegatedWords] : []), whenWords(link)]
      .filter((part) => part !== '')
      .join(', '),
    fingerprint: link.kind === 'release' || link.fingerprint === '' ? null : link.fingerprint,
    // What ran out is as broken as what is missing: neither proves anything today.
    state: link.state === 'valid' ? 'valid' : 'broken',
  }))
}

function whenWords({ state, expires, signedAt }: TrustLink): string {
  if (state === 'missing') return 'missing'
  const signed = signedAt === undefined ? [] : [`signed ${formatDate(signedAt)}`]
  const until = expires === null ? [] : [`${untilWords(state, signedAt)} ${formatDate(expires)}`]
  return [...signed, ...until].join(', ')
}

/** A key expires; what was signed is good until a day. */
function untilWords(state: TrustLink['state'], signedAt: string | undefined): string {
  if (state === 'expired') return 'expired'
  return signedAt === undefined ? 'expires' : 'valid until'
}

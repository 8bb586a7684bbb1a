import type { KeyOffer } from '../../../engine/api/repository-operations.ts'
import { formatDate } from '../../format/time.ts'
import { countOf } from '../../format/words.ts'
import { isKey, type Offer } from './use-new-repository.ts'

/** What is told beside a fingerprint that a person is to compare. */
export function offerWords(offer: Offer): { readonly title: string; readonly lines: readonly string[] } {
  if (!isKey(offer)) {
    const { rootVersion, threshold, keys, expires } = offer
    const signers = `${threshold} of ${countOf(keys, 'key')}`
    return {
      title: 'Fingerprint of its root',
      lines: [`Root version ${rootVersion}, signed by ${signers}, expires ${formatDate(expires)}`],
    }
  }
  const { users, algorithm, created, expires } = offer
  const until = expires === null ? 'never expires' : `expires ${formatDate(expires)}`
  return {
    title: 'Fingerprint of its OpenPGP key',
    lines: [
      ...(users.length === 0 ? [] : [`Says it is of ${users.join(', ')}`]),
      `${algorithm}, made ${formatDate(created)}, ${until}`,
    ],
  }
}

/** What a key proves less than a root, or that it proves nothing any more. Null for a root. */
export function keyWarning(offer: Offer): { readonly title: string; readonly text: string } | null {
  if (!isKey(offer)) return null
  if (offer.state !== 'valid')
    return { title: stateWords[offer.state], text: 'Nothing can be taken from it.' }
  return {
    title: 'It cannot tell how fresh its answers are',
    text: 'One key in place of a root: somebody on the way could hold news back.',
  }
}

const stateWords: Record<Exclude<KeyOffer['state'], 'valid'>, string> = {
  expired: 'This key has expired',
  revoked: 'Its owner revoked this key',
  unusable: 'This key is too weak, or cannot sign',
}

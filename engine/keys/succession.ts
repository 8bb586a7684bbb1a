import type { Succession } from '../model/repository-index.ts'
import type { PublicKey } from '../model/signature.ts'
import { isSignedWith } from './algorithms.ts'
import { usablePublicKey } from './public-key.ts'
import type { Signer } from './signer.ts'

/** The word of a key that another one takes its place. */
export async function signSuccession(from: Signer, to: PublicKey): Promise<Succession> {
  const signature = await from.sign(successionText(from.key, to))
  return { format: 1, from: from.key, to, signature: Buffer.from(signature).toString('base64') }
}

/** Whether the old key said so. Both keys carry their ids in themselves, so nobody has to vouch for either. */
export function isSaid({ from, to, signature }: Succession): boolean {
  const key = usablePublicKey(from)
  if (key === null || usablePublicKey(to) === null) return false
  const message = { bytes: successionText(from, to), signature: Buffer.from(signature, 'base64') }
  return isSignedWith(from.algorithm, message, key)
}

/** The given keys, and all that took their places, step by step, each by the word of the one before. */
export function withSuccessors(keyIds: Iterable<string>, said: readonly Succession[]): ReadonlySet<string> {
  const known = new Set(keyIds)
  let waiting = said
  for (let before = -1; before !== known.size;) {
    before = known.size
    const now = waiting.filter(({ from }) => known.has(from.keyId))
    waiting = waiting.filter((one) => !now.includes(one))
    for (const one of now) if (isSaid(one)) known.add(one.to.keyId)
  }
  return known
}

/** The prefix keeps it from ever being valid as a signature of something else. */
function successionText(from: PublicKey, to: PublicKey): Uint8Array {
  return Buffer.from(`multios-key-succession-v1:${from.keyId}:${to.keyId}`)
}

import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { Key } from '@tufjs/models'
import { isSmallOrder, publicKeyBytes } from '../keys/public-key.ts'

/** Who may sign for whom: a root, or the delegations of a targets role. */
export interface KeyRing {
  readonly keys: Readonly<Record<string, Key>>
  readonly roles: Readonly<Record<string, { readonly keyIDs: readonly string[]; readonly threshold: number }>>
}

/**
 * What tuf-js does not check: no role may name one private key under two key ids, which would count twice, and each
 * key must be what its type and scheme say, and strong. Throws plain errors.
 */
export function checkKeys(ring: KeyRing): void {
  for (const [name, role] of Object.entries(ring.roles)) {
    const keys = role.keyIDs.map((id) => ring.keys[id]).filter((key) => key !== undefined)
    const distinct = new Set(keys.map(identify))
    if (distinct.size < role.keyIDs.length) throw new Error(`key: role ${name} names one key twice`)
    if (role.threshold < 1) throw new Error(`key: role ${name} has threshold ${role.threshold}`)
  }
}

/** SHA-256 of the key itself, whatever id it goes by. */
function identify(key: Key): string {
  const material = key.keyVal['public'] ?? ''
  if (key.keyType === 'ed25519' && key.scheme === 'ed25519') {
    if (!/^[0-9a-f]{64}$/.test(material)) throw new Error('key: not an Ed25519 key')
    if (isSmallOrder(Buffer.from(material, 'hex'))) throw new Error('key: a small-order Ed25519 key')
    return material
  }
  return identifyPem(key, material)
}

function identifyPem(key: Key, pem: string): string {
  const parsed = createPublicKey(pem)
  if (!schemesOf(parsed).includes(key.scheme))
    throw new Error(`key: ${key.keyType} with scheme ${key.scheme} is not accepted`)
  return createHash('sha256').update(publicKeyBytes(parsed)).digest('hex')
}

/** The schemes that a key may be used with; none where it is weak or of another kind. */
function schemesOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): readonly string[] {
  switch (asymmetricKeyType) {
    case 'rsa':
      return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048
        ? ['rsassa-pss-sha256', 'rsassa-pss-sha512']
        : []
    case 'ec':
      if (asymmetricKeyDetails?.namedCurve === 'prime256v1') return ['ecdsa-sha2-nistp256']
      return asymmetricKeyDetails?.namedCurve === 'secp384r1' ? ['ecdsa-sha2-nistp384'] : []
    default:
      return []
  }
}

import { constants, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { algorithmOf, generatePrivateKey, isSignedWith } from '../../../engine/keys/algorithms.ts'
import { describePublicKey, usablePublicKey } from '../../../engine/keys/public-key.ts'
import { signerOf } from '../../../engine/keys/signer.ts'
import { signManifest, verifyEnvelope } from '../../../engine/keys/verify-envelope.ts'
import { sha256 } from '../archive/raw-tar.ts'
import { rewritten } from './rewritten-key.ts'

const algorithms = ['ed25519', 'rsa-2048', 'rsa-4096', 'ecdsa-p256', 'ecdsa-p384'] as const
const digest = 'a'.repeat(64)
const other = 'b'.repeat(64)
const keys = new Map(
  await Promise.all(algorithms.map(async (name) => [name, await generatePrivateKey(name)] as const)),
)
const keyFor = (name: (typeof algorithms)[number]): KeyObject => keys.get(name)!

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

describe.each(algorithms)('%s', (algorithm) => {
  const signer = signerOf(keyFor(algorithm))

  test('signs what its public half verifies, and nothing else', async () => {
    const envelope = await signManifest(digest, signer)
    const moved = { ...envelope, payload: { manifest: other } }

    expect(signer.key.algorithm).toBe(algorithm)
    expect(verifyEnvelope(envelope, digest, [signer.key])[0]?.state).toBe('valid')
    expect(verifyEnvelope(moved, other, [signer.key])[0]?.state).toBe('invalid')
  })

  test.each(algorithms.filter((name) => name !== algorithm))(
    'is decided by the key: called %s, neither the key nor its signature counts',
    async (claimed) => {
      const envelope = await signManifest(digest, signer)
      const [signature] = envelope.signatures
      const renamed = { ...envelope, signatures: [{ ...signature!, algorithm: claimed }] }

      expect(usablePublicKey({ ...signer.key, algorithm: claimed })).toBeNull()
      expect(verifyEnvelope(renamed, digest, [signer.key])[0]?.state).toBe('invalid')
      expect(verifyEnvelope(renamed, digest, [{ ...signer.key, algorithm: claimed }])[0]?.state).toBe(
        'invalid',
      )
    },
  )
})

describe('a key is refused', () => {
  test.each([
    ['RSA of 1,024 bits', () => generateKeyPairSync('rsa', { modulusLength: 1_024 })],
    ['RSA of a length without a name', () => generateKeyPairSync('rsa', { modulusLength: 3_072 })],
    ['RSA with exponent 3', () => generateKeyPairSync('rsa', { modulusLength: 2_048, publicExponent: 3 })],
    [
      'RSA bound to PSS parameters of its own',
      () => generateKeyPairSync('rsa-pss', { modulusLength: 2_048, hashAlgorithm: 'sha1' }),
    ],
    ['another curve', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['Ed448', () => generateKeyPairSync('ed448')],
  ])('%s', (_, make) => {
    const { publicKey } = make()

    expect(algorithmOf(publicKey)).toBeNull()
    expect(() => describePublicKey(publicKey)).toThrow('do not sign')
  })

  test('written in another way than the one there is', () => {
    const der = spki(createPublicKey(keyFor('ecdsa-p256')))
    // A long form of a length that has a short one (X.690, 10.1).
    const loose = Buffer.concat([Buffer.from([0x30, 0x81]), der.subarray(1)])
    const key = {
      keyId: sha256(loose),
      algorithm: 'ecdsa-p256',
      publicKey: loose.toString('base64'),
    } as const

    expect(usablePublicKey(key)).toBeNull()
  })

  test.each(['with a compressed point', 'with a hybrid point'])('%s, as a second id of one key', (form) => {
    const key = createPublicKey(keyFor('ecdsa-p256'))
    const twin = rewritten(key, form === 'with a hybrid point' ? 'hybrid' : 'compressed')
    const claimed = {
      keyId: sha256(twin),
      algorithm: 'ecdsa-p256',
      publicKey: twin.toString('base64'),
    } as const

    expect(usablePublicKey(claimed)).toBeNull()
    expect(describePublicKey(createPublicKey({ key: twin, type: 'spki', format: 'der' }))).toEqual(
      describePublicKey(key),
    )
  })

  test('that is no key at all', () => {
    const bytes = Buffer.from('nothing')
    const key = { keyId: sha256(bytes), algorithm: 'rsa-2048', publicKey: bytes.toString('base64') } as const

    expect(usablePublicKey(key)).toBeNull()
  })
})

test.each([
  ['PKCS #1 v1.5', { padding: constants.RSA_PKCS1_PADDING }],
  ['a salt of another length', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 8 }],
])('an RSA signature with %s is none', (_, options) => {
  const bytes = Buffer.from('text')
  const key = keyFor('rsa-2048')
  const signature = sign('sha256', bytes, { key, ...options })

  expect(isSignedWith('rsa-2048', { bytes, signature }, createPublicKey(key))).toBe(false)
})

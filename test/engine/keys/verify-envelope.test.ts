import { describe, expect, test } from 'vitest'
import { createSigner } from '../../../engine/keys/signer.ts'
import { usablePublicKey } from '../../../engine/keys/public-key.ts'
import {
  envelopeBytes,
  parseEnvelope,
  signManifest,
  verifyEnvelope,
} from '../../../engine/keys/verify-envelope.ts'
import { sha256 } from '../archive/raw-tar.ts'

const digest = 'a'.repeat(64)
const other = 'b'.repeat(64)

function keyOf(hex: string): { keyId: string; algorithm: 'ed25519'; publicKey: string } {
  const der = Buffer.from(`302a300506032b6570032100${hex}`, 'hex')
  return { keyId: sha256(der), algorithm: 'ed25519', publicKey: der.toString('base64') }
}

describe('an envelope', () => {
  test('is valid for the manifest it names and a key that is known', async () => {
    const signer = createSigner()
    const envelope = await signManifest(digest, signer)

    expect(verifyEnvelope(envelope, digest, [signer.key])).toEqual([
      { keyId: signer.key.keyId, state: 'valid' },
    ])
  })

  test('says nothing about another manifest', async () => {
    const signer = createSigner()
    const envelope = await signManifest(digest, signer)
    const moved = { ...envelope, payload: { manifest: other } }

    expect([
      verifyEnvelope(envelope, other, [signer.key])[0]?.state,
      verifyEnvelope(moved, other, [signer.key])[0]?.state,
    ]).toEqual(['invalid', 'invalid'])
  })

  test('by somebody else is of an unknown key', async () => {
    const envelope = await signManifest(digest, createSigner())

    expect(verifyEnvelope(envelope, digest, [createSigner().key])[0]?.state).toBe('unknown-key')
  })

  test('in another’s name is invalid', async () => {
    const victim = createSigner()
    const envelope = await signManifest(digest, createSigner())
    const signatures = envelope.signatures.map((signature) => ({ ...signature, keyId: victim.key.keyId }))

    expect(verifyEnvelope({ ...envelope, signatures }, digest, [victim.key])[0]?.state).toBe('invalid')
  })

  test('signed twice by one key counts once, by its worst signature', async () => {
    const signer = createSigner()
    const good = await signManifest(digest, signer)
    const bad = await signManifest(other, signer)
    const signatures = [...good.signatures, ...bad.signatures, ...good.signatures]

    expect(verifyEnvelope({ ...good, signatures }, digest, [signer.key])).toEqual([
      { keyId: signer.key.keyId, state: 'invalid' },
    ])
  })

  test('survives its file, and nothing else reads as one', async () => {
    const envelope = await signManifest(digest, createSigner())

    expect(parseEnvelope(envelopeBytes(envelope))).toEqual(envelope)
    for (const text of ['', '{}', '<html>', '{"format":1,"format":1}', 'x'.repeat(70_000)]) {
      expect(parseEnvelope(Buffer.from(text))).toBeNull()
    }
  })
})

describe('a public key cannot be used', () => {
  test.each([
    ['the identity', `01${'00'.repeat(31)}`],
    ['the identity with its sign bit', `01${'00'.repeat(30)}80`],
    ['zero', '00'.repeat(32)],
    ['of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['the prime', `ed${'ff'.repeat(30)}7f`],
  ])('of small order: %s', (_name, hex) => {
    expect(usablePublicKey(keyOf(hex))).toBeNull()
  })

  test('under an id that is not its own hash', () => {
    expect(usablePublicKey({ ...createSigner().key, keyId: digest })).toBeNull()
  })

  test('with bytes behind it', () => {
    const der = Buffer.concat([Buffer.from(createSigner().key.publicKey, 'base64'), Buffer.from([0])])
    const key = { keyId: sha256(der), algorithm: 'ed25519' as const, publicKey: der.toString('base64') }

    expect(usablePublicKey(key)).toBeNull()
  })
})

import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { Root } from '@tufjs/models'
import { describe, expect, test } from 'vitest'
import { checkKeys } from '../../../engine/trust/key-policy.ts'
import { rewritten } from '../keys/rewritten-key.ts'

interface Named {
  readonly id: string
  readonly type: string
  readonly scheme: string
  readonly material: string
}

const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()

function ed25519(id: string): Named {
  const raw = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  return { id, type: 'ed25519', scheme: 'ed25519', material: raw.toString('hex') }
}

function rsa(bits: number, scheme = 'rsassa-pss-sha256'): Named {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  return { id: 'rsa', type: 'rsa', scheme, material: pem(publicKey) }
}

function ecdsa(curve: string, scheme: string): Named {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: curve })
  return { id: 'ec', type: 'ecdsa', scheme, material: pem(publicKey) }
}

/** A root whose targets role has these keys; the other roles have one good key. */
function rootWith(keys: readonly Named[], threshold = 1): Root {
  const other = ed25519('other')
  const listed = [...keys, other].map(({ id, type, scheme, material }) => [
    id,
    { keytype: type, scheme, keyval: { public: material } },
  ])
  const role = { keyids: [other.id], threshold: 1 }
  return Root.fromJSON({
    _type: 'root',
    spec_version: '1.0.31',
    version: 1,
    expires: '2030-01-01T00:00:00Z',
    consistent_snapshot: true,
    keys: Object.fromEntries(listed) as object,
    roles: {
      root: role,
      timestamp: role,
      snapshot: role,
      targets: { keyids: keys.map(({ id }) => id), threshold },
    },
  } as Parameters<typeof Root.fromJSON>[0])
}

test('two keys of which two must agree are accepted', () => {
  expect(() => checkKeys(rootWith([ed25519('a'), ed25519('b')], 2))).not.toThrow()
})

test('one key under two ids counts once', () => {
  const key = ed25519('a')

  expect(() => checkKeys(rootWith([key, { ...key, id: 'b' }], 2))).toThrow('names one key twice')
})

test('one key under two ids counts once, however its point is written', () => {
  const key = ecdsa('prime256v1', 'ecdsa-sha2-nistp256')
  const twin = createPublicKey({
    key: rewritten(createPublicKey(key.material), 'compressed'),
    type: 'spki',
    format: 'der',
  })

  expect(() => checkKeys(rootWith([key, { ...key, id: 'b', material: pem(twin) }], 2))).toThrow(
    'names one key twice',
  )
})

test('a role that has fewer keys than its threshold asks for is no matter of keys: nothing it says will count', () => {
  expect(() => checkKeys(rootWith([ed25519('a')], 2))).not.toThrow()
})

test('a threshold of nothing is refused', () => {
  expect(() => checkKeys({ keys: {}, roles: { targets: { keyIDs: [], threshold: 0 } } })).toThrow(
    'has threshold 0',
  )
})

describe('a key is what its scheme says', () => {
  test.each<[string, Named]>([
    ['RSA of 2048 bits', rsa(2048)],
    ['P-256', ecdsa('prime256v1', 'ecdsa-sha2-nistp256')],
    ['P-384', ecdsa('secp384r1', 'ecdsa-sha2-nistp384')],
  ])('%s is accepted', (_name, key) => {
    expect(() => checkKeys(rootWith([key]))).not.toThrow()
  })

  test.each<[string, Named]>([
    ['RSA of 1024 bits', rsa(1024)],
    ['RSA with PKCS #1 v1.5', rsa(2048, 'rsa-pkcs1v15-sha256')],
    ['P-256 called P-384', ecdsa('prime256v1', 'ecdsa-sha2-nistp384')],
    ['a curve that TUF does not name', ecdsa('secp256k1', 'ecdsa-sha2-nistp256')],
    ['an Ed25519 key of another length', { id: 'a', type: 'ed25519', scheme: 'ed25519', material: 'ab' }],
    ...[`01${'00'.repeat(31)}`, `01${'00'.repeat(30)}80`, `ee${'ff'.repeat(30)}7f`, 'ee'.padEnd(64, 'f')].map(
      (material): [string, Named] => [
        `the Ed25519 key that signs every message, as ${material.slice(0, 4)}…${material.slice(-2)},`,
        { id: 'a', type: 'ed25519', scheme: 'ed25519', material },
      ],
    ),
  ])('%s is refused', (_name, key) => {
    expect(() => checkKeys(rootWith([key]))).toThrow(/^key:/)
  })
})

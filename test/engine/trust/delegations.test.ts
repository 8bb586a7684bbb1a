import { expect, test } from 'vitest'
import { checkDelegations } from '../../../engine/trust/delegations.ts'

const material = (byte: string) => byte.repeat(32)
const key = (hex: string) => ({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: hex } })

function delegatingTo(keys: Record<string, unknown>): unknown {
  return {
    signatures: [],
    signed: {
      _type: 'targets',
      spec_version: '1.0.31',
      version: 1,
      expires: '2030-01-01T00:00:00Z',
      targets: {},
      delegations: {
        keys,
        roles: [
          { name: 'singer', keyids: Object.keys(keys), threshold: 2, terminating: false, paths: ['songs/*'] },
        ],
      },
    },
  }
}

test('two keys of somebody to whom a role delegates are accepted', () => {
  const json = delegatingTo({ a: key(material('0a')), b: key(material('0b')) })

  expect(() => checkDelegations(json)).not.toThrow()
})

test('one of them under two ids counts once, as in a root', () => {
  const json = delegatingTo({ a: key(material('0a')), b: key(material('0a')) })

  expect(() => checkDelegations(json)).toThrow('role singer names one key twice')
})

test('a key that signs every message is refused, as in a root', () => {
  const json = delegatingTo({ a: key(`01${'00'.repeat(31)}`) })

  expect(() => checkDelegations(json)).toThrow('small-order')
})

test.each([
  ['metadata of another role', { signed: { _type: 'snapshot' } }],
  ['a list', []],
  ['nothing', null],
])('%s delegates nothing', (_name, json) => {
  expect(() => checkDelegations(json)).not.toThrow()
})

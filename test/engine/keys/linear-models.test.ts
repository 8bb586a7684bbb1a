import { createRequire } from 'node:module'
import * as models from '@tufjs/models'
import { beforeAll, describe, expect, test } from 'vitest'
import { mendModels } from '../../../engine/keys/linear-models.ts'

type Json = Record<string, unknown>
type Models = Record<'Targets' | 'Snapshot' | 'Root', { fromJSON: (data: Json) => { toJSON: () => Json } }>

const mended = models as unknown as Models
let plain: Models
beforeAll(() => {
  plain = anotherCopy()
  mendModels()
})

/** Of the library, as it comes. */
function anotherCopy(): Models {
  const require = createRequire(import.meta.url)
  for (const file of Object.keys(require.cache)) {
    if (file.includes('@tufjs/models')) Reflect.deleteProperty(require.cache, file)
  }
  return require('@tufjs/models') as Models
}

const odd = ['__proto__', 'constructor', 'a/b', 'é', '7', '']
const many = [...odd, ...Array.from({ length: 300 }, (_, number) => `name-${number}`)]
const record = (value: (name: string) => unknown, names = many) =>
  Object.fromEntries(names.map((name) => [name, value(name)]))
const common = { spec_version: '1.0.31', version: 3, expires: '2040-01-01T00:00:00Z', more: { a: [1] } }
const key = (name: string) => ({
  ...{ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: name }, extra: name.length },
})
const role = (name: string) => ({
  name,
  keyids: [name],
  threshold: 1,
  terminating: true,
  paths: [`${name}*`],
})
const file = (name: string) => ({ length: name.length, hashes: { sha256: name }, custom: { name } })
const delegations = { keys: record(key), roles: many.map(role), beside: true }
const succinct = { keyids: ['7'], threshold: 1, bit_length: 4, name_prefix: 'bin' }
const top = record((name) => ({ keyids: [name], threshold: 1 }), ['root', 'timestamp', 'snapshot', 'targets'])

describe('reads and writes as the library does', () => {
  test.each([
    ['Targets', 'targets with many delegations', { ...common, targets: record(file), delegations }],
    ['Targets', 'no files', { ...common, targets: {} }],
    ['Targets', 'nothing of the two', common],
    ['Targets', 'keys alone', { ...common, targets: {}, delegations: { keys: record(key) } }],
    [
      'Targets',
      'hash bins',
      { ...common, targets: {}, delegations: { keys: record(key), succinct_roles: succinct } },
    ],
    ['Snapshot', 'many files', { ...common, meta: record((name) => ({ version: name.length + 1 })) }],
    ['Snapshot', 'no files', { ...common, meta: {} }],
    ['Snapshot', 'no word of files', common],
    ['Root', 'many keys', { ...common, keys: record(key), roles: top, consistent_snapshot: true }],
  ] as const)('%s: %s', (name, _what, data) => {
    const [one, other] = [mended[name].fromJSON(data), plain[name].fromJSON(data)]

    expect(JSON.stringify(one)).toBe(JSON.stringify(other))
    expect(JSON.stringify(one.toJSON())).toBe(JSON.stringify(other.toJSON()))
    expect([one, other].map((made) => made instanceof models[name])).toEqual([true, false])
  })
})

describe('refuses what the library does, in its words', () => {
  const targets = (value: unknown) => ['Targets', { ...common, targets: value }] as const
  const delegating = (value: unknown) => ['Targets', { ...common, targets: {}, delegations: value }] as const
  test.each([
    ['files that are no object', ...targets(7)],
    ['a file that is no object', ...targets({ ...record(file), last: 7 })],
    ['a file without a length', ...targets({ ...record(file), last: {} })],
    ['delegations that are no object', ...delegating(7)],
    ['no keys', ...delegating({ roles: [] })],
    ['a key without a type', ...delegating({ ...delegations, keys: { ...record(key), last: {} } })],
    ['roles that are no list', ...delegating({ ...delegations, roles: record(role) })],
    ['a role that is no object', ...delegating({ ...delegations, roles: [...many.map(role), 7] })],
    ['a role without keys', ...delegating({ ...delegations, roles: [...many.map(role), { name: 'last' }] })],
    ['one role twice', ...delegating({ ...delegations, roles: [...many, many[3]!].map(role) })],
    [
      'a role named as one of the root',
      ...delegating({ ...delegations, roles: [...many, 'root'].map(role) }),
    ],
    ['another version of TUF', 'Targets', { ...common, spec_version: '2.0', targets: record(file) }],
    ['no expiry', 'Snapshot', { spec_version: '1.0', version: 1, meta: {} }],
    ['a file without a version', 'Snapshot', { ...common, meta: { ...record(file), last: {} } }],
    ['a root without roles', 'Root', { ...common, keys: record(key), roles: {}, consistent_snapshot: true }],
  ] as const)('%s', (_what, name, data) => {
    const words = refusal(() => plain[name].fromJSON(data))

    expect(words).not.toBeNull()
    expect(refusal(() => mended[name].fromJSON(data))).toBe(words)
  })

  function refusal(act: () => unknown): string | null {
    try {
      act()
      return null
    } catch (error) {
      return String(error)
    }
  }
})

test('reads as many delegations as fit into a targets role before a test has waited too long', () => {
  const names = Array.from({ length: 20_000 }, (_, number) => `pub-${number}`)
  const data = {
    ...{ ...common, targets: record(file, names) },
    delegations: { keys: record(key, names), roles: names.map(role) },
  }

  expect(mended.Targets.fromJSON(data).toJSON()).toMatchObject({ ...data, targets: { 'pub-19999': {} } })
})

import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../engine/base/canonical-json.ts'
import { asDeclared } from '../../../engine/model/as-declared.ts'
import { asWritten } from '../../../engine/model/as-written.ts'
import { IndexRecord } from '../../../engine/model/repository-index.ts'
import { anIndex } from '../catalog/a-catalog.ts'

const isAsDeclared = asDeclared(IndexRecord)
const { endOf, keys, places } = asWritten(IndexRecord)
const sha256 = 'a'.repeat(64)
const [plain] = anIndex('main', ['jq 1.7']).packages
const full = {
  ...plain!,
  homepage: 'https://example.org',
  dependencies: ['libc6 (>= 2.34)', 'a | b'],
  tags: ['json'],
  relocatable: true,
  origin: { kind: 'debian', source: 'jq', source_version: '1.7', dropped: ['x'] },
  signed_by: [sha256],
  install_scripts: { pre_install: 'true' },
}
const written = canonicalJson(full)

/** The record at the beginning of a text; null where it is none. */
function recordIn(text: string): string | null {
  const bytes = Buffer.from(`[${text},`)
  const end = endOf(bytes, 1)
  return end < 0 ? null : bytes.toString('utf8', 1, end)
}

test('what the builder writes of a package without an app is as written, and its members lie where they are', () => {
  expect([plain!, full].map((record) => recordIn(canonicalJson(record)))).toEqual(
    [plain!, full].map(canonicalJson),
  )
  const bytes = Buffer.from(`[${written},`)
  endOf(bytes, 1)
  const found = keys.flatMap((key, at) => {
    const next = Math.min(...places.filter((place) => place > places[at]!), bytes.length)
    return places[at] === 0 ? [] : [[key, bytes.subarray(places[at], next).toString()]]
  })
  expect(Object.keys(Object.fromEntries(found))).toEqual(Object.keys(full).sort())
  expect(
    found.filter(([key, text]) => !text!.startsWith(canonicalJson(full[key as keyof typeof full] as Json))),
  ).toEqual([])
})

/** Cuts, doubles and puts in what JSON is made of. */
const edit = fc.record({
  at: fc.nat(written.length),
  cut: fc.constantFrom(0, 0, 1, 2, 7),
  put: fc.constantFrom(
    '',
    '',
    '"',
    ',',
    '0',
    '1',
    '-',
    '.',
    'a',
    'A',
    'ä',
    ' ',
    '\n',
    '\\n',
    '\\"',
    '\\\\',
    '\\/',
    '\\u000a',
    '\\u001f',
    '木',
    '😀',
    '\x7F',
    '{',
    '}',
    '[',
    ']',
    ':',
    '"",',
  ),
})

test('what is as written is the canonical text of what the schema accepts and gives back', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
      const text = edits.reduce(
        (one, { at, cut, put }) => one.slice(0, at) + put + one.slice(at + cut),
        written,
      )
      const found = recordIn(text)
      if (found === null) return
      accepted += 1
      const record = JSON.parse(found) as Json
      expect([canonicalJson(record), isAsDeclared(record)]).toEqual([found, true])
      expect(v.parse(IndexRecord, record)).toEqual(record)
    }),
    { numRuns: 20_000 },
  )
  expect(accepted).toBeGreaterThan(1_000)
})

test('texts that are as declared are as written, but for those that JSON writes with numbers of letters', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '"', '\\', '\n', '\t', '\u0001', '\x7F', 'ü', '木', '😀', '\ud83d'),
    minLength: 1,
  })
  fc.assert(
    fc.property(text, fc.array(text), fc.nat(), (description, dependencies, size) => {
      const record = { ...full, description, dependencies, size }
      const isWritten = !canonicalJson(record).includes('\\u') && isAsDeclared(record)
      expect(recordIn(canonicalJson(record))).toBe(isWritten ? canonicalJson(record) : null)
    }),
    { numRuns: 2_000 },
  )
})

test.each(['x', '"', 'ü', '木', '😀'])('as many of %s as a text may have, and no more', (letter) => {
  const most = 1_000 / letter.length
  const isRight = [most, most + 1].map((times) => {
    const record = { ...full, homepage: 'https://example.org', license: letter.repeat(times) }
    return [recordIn(canonicalJson(record)) !== null, isAsDeclared(record)]
  })
  expect(isRight).toEqual(isRight.map(([, declared]) => [declared, declared]))
})

test.each([
  ['a member that is missing', ({ size: _size, ...others }: typeof full) => others],
  ['a member too many', (record: typeof full) => ({ ...record, zz: 1 })],
  ['a name of another form', (record: typeof full) => ({ ...record, name: 'Jq' })],
  ['a digest that is too short', (record: typeof full) => ({ ...record, sha256: 'a' })],
  ['a line that is too long', (record: typeof full) => ({ ...record, dependencies: ['x'.repeat(1_001)] })],
  ['an empty line', (record: typeof full) => ({ ...record, dependencies: [''] })],
  ['a number below zero', (record: typeof full) => ({ ...record, size: -1 })],
  ['a day that is none', (record: typeof full) => ({ ...record, published: 'yesterday' })],
  ['an app, which its own schema has to look at', (record: typeof full) => ({ ...record, app: { id: 'x' } })],
])('%s is not as written', (_, change) => {
  expect(recordIn(canonicalJson(change(full) as Json))).toBeNull()
})

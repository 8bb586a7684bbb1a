import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { asDeclared } from '../../../engine/model/as-declared.ts'
import { IndexRecord } from '../../../engine/model/repository-index.ts'
import { anIndex } from '../catalog/a-catalog.ts'

const isAsDeclared = asDeclared(IndexRecord)
const [plain] = anIndex('main', ['jq 1.7']).packages
const sha256 = 'a'.repeat(64)
const moment = '2026-01-01T00:00:00Z'
const app = {
  id: 'org.example.Jq',
  name: 'Jq',
  summary: 'Reads JSON',
  description: 'Reads JSON.',
  icon: { path: 'icons/jq.svg', sha256, size: 1, type: 'image/svg+xml', width: 8 },
  screenshots: [{ path: 'shots/jq.png', sha256, size: 1, type: 'image/png', caption: 'Jq' }],
  content_rating: { type: 'oars-1.1', attributes: { 'social-chat': 'mild' } },
  releases: [{ version: '1.7', date: '2026-01-01', issues: [{ id: 'CVE-2026-1' }] }],
  launchable: { kind: 'terminal', exec: 'jq' },
  keywords: ['json'],
  translations: { de: { name: 'Jq' } },
}
const full = {
  ...plain,
  homepage: 'https://example.org',
  app,
  origin: { kind: 'debian', source: 'jq', source_version: '1.7', dropped: ['x'] },
  relocatable: true,
  signed_by: [sha256],
  revoked: { reason: '', at: moment },
  install_scripts: { pre_install: 'true' },
}

test('what the builder writes is as declared', () => {
  expect([plain, full].map(isAsDeclared)).toEqual([true, true])
})

test('what a schema would add to is not', () => {
  const { screenshots: _screenshots, ...less } = app
  expect(isAsDeclared({ ...full, app: less })).toBe(false)
})

/** Values that some place takes and others do not. */
const strange = fc.constantFrom<unknown>(
  ...[
    null,
    true,
    0,
    1,
    -1,
    1.5,
    2 ** 60,
    '',
    ' ',
    'jq',
    'a\nb',
    'x'.repeat(1_001),
    sha256,
    moment,
    '2026-01-01',
  ],
  ...[
    [],
    [''],
    ['jq'],
    {},
    { kind: 'page', page: 'a' },
    { kind: 'page' },
    { reason: 'x', at: moment },
    'universal',
  ],
  ...[
    'none',
    'https://example.org',
    { type: 'oars-1.1', attributes: {} },
    { de: { name: 'Jq' } },
    { xx1: {} },
  ],
)

/** Another value, or none, or one more, at any place of a record. */
function changed(value: unknown, path: readonly number[], put: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return put
  const [step, ...rest] = path
  const keys = Object.keys(value)
  const key = [...keys, 'other'][step! % (keys.length + 1)]!
  if (Array.isArray(value)) {
    const at = step! % (value.length + 1)
    return [
      ...(value as unknown[]).slice(0, at),
      changed(value[at], rest, put),
      ...(value as unknown[]).slice(at + 1),
    ]
  }
  const { [key]: old, ...others } = value as Record<string, unknown>
  return put === undefined && rest.length === 0 ? others : { ...others, [key]: changed(old, rest, put) }
}

test('what is as declared, the schema accepts and gives back unchanged', () => {
  const place = fc.array(fc.nat(60), { minLength: 1, maxLength: 4 })
  const change = fc.tuple(place, fc.option(strange, { nil: undefined, freq: 8 }))
  let accepted = 0
  fc.assert(
    fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
      const record = changes.reduce<unknown>((one, [path, put]) => changed(one, path, put), full)
      if (!isAsDeclared(record)) return
      accepted += 1
      expect(v.parse(IndexRecord, record)).toEqual(record)
    }),
    { numRuns: 5_000 },
  )
  expect(accepted).toBeGreaterThan(300)
})

test('nearly all that the schema gives back unchanged is as declared', () => {
  const places = Array.from({ length: 60 }, (_, at) => [at])
  const others = places.flatMap((path) => ['jq', [], {}, 1, undefined].map((put) => changed(full, path, put)))
  const unchanged = others.filter((record) => {
    const { success, output } = v.safeParse(IndexRecord, record)
    return success && JSON.stringify(sorted(output)) === JSON.stringify(sorted(record as object))
  })

  expect(unchanged.filter((record) => !isAsDeclared(record))).toEqual([])
})

function sorted(value: object): unknown {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

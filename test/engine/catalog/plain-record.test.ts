import { expect, test } from 'vitest'
import { canonicalJson } from '../../../engine/base/canonical-json.ts'
import { PlainRecords } from '../../../engine/catalog/plain-record.ts'
import type { IndexRecord } from '../../../engine/model/repository-index.ts'
import { anIndex } from './a-catalog.ts'

const sha256 = 'a'.repeat(64)
const [bare] = anIndex('main', ['jq 1.7']).packages
const full: IndexRecord = {
  ...bare!,
  architecture: 'arm64',
  version_scheme: 'debian',
  homepage: 'https://example.org',
  source_url: 'https://example.org/jq.git',
  dependencies: ['libc6 (>= 2.34)', 'a | b'],
  tags: ['json'],
  relocatable: true,
  installed_size: 5_000_000_000,
  description: 'Grün 😀\n\t"quoted\\"',
  suggests: ['ü', '"'],
  origin: { kind: 'debian', source: 'jq', source_version: '1.7' },
  signed_by: [sha256],
  revoked: { reason: '', at: '2026-01-01T00:00:00Z' },
  install_scripts: { pre_install: 'true' },
}

/** Of a record, by every key that a schema has. */
function membersOf(record: IndexRecord): Partial<IndexRecord> {
  const keys = Object.keys(full) as (keyof IndexRecord)[]
  return Object.fromEntries(keys.map((key) => [key, record[key]]))
}

test('a record that is read where it lies has the members that it has when it is parsed', () => {
  const texts = [bare!, full].map(canonicalJson)
  const bytes = Buffer.from(`[${texts.join(',')}]`)
  const records = new PlainRecords(bytes)

  const ends = [records.add(1), records.add(texts[0]!.length + 2)]

  expect(ends).toEqual([texts[0]!.length + 1, bytes.length - 1])
  expect([0, 1].map((number) => membersOf(records.at(number)))).toEqual([membersOf(bare!), membersOf(full)])
  expect(records.at(1).rawOf('dependencies')).toBe('["libc6 (>= 2.34)","a | b"]')
  expect(records.at(0).textsOf('dependencies')).toEqual([])
  expect(['tags', 'breaks'].map((list) => records.at(1).isEmpty(list as 'tags'))).toEqual([false, true])
})

test('of thousands each is found', () => {
  const names = Array.from({ length: 3_000 }, (_, at) => `jq-${at}`)
  const texts = names.map((name) => canonicalJson({ ...full, name }))
  const records = new PlainRecords(Buffer.from(texts.join('')))

  for (let start = 0, at = 0; at < texts.length; at += 1) start = records.add(start)

  expect(names.map((_, at) => records.at(at).name)).toEqual(names)
})

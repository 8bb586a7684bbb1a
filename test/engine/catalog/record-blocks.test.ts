import path from 'node:path'
import { expect, test } from 'vitest'
import { replaceSource } from '../../../engine/catalog/build-catalog.ts'
import { migrations } from '../../../engine/catalog/catalog-database.ts'
import { readCatalog } from '../../../engine/catalog/catalog.ts'
import { packBlocks } from '../../../engine/catalog/record-blocks.ts'
import { type Connection, openDatabase } from '../../../engine/state/database.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, anIndex } from './a-catalog.ts'

const offered = (catalog: Connection) =>
  readCatalog(catalog, [{ name: 'main', priority: 0 }], 'x86_64')
    .newest()
    .map(({ record }) => record)
const blocks = (catalog: Connection) =>
  catalog.prepare('SELECT sum(records) AS records, sum(is_packed) AS packed FROM block').get()
const names = Array.from({ length: 400 }, (_, at) => `tool-${1_000 + at} 1.0`)

test('records are read as they were given, of names that lie in different blocks', () => {
  const catalog = aCatalog(temporaryFolder())
  const index = anIndex('main', names)
  const packages = index.packages.map((record) => ({
    ...record,
    description: `${record.name} – Grüße\n`.repeat(20),
  }))

  replaceSource(catalog, {
    repository: 'main',
    indexSha256: 'one',
    index: { ...index, packages: packages.toReversed() },
    advisories: { format: 1, advisories: [] },
  })

  expect(offered(catalog)).toEqual(packages)
  const one = readCatalog(catalog, [{ name: 'main', priority: 0 }], 'x86_64').releasesOf('tool-1007')
  expect(one).toEqual([{ repository: 'main', record: packages[7] }])
})

test('a catalog of before, whose records were text, offers what it did, and is packed in time', () => {
  const folder = temporaryFolder()
  const old = openDatabase(path.join(folder, 'catalog.db'), [migrations[0], ...migrations.slice(1, 4)])
  const { packages } = anIndex('main', names.slice(0, 3))
  const insert = old.prepare(
    `INSERT INTO release (repository, name, rank, version, architecture, published, manifest_sha256, record)
     VALUES ('main', ?, 0, ?, ?, ?, ?, ?)`,
  )
  for (const record of packages) {
    const { name, version, architecture, published, manifest_sha256: digest } = record
    insert.run(name, version, architecture, published, digest, JSON.stringify(record))
  }
  old.close()

  const catalog = aCatalog(folder)
  const [before, there] = [offered(catalog), blocks(catalog)]
  catalog.exec("DELETE FROM release WHERE name = 'tool-1001'")
  packBlocks(catalog, 'main')

  expect([before, there]).toEqual([packages, { records: 3, packed: 0 }])
  expect([offered(catalog), blocks(catalog)]).toEqual([[packages[0], packages[2]], { records: 2, packed: 1 }])
})

test('a block that was damaged is told as such', () => {
  const folder = temporaryFolder()
  const catalog = aCatalog(folder)
  replaceSource(catalog, {
    repository: 'main',
    indexSha256: 'one',
    index: anIndex('main', names),
    advisories: { format: 1, advisories: [] },
  })
  catalog.exec("UPDATE block SET content = x'00'")

  const file = path.join(folder, 'catalog.db')
  expect(() => offered(catalog)).toThrow(
    expect.objectContaining({ code: 'state/damaged', facts: { file, detail: expect.any(String) } }),
  )
})

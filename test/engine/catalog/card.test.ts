import { expect, test } from 'vitest'
import * as v from 'valibot'
import { replaceSource } from '../../../engine/catalog/build-catalog.ts'
import { cardAt } from '../../../engine/catalog/card.ts'
import { makeSearch } from '../../../engine/catalog/make-search.ts'
import { RepositoryIndex } from '../../../engine/model/repository-index.ts'
import { createSigner } from '../../../engine/publishing.ts'
import { openIndex } from '../../../engine/search/search-index.ts'
import { temporaryFolder } from '../../kit/temporary.ts'
import { aCatalog, anIndex } from './a-catalog.ts'

const icon = { path: 'metadata/icons/x.svg', sha256: 'a'.repeat(64), size: 1, type: 'image/svg+xml' as const }

test('a card says of a release what its record says, and its shelves by the names that they have', () => {
  const catalog = aCatalog(temporaryFolder())
  const [plain, app] = anIndex('main', ['plain 1.0', 'zed 2.0']).packages
  const told = {
    ...app!,
    maintainer: 'Zed Works <zed@example.org>',
    license: 'ISC',
    categories: ['Office', 'Graphics'],
    tags: ['ink'],
    commands: ['zed', 'z'],
    provides: ['editor = 2.0'],
    size: 2 ** 40,
    installed_size: 7,
    published: '2026-01-01T00:00:00.000Z',
    app: {
      id: 'org.example.zed',
      name: 'Zed „2“',
      summary: 'Draws',
      description: 'Long',
      icon,
      keywords: ['pen'],
      media_types: ['image/png'],
      launchable: { kind: 'terminal' as const, exec: 'zed' },
      translations: { de: { name: 'Zett', summary: 'Zeichnet', keywords: ['Stift'] } },
    },
  }
  const index = v.parse(RepositoryIndex, {
    ...anIndex('main', []),
    packages: [{ ...plain!, description: 'One line\nand more', published: '2026-01-01T00:00:00Z' }, told],
    publishers: [{ name: 'Zed Works', keys: [createSigner().key] }],
  })
  replaceSource(catalog, {
    repository: 'main',
    indexSha256: 'one',
    index,
    advisories: { format: 1, advisories: [] },
  })
  const made = openIndex(makeSearch(catalog, 'x86_64'))!

  const [first, second] = [cardAt(made, 0), cardAt(made, 1)]

  const common = {
    name: 'plain',
    version: '1.0',
    architecture: 'universal',
    license: 'MIT',
    size: 1,
    installed_size: 2,
  }
  expect(first).toEqual({
    repository: 'main',
    record: {
      ...common,
      description: 'One line',
      maintainer: '',
      categories: [],
      tags: [],
      commands: [],
      provides: [],
      published: '2026-01-01T00:00:00Z',
    },
  })
  const { id: _id, description: _long, translations: _words, ...shown } = told.app
  const { name, version, architecture, license, tags, commands, provides, size, installed_size } = told
  expect(second.record).toEqual({
    categories: ['office', 'graphics'],
    ...{ name, version, architecture, license, tags, commands, provides, size, installed_size },
    description: '',
    maintainer: 'Zed Works',
    published: told.published,
    app: { ...shown, translations: { de: { name: 'Zett', summary: 'Zeichnet', keywords: ['Stift'] } } },
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildIndex } from '../../../engine/search/build-index.ts'
import type { SearchDocument } from '../../../engine/search/document.ts'
import { mergeIndex } from '../../../engine/search/merge-index.ts'
import { openIndex } from '../../../engine/search/search-index.ts'
import { aDocument, universe } from './universe.ts'

const about = (digest: string) => ({
  architecture: 'x86_64',
  sources: ['main', 'other'].map((repository) => ({ repository, digest })),
})

/** `before` without the packages that `goes` names, and with `added`. */
function changed(
  before: readonly SearchDocument[],
  goes: (repository: string, name: string) => boolean,
  added: readonly SearchDocument[],
): Uint8Array {
  const gone = before.filter(({ repository, name }) => goes(repository, name))
  const change = {
    goes,
    goneUses: gone.flatMap(({ uses }) => [...new Set(uses)]),
    added: openIndex(buildIndex(added, about('new')))!,
  }
  return mergeIndex(openIndex(buildIndex(before, about('old')))!, change, about('new'))
}

/** Few names and words, so that they meet. */
const names = ['jq', 'jq-doc', 'vim', 'vim2', 'libz']
const words = fc.constantFrom('JSON', 'json editor', 'Éditeur de texte', '文書', 'a', '\ud800', 'zz top')
const someDocument: fc.Arbitrary<SearchDocument> = fc
  .record({
    name: fc.constantFrom(...names),
    repository: fc.constantFrom('main', 'other'),
    title: fc.option(words, { nil: null }),
    summary: words,
    description: words,
    commands: fc.subarray(['jq', 'vi']),
    categories: fc.subarray(['Editors', 'Tools', 'misc']),
    uses: fc.uniqueArray(fc.constantFrom(...names, 'libc', 'perl'), { maxLength: 4 }),
    license: fc.constantFrom('MIT', 'ISC', 'GPL'),
    role: fc.constantFrom('app' as const, 'command' as const, 'component' as const),
    verified: fc.boolean(),
    standing: fc.constantFrom('offered' as const, 'revoked' as const),
    size: fc.constantFrom(0, 5, 2 ** 40),
    published: fc.constantFrom('2026-01-01T00:00:00Z', '2025-03-01T12:00:00.500Z', 'never'),
    release: fc.nat(1_000),
    card: fc.constantFrom('[]', '["1.0"]', '"ä文"'),
  })
  .map(({ title, ...told }) => aDocument({ ...told, title: title ?? told.name }))
/** One of each name in each repository. */
const someDocuments = fc.uniqueArray(someDocument, {
  selector: ({ repository, name }) => `${repository} ${name}`,
  maxLength: 10,
})

test('an index that is changed is byte for byte the one that is made anew', () => {
  fc.assert(
    fc.property(someDocuments, someDocuments, fc.subarray(names), (before, fresh, going) => {
      const goes = (repository: string, name: string) => repository === 'main' && going.includes(name)
      const added = fresh.filter(({ repository, name }) => goes(repository, name))
      const left = before.filter(({ repository, name }) => !goes(repository, name))

      const index = changed(before, goes, added)

      expect(Buffer.compare(index, buildIndex([...left, ...added], about('new')))).toBe(0)
    }),
    { numRuns: 400 },
  )
})

test('so is a large one', () => {
  const before = universe()
  const going = new Set(before.flatMap(({ name }, at) => (at % 9 === 0 ? [name] : [])))
  const goes = (_repository: string, name: string) => going.has(name)
  const newer = before.map((each) =>
    going.has(each.name) ? { ...each, summary: `${each.summary}, again` } : each,
  )

  const index = changed(
    before,
    goes,
    newer.filter(({ name }) => going.has(name)),
  )

  expect(Buffer.compare(index, buildIndex(newer, about('new')))).toBe(0)
})

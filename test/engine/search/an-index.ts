import { buildIndex } from '../../../engine/search/build-index.ts'
import type { SearchDocument } from '../../../engine/search/document.ts'
import { columnsOf } from '../../../engine/search/facets.ts'
import { find, type Finding, type Question } from '../../../engine/search/find.ts'
import { openIndex, type SearchIndex } from '../../../engine/search/search-index.ts'
import { type Choices, viewOf } from '../../../engine/search/view.ts'

export function anIndexFile(documents: readonly SearchDocument[]): Uint8Array {
  const sources = [...new Set(documents.map(({ repository }) => repository))]
    .sort()
    .map((repository) => ({ repository, digest: 'one' }))
  return buildIndex(documents, { architecture: 'x86_64', sources })
}

export interface Asked {
  readonly ask: (query: string, more?: Partial<Question>) => Finding
  readonly names: (query: string, more?: Partial<Question>) => string[]
}

/** Answers about `documents`, on a machine that has `installed` on 2 January 2026. */
export function asked(
  documents: readonly SearchDocument[],
  { installed = [], ...choices }: Partial<Choices> & { readonly installed?: readonly string[] } = {},
): Asked {
  const index = openIndex(anIndexFile(documents))!
  const view = viewOf(index, { repositories: ['main'], ownerOf: null, ...choices })
  const machine = {
    installed: marked(index, installed),
    updates: new Uint8Array(index.packageCount),
  }
  const columns = columnsOf(index, view, machine, Date.parse('2026-01-02') / 86_400_000)
  const ask: Asked['ask'] = (query, more) =>
    find(
      { index, view, columns },
      {
        query,
        description: true,
        tags: true,
        filters: {},
        hidden: false,
        order: 'best',
        offset: 0,
        limit: 50,
        ...more,
      },
    )
  return {
    ask,
    names: (query, more) => ask(query, more).page.map(({ number }) => index.nameOf(number)),
  }
}

function marked(index: SearchIndex, names: readonly string[]): Uint8Array {
  const marks = new Uint8Array(index.packageCount)
  for (const name of names) marks.fill(1, ...index.named(name))
  return marks
}

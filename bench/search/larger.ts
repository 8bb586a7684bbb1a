import { columnsOf } from '../../engine/search/facets.ts'
import { find } from '../../engine/search/find.ts'
import { buildIndex } from '../../engine/search/build-index.ts'
import type { SearchDocument } from '../../engine/search/document.ts'
import { openIndex } from '../../engine/search/search-index.ts'
import { viewOf } from '../../engine/search/view.ts'
import type { Offer } from '../debian/package-lists.ts'
import { summaryIn } from './plain-fts.ts'

export interface LargerIndex {
  readonly packages: number
  readonly bytes: number
  readonly ask: (query: string) => number
}

/** Debian's packages `times` over, each time under other names: as the engine searches, without reading records. */
export function largerIndex(offers: readonly Offer[], times: number): LargerIndex {
  const documents = Array.from({ length: times }, (_, copy) =>
    offers.map((offer, at) => documentOf(offer, at, copy)),
  )
  const file = buildIndex(documents.flat(), {
    architecture: 'x86_64',
    sources: [{ repository: 'debian', digest: 'any' }],
  })
  const index = openIndex(file)
  if (index === null) throw new Error('an index that was just made cannot be read')
  const view = viewOf(index, { repositories: ['debian'], ownerOf: null })
  const none = new Uint8Array(index.packageCount)
  const columns = columnsOf(index, view, { installed: none, updates: none }, 20_000)
  const question = {
    description: true,
    tags: true,
    filters: {},
    hidden: false,
    order: 'best',
    offset: 0,
    limit: 50,
  } as const
  return {
    packages: index.packageCount,
    bytes: file.length,
    ask: (query) => find({ index, view, columns }, { query, ...question }).total,
  }
}

function documentOf({ declaration, stanza }: Offer, at: number, copy: number): SearchDocument {
  const name = copy === 0 ? declaration.name : `${declaration.name}-${copy}x`
  const summary = summaryIn(stanza)
  return {
    release: at,
    repository: 'debian',
    name,
    title: name,
    summary,
    description: summary,
    commands: [],
    tags: [],
    categories: [/^Section: (.*)$/m.exec(stanza)?.[1] ?? 'misc'],
    provides: [],
    mediaTypes: [],
    uses: [],
    license: 'any',
    role: 'component',
    verified: false,
    size: declaration.size,
    published: '2026-01-01T00:00:00.000Z',
    standing: 'offered',
    card: '[]',
  }
}

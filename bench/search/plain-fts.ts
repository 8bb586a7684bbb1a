import Database from 'better-sqlite3'
import type { Offer } from '../debian/package-lists.ts'

/** SQLite's own search over names and summaries: the first 50 rows, best first, and nothing else. */
export function plainFts(offers: readonly Offer[]): (query: string) => number {
  const database = new Database(':memory:')
  database.exec(
    `CREATE VIRTUAL TABLE words USING fts5(name, summary, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')`,
  )
  const insert = database.prepare('INSERT INTO words VALUES (?, ?)')
  database.transaction(() => {
    for (const { declaration, stanza } of offers) insert.run(declaration.name, summaryIn(stanza))
  })()
  const ask = database.prepare<[string], unknown>(
    'SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 10, 3) LIMIT 50',
  )
  return (query) =>
    ask.all((query.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `"${word}"*`).join(' ')).length
}

export function summaryIn(stanza: string): string {
  return /^Description: (.*)$/m.exec(stanza)?.[1]?.trim() ?? ''
}

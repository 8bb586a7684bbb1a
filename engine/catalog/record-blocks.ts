import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { EngineError } from '../model/failure.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import type { Connection } from '../state/database.ts'

/**
 * Records are kept as text, some hundred in a block that is packed as one: they say much the same, so that a block is a
 * sixth of its text. A block is never changed, and its number never given again.
 * Reading a row and its block takes one transaction.
 */
export interface RecordPlace {
  readonly block: number
  /** Bytes of the unpacked block. */
  readonly start: number
  readonly length: number
}

/** Bytes of text with which a block is full. */
const fullBlock = 256_000
/** Behind each record, as in the text that the digest of all records is taken of: many are hashed in one piece. */
const lineFeed = Buffer.from('\n')
/** Blocks that are kept unpacked: whoever reads in the order of names meets few of them at a time. */
const mostKnown = 32

const blocks = new WeakMap<Connection, Map<number, Buffer>>()
const keeping = new WeakSet<Connection>()

/** All blocks that `work` unpacks stay so until its end: who reads everything twice unpacks it once. */
export function keepingBlocks<T>(catalog: Connection, work: () => T): T {
  keeping.add(catalog)
  try {
    return work()
  } finally {
    keeping.delete(catalog)
    blocks.delete(catalog)
  }
}

/** UTF-8 of a record's canonical form. */
export function recordBytes(catalog: Connection, { block, start, length }: RecordPlace): Buffer {
  return unpackedBlock(catalog, block).subarray(start, start + length)
}

/**
 * Records, each with a line feed behind it. What lies so in a block comes in one piece; blocks of older catalogs have no line
 * feeds.
 */
export function* linesOf(catalog: Connection, places: readonly RecordPlace[]): Generator<Uint8Array> {
  for (let from = 0, to = 0; from < places.length; from = to) {
    const { block, start } = places[from]!
    const content = unpackedBlock(catalog, block)
    let end = start
    do end += places[to++]!.length + 1
    while (content[end - 1] === lineFeed[0] && places[to]?.block === block && places[to]!.start === end)
    if (content[end - 1] === lineFeed[0]) yield content.subarray(start, end)
    else yield* [content.subarray(start, end - 1), lineFeed]
  }
}

export function recordAt(catalog: Connection, place: RecordPlace): IndexRecord {
  return JSON.parse(recordBytes(catalog, place).toString('utf8')) as IndexRecord
}

function unpackedBlock(catalog: Connection, number: number): Buffer {
  const known = blocks.get(catalog) ?? new Map<number, Buffer>()
  blocks.set(catalog, known)
  const content = known.get(number) ?? readBlock(catalog, number)
  // The last one that was asked for is the last one to be forgotten.
  known.delete(number)
  known.set(number, content)
  if (known.size > mostKnown && !keeping.has(catalog)) known.delete(known.keys().next().value!)
  return content
}

function readBlock(catalog: Connection, number: number): Buffer {
  const row = blocksOf(catalog)(number)
  if (row === undefined) throw new Error(`the catalog has no block ${number}`)
  return row.is_packed === 1 ? unpacked(catalog, row.content) : row.content
}

interface StoredBlock {
  readonly is_packed: number
  readonly content: Buffer
}

type FindBlock = (number: number) => StoredBlock | undefined

const queries = new WeakMap<Connection, FindBlock>()

/** Prepared once: who reads all records asks for hundreds of blocks. */
function blocksOf(catalog: Connection): FindBlock {
  const known = queries.get(catalog)
  if (known !== undefined) return known
  const query = catalog.prepare<[number], StoredBlock>('SELECT is_packed, content FROM block WHERE id = ?')
  const find: FindBlock = (number) => query.get(number)
  queries.set(catalog, find)
  return find
}

function unpacked(catalog: Connection, content: Buffer): Buffer {
  try {
    // In one piece: pieces are copied once more in the end.
    return zstdDecompressSync(content, { chunkSize: fullBlock + fullBlock / 4 })
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    throw new EngineError('state/damaged', { file: catalog.name, detail }, { cause: error })
  }
}

/** After a transaction was taken back: its numbers may be given again. */
export function forgetBlocks(catalog: Connection): void {
  blocks.delete(catalog)
}

/** Puts records into new blocks of one repository, inside a transaction. `finish` has to be called in the end. */
export interface BlockWriter {
  /** UTF-8. */
  readonly add: (text: Uint8Array) => RecordPlace
  readonly finish: () => void
}

export function blockWriter(catalog: Connection, repository: string): BlockWriter {
  const insert = catalog.prepare(
    'INSERT INTO block (id, repository, records, is_packed, content) VALUES (?, ?, ?, 1, ?)',
  )
  let texts: Uint8Array[] = []
  let length = 0
  let number = nextBlock(catalog)
  const finish = (): void => {
    if (texts.length === 0) return
    // The next levels save 3 % of the bytes, and take three times as long.
    const params = { [constants.ZSTD_c_compressionLevel]: 2 }
    const content = Buffer.concat(texts, length)
    insert.run(number, repository, texts.length / 2, zstdCompressSync(content, { params }))
    ;[texts, length, number] = [[], 0, number + 1]
  }
  return {
    add: (text) => {
      if (length >= fullBlock) finish()
      const place = { block: number, start: length, length: text.length }
      texts.push(text, lineFeed)
      length += text.length + lineFeed.length
      return place
    },
    finish,
  }
}

/** Greater than every number that was ever given. */
function nextBlock(catalog: Connection): number {
  const given = catalog
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'block'")
    .pluck()
    .get()
  return (given ?? 0) + 1
}

/** Share of records in blocks that may be those of before, which nobody reads any more. */
const mostUnused = 0.25

/** Writes the blocks of a repository anew where much of them is not in use, inside a transaction. */
export function packBlocks(catalog: Connection, repository: string): void {
  const count = (sql: string) => catalog.prepare<[string], number>(sql).pluck().get(repository) ?? 0
  const used = count('SELECT count(*) FROM release WHERE repository = ?')
  if (count('SELECT sum(records) FROM block WHERE repository = ?') <= used * (1 + mostUnused)) return
  const last = nextBlock(catalog)
  const writer = blockWriter(catalog, repository)
  const move = catalog.prepare('UPDATE release SET block = ?, start = ?, length = ? WHERE id = ?')
  const rows = catalog
    .prepare<[string], RecordPlace & { id: number }>(
      'SELECT id, block, start, length FROM release WHERE repository = ? ORDER BY name, rank',
    )
    .all(repository)
  for (const { id, ...from } of rows) {
    const { block, start, length } = writer.add(recordBytes(catalog, from))
    move.run(block, start, length, id)
  }
  writer.finish()
  catalog.prepare('DELETE FROM block WHERE repository = ? AND id < ?').run(repository, last)
}

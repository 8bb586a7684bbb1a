import { isUtf8 } from 'node:buffer'
import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { elementDepth, type JsonElement, type SplitJson, splitJson } from '../base/json-elements.ts'
import { once } from '../base/once.ts'
import { asDeclared } from '../model/as-declared.ts'
import { IndexRecord, RepositoryIndex } from '../model/repository-index.ts'
import { PlainRecords } from './plain-record.ts'

/** A record, and the UTF-8 of its canonical form. */
export interface WrittenRecord {
  readonly record: IndexRecord
  readonly text: Uint8Array
}

export interface ReadIndex {
  /** What is not of one release. */
  readonly about: Omit<RepositoryIndex, 'packages'>
  /** Each is read when it is asked for, and every time. Throws `UnreadableIndex`. */
  readonly releases: () => Iterable<WrittenRecord>
}

/** Thrown for an index of the right form that cannot be used. */
export class UnreadableIndex extends Error {
  override readonly name = 'UnreadableIndex'
}

/**
 * Reads an index record by record. One that is written as our builder writes it, and as declared, is kept as it lies there,
 * and most are not even read; what is known of every other is what the schema says.
 */
export function readIndex(bytes: Buffer): ReadIndex {
  const records = new PlainRecords(bytes)
  const split = splitJson(bytes, 'packages', isUtf8(bytes) ? (start) => records.add(start) : undefined)
  if (split === null) return readWhole(bytes)
  const rest = Buffer.concat([bytes.subarray(0, split.before), bytes.subarray(split.after)])
  const { packages: _none, ...about } = parsed(RepositoryIndex, rest.toString('utf8'))
  return { about, releases: () => releasesIn(records, split) }
}

function readWhole(bytes: Buffer): ReadIndex {
  const { packages, ...about } = parsed(RepositoryIndex, bytes.toString('utf8'))
  return { about, releases: () => packages.map(writtenRecord) }
}

export function writtenRecord(record: IndexRecord): WrittenRecord {
  return { record, text: Buffer.from(canonicalJson(record), 'utf8') }
}

/** Made for whoever reads an index with such records. */
const isAsDeclared = once(() => asDeclared(IndexRecord))

function* releasesIn(records: PlainRecords, { elements }: SplitJson): Generator<WrittenRecord> {
  const { bytes } = records
  const read = (element: JsonElement): WrittenRecord => {
    if (!element.isPlain) return otherRecord(bytes, element)
    const { start, end } = element
    const record = JSON.parse(bytes.toString('latin1', start, end)) as unknown
    if (!isAsDeclared()(record)) return otherRecord(bytes, element)
    return { record: record as IndexRecord, text: bytes.subarray(start, end) }
  }
  let known = 0
  for (const element of elements) {
    if (element.isKnown)
      yield { record: records.at(known++), text: bytes.subarray(element.start, element.end) }
    else yield readable(() => read(element))
  }
}

function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new UnreadableIndex(error instanceof Error ? error.message : '', { cause: error })
  }
}

function otherRecord(bytes: Buffer, { start, end }: JsonElement): WrittenRecord {
  const record = parsed(IndexRecord, bytes.toString('utf8', start, end), elementDepth)
  const text = canonicalJson(record)
  // As it is read from the catalog: members are in another order than the schema has them.
  return { record: JSON.parse(text) as IndexRecord, text: Buffer.from(text, 'utf8') }
}

/** The first problem is enough: a list of millions would cost more than the file. */
function parsed<S extends v.GenericSchema>(schema: S, text: string, maxDepth?: number): v.InferOutput<S> {
  const limits = maxDepth === undefined ? {} : { maxDepth }
  return v.parse(schema, parseJsonStrict(text, limits), { abortEarly: true })
}

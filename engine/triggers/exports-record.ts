import * as v from 'valibot'
import { canonicalJson } from '../base/json.ts'
import { PackageName } from '../model/manifest.ts'
import { Unexported } from '../model/unexported.ts'
import { writeDurably } from '../store/durable.ts'
import { readOwn } from '../plain-file.ts'

/** What we put into a person's folders. `marks` are what it may look like while it is ours: see `markOf`. */
const Exported = v.strictObject({
  kind: v.picklist(['entry', 'icon', 'command']),
  package: PackageName,
  root: v.string(),
  /** Below `root`. */
  path: v.string(),
  marks: v.array(v.string()),
})
export type Exported = v.InferOutput<typeof Exported>

const ExportsRecord = v.strictObject({
  format: v.literal(1),
  /** For what everything is in place; null while it is being put there. */
  settled: v.nullable(v.string()),
  exported: v.array(Exported),
  /** Folders that were not there before, outermost first; caches that only our entries made necessary. */
  folders: v.array(v.string()),
  caches: v.array(v.string()),
  /** What is not there as it should be; absent in records of before this was kept. */
  skipped: v.optional(v.array(Unexported), []),
})
export type ExportsRecord = v.InferOutput<typeof ExportsRecord>

const nothing: ExportsRecord = {
  format: 1,
  settled: null,
  exported: [],
  folders: [],
  caches: [],
  skipped: [],
}

/**
 * A record that is lost or damaged is an empty one: what stands in the folders and is exactly what we would put
 * there is taken for ours again, and everything else belongs to the person.
 */
export async function readRecord(file: string): Promise<ExportsRecord> {
  try {
    const parsed = v.safeParse(ExportsRecord, JSON.parse((await readOwn(file)).toString()))
    return parsed.success ? parsed.output : nothing
  } catch {
    return nothing
  }
}

export async function writeRecord(file: string, record: ExportsRecord, before: ExportsRecord): Promise<void> {
  const text = canonicalJson(record)
  if (text !== canonicalJson(before)) await writeDurably(file, `${text}\n`)
}

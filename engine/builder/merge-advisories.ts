import { factsFor, type Sources } from '../advisories/import/enrich.ts'
import type { Skipped } from '../advisories/import/feed.ts'
import type { Advisory } from '../model/advisory.ts'
import type { AdvisoryRecord } from './advisory-records.ts'

export interface Merged {
  /** What is to lie in the folder: everything that was imported, and what is there and has something new to say. */
  readonly records: readonly AdvisoryRecord[]
  readonly refused: readonly (Skipped & { readonly file: string })[]
}

/** Puts what was imported beside what is there. EPSS and KEV stay until something newer is told of a CVE. */
export function mergeAdvisories(
  existing: readonly AdvisoryRecord[],
  imported: readonly Advisory[],
  facts: Sources,
): Merged {
  const claims = claimsOf(existing)
  const refused: (Skipped & { file: string })[] = []
  const records = new Map<string, AdvisoryRecord>()
  for (const advisory of imported) {
    const record = asRecord(advisory)
    const holder = claims.holderOf(record)
    if (holder === null)
      records.set(record.id, { ...record, value: keepingFacts(claims.before(record), record.value) })
    else refused.push({ file: `advisories/${record.file}`, record: record.id, problem: holder })
  }
  for (const record of [...existing, ...records.values()]) {
    const current = records.get(record.id) ?? record
    const known = factsFor(current, facts)
    if (Object.keys(known).length > 0)
      records.set(record.id, { ...current, value: withFacts(current.value, known) })
  }
  return { records: [...records.values()], refused }
}

function asRecord(advisory: Advisory): AdvisoryRecord {
  const { id, aliases } = advisory
  return {
    file: `${id.replaceAll(':', '_')}.json`,
    id,
    aliases,
    value: { schema_version: '1.6.0', ...advisory },
  }
}

interface Claims {
  /** In words, who has the id or the file already; null where it is free, or its own. */
  readonly holderOf: (record: AdvisoryRecord) => string | null
  readonly before: (record: AdvisoryRecord) => AdvisoryRecord | null
}

/** Files whose names differ in capitals only are one file on some systems. */
function claimsOf(existing: readonly AdvisoryRecord[]): Claims {
  const byId = new Map(existing.map((record) => [record.id, record]))
  const byFile = new Map(existing.map(({ file, id }) => [file.toLowerCase(), id]))
  return {
    before: ({ id }) => byId.get(id) ?? null,
    holderOf: ({ id, file }) => {
      const other = byId.get(id)
      if (other !== undefined && other.file !== file) return `advisories/${other.file} tells of ${id} already`
      const owner = byFile.get(file.toLowerCase()) ?? id
      byFile.set(file.toLowerCase(), owner)
      return owner === id ? null : `the file of ${owner} has that name already`
    },
  }
}

type Facts = ReturnType<typeof factsFor>

/** What the import itself says counts more than what was told before. */
function keepingFacts(before: AdvisoryRecord | null, value: object): object {
  const known = { ...(before === null ? {} : factsIn(before.value)), ...factsIn(value) }
  return Object.keys(known).length === 0 ? value : withFacts(value, known)
}

function factsIn(value: object): object {
  const { epss, kev } = specificOf(value)
  return { ...(epss === undefined ? {} : { epss }), ...(kev === undefined ? {} : { kev }) }
}

function withFacts(value: object, facts: Facts | object): object {
  return { ...value, database_specific: { ...specificOf(value), ...facts } }
}

function specificOf(value: object): { readonly epss?: unknown; readonly kev?: unknown } {
  const said = 'database_specific' in value ? value.database_specific : null
  return typeof said === 'object' && said !== null ? said : {}
}

import type { Pool } from './pool.ts'
import { wide } from './pool-layout.ts'

/**
 * Whether a release that is there (by `values`: 1) is seen at a glance to meet a clause, because it has the name of one
 * of the clause's terms. False says nothing: something may provide the name.
 */
export function isMetByNamesake(clause: number, { data, termCount }: Pool, values: Int8Array): boolean {
  if (clause < termCount) return isTermMet(clause, data, values)
  const { clauseStarts, clauses } = data
  const row = clause - termCount
  // A clause that only the request knows has no row.
  const end = clauseStarts[row + 1] ?? 0
  for (let at = clauseStarts[row]!; at < end; at += 1) if (isTermMet(clauses[at]!, data, values)) return true
  return false
}

function isTermMet(term: number, { termFroms, termCounts }: Pool['data'], values: Int8Array): boolean {
  const count = termCounts[term]!
  if (count === wide) return false
  const from = termFroms[term]!
  for (let release = from; release < from + count; release += 1) if (values[release] === 1) return true
  return false
}

import { canonicalJson, type Json } from '../base/canonical-json.ts'
import type { AuditFacts } from '../model/audit.ts'

/** Any record as facts of an entry: flat, short, and without what is nobody's business. */
export function factsOf(record: Readonly<Record<string, unknown>>): AuditFacts {
  const known = Object.entries(record).filter(([, value]) => value !== undefined)
  let room = mostText
  const facts = known.slice(0, mostFacts).map(([name, value]): [string, AuditFacts[string]] => {
    const fact = factOf(value)
    room -= name.length + JSON.stringify(fact).length
    return [short(name), room > 0 ? fact : hidden]
  })
  return Object.fromEntries(facts)
}

/** Names and passwords, queries and fragments of addresses: where tokens travel. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*/g, hidden)
    .replace(person, `$1${hidden}@`)
    .replace(halfPassword, `$1${hidden}`)
    .replace(query, `$1?${hidden}`)
}

/** Addresses of the kinds that browsers know need not have both slashes, and may have white space before them. */
const scheme = String.raw`(?:[a-z][a-z0-9+.-]{0,20}:[/\\]{2}|\b(?:https?|ftp|wss?):[/\\\t\r\n]*)`
const person = new RegExp(String.raw`(${scheme})[^\s/\\?#]*@`, 'gi')
/** What stands behind a colon and is no port may be the half of a password that holds a slash. */
const halfPassword = new RegExp(String.raw`(${scheme}[^\s/\\?#:[]*:)(?!\d{1,5}(?:[/\\?#\s]|$))\S+`, 'gi')
const query = new RegExp(String.raw`(${scheme}[^\s?#]*)[?#]\S*`, 'gi')

const hidden = '…'
const mostFacts = 30
const mostItems = 200
/** Characters of all facts together: a line has an end. */
const mostText = 50_000
/** Characters of one text. */
const longest = 500

function factOf(value: unknown): AuditFacts[string] {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : String(value)
  if (typeof value === 'string') return short(value)
  if (!Array.isArray(value)) return short(asText(value))
  const items = value.slice(0, mostItems).map((item) => short(typeof item === 'string' ? item : asText(item)))
  return value.length > mostItems ? [...items, `and ${value.length - mostItems} more`] : items
}

function asText(value: unknown): string {
  // Through JSON, which leaves out what is no data.
  const plain = JSON.parse(JSON.stringify(value, wholeNumbers) ?? 'null') as Json
  return canonicalJson(plain)
}

function wholeNumbers(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? String(value) : value
}

function short(text: string): string {
  const safe = withoutSecrets(text.slice(0, 8 * longest))
  return safe.length > longest ? `${safe.slice(0, longest)}${hidden}` : safe
}

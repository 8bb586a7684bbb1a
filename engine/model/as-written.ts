import type { GenericSchema } from 'valibot'
import { textOf } from '../base/code-units.ts'
import {
  endOfText,
  endOfWrittenText,
  plainDigits,
  plainTextBytes,
  writtenLength,
  writtenText,
} from '../base/plain-json.ts'
import type { Told } from './as-declared.ts'

/**
 * Where the value ends that lies in bytes, if these are the canonical text of one that a schema accepts, and would give back
 * unchanged. -1 says nothing: then the value has to be read and the schema be asked.
 */
export type EndOf = (bytes: Uint8Array, start: number) => number

/** The same of an object, which tells where the values of its members began. */
export interface WrittenShape {
  /** In the order of `Object.keys(entries).sort()`. */
  readonly keys: readonly string[]
  /** By key, of the object that was looked at last; 0 where it has no such member. */
  readonly places: Uint32Array
  readonly endOf: EndOf
  /** By key, of a value of that member. */
  readonly endsOf: readonly EndOf[]
}

/**
 * A plain function of a schema, as `asDeclared`, that needs no value: of an index of 50,000 records nobody needs most of
 * them. The bytes are known to be UTF-8. What else our schemas have is left to `asDeclared`. A test holds all against each other.
 */
export function asWritten(schema: GenericSchema): WrittenShape {
  const { entries } = schema as unknown as Told
  const members = membersOf(entries ?? {})
  const places = new Uint32Array(members.length)
  return {
    keys: members.map(({ key }) => key),
    places,
    endOf: objectEnd(members, places),
    endsOf: members.map((member) => member.endOf),
  }
}

const never: EndOf = () => -1

const quote = 0x22
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

function endOf(told: Told): EndOf {
  const [first, ...actions] = told.pipe ?? [told]
  switch (first!.type) {
    case 'string':
      return textEnd(actions)
    case 'number':
      return numberEnd(actions)
    case 'boolean':
      return oneOf([true, false], actions)
    case 'literal':
      return oneOf([first!.literal], actions)
    case 'picklist':
      return oneOf(first!.options!, actions)
    case 'array':
      return listEnd(endOf(first!.item!), actions)
    case 'strict_object':
      return actions.length === 0 ? objectEnd(membersOf(first!.entries!)) : never
    default:
      return never
  }
}

interface Member {
  readonly key: string
  readonly endOf: EndOf
  readonly mayBeMissing: boolean
}

/** In the order in which they are written. One that is missing and has a default is not as declared. */
function membersOf(entries: Readonly<Record<string, Told>>): Member[] {
  const members = Object.entries(entries).map(([key, told]): Member => {
    const isOptional = told.type === 'optional'
    const mayBeMissing = isOptional && told.default === undefined
    return { key, endOf: endOf(isOptional ? told.wrapped! : told), mayBeMissing }
  })
  return members.sort((a, b) => (a.key < b.key ? -1 : 1))
}

function objectEnd(members: readonly Member[], places = new Uint32Array(members.length)): EndOf {
  const keys = members.map(({ key }) => bytesOf(`${JSON.stringify(key)}:`))
  const ends = members.map((member) => member.endOf)
  const least = members.findLastIndex(({ mayBeMissing }) => !mayBeMissing) + 1
  const memberAt = (bytes: Uint8Array, at: number, from: number): number => {
    for (let member = from; member < keys.length; member += 1) {
      if (isAt(bytes, at, keys[member]!)) return member
      places[member] = 0
      if (!members[member]!.mayBeMissing) return -1
    }
    return -1
  }
  return (bytes, start) => {
    if (bytes[start] !== openBrace) return -1
    let next = 0
    let at = start + 1
    while (bytes[at] === quote) {
      const member = memberAt(bytes, at, next)
      if (member < 0) return -1
      places[member] = at + keys[member]!.length
      at = ends[member]!(bytes, places[member])
      if (at < 0) return -1
      next = member + 1
      if (bytes[at] !== comma) break
      at += 1
      if (bytes[at] !== quote) return -1
    }
    if (bytes[at] !== closeBrace || next < least) return -1
    places.fill(0, next)
    return at + 1
  }
}

function listEnd(item: EndOf, actions: readonly Told[]): EndOf {
  const { least, most, others } = limitsOf(actions)
  if (others.length > 0) return never
  return (bytes, start) => {
    if (bytes[start] !== openBracket) return -1
    let count = 0
    let at = start + 1
    while (bytes[at] !== closeBracket) {
      if (count > 0 && bytes[at++] !== comma) return -1
      at = item(bytes, at)
      if (at < 0) return -1
      count += 1
    }
    return count >= least && count <= most ? at + 1 : -1
  }
}

function textEnd(actions: readonly Told[]): EndOf {
  const { least, most, others } = limitsOf(actions)
  const matches = others.map(matchOf)
  const [first = null, ...more] = matches.filter((match) => match !== anything)
  if (matches.includes(null) || more.length > 0) return never
  const otherEnd = otherTextEnd(actions)
  return (bytes, start) => {
    const end = endOfText(bytes, start)
    if (end < 0) return otherEnd(bytes, start)
    const length = end - start - 1
    if (length < least || length > most) return -1
    return first === null || first(bytes, start + 1, end) ? end + 1 : -1
  }
}

/** Of one with letters beyond ASCII, or escapes: they are few. */
function otherTextEnd(actions: readonly Told[]): EndOf {
  const { least, most, others } = limitsOf(actions)
  const patterns = others.map(({ requirement }) => requirement as RegExp)
  return (bytes, start) => {
    const end = endOfWrittenText(bytes, start)
    if (end < 0) return -1
    const length = writtenLength(bytes, start + 1, end)
    if (length < least || length > most) return -1
    const isRight =
      patterns.length === 0 || patterns.every((pattern) => pattern.test(writtenText(bytes, start, end)))
    return isRight ? end + 1 : -1
  }
}

function numberEnd(actions: readonly Told[]): EndOf {
  const isOther = ({ type, requirement }: Told) =>
    type !== 'safe_integer' && !(type === 'min_value' && requirement === 0)
  if (actions.some(isOther)) return never
  return (bytes, start) => {
    const digits = plainDigits(bytes, start)
    return digits === 0 ? -1 : start + digits
  }
}

function oneOf(values: readonly unknown[], actions: readonly Told[]): EndOf {
  const texts = values.map((value) => bytesOf(JSON.stringify(value)))
  if (actions.length > 0) return never
  return (bytes, start) => {
    const found = texts.find((text) => isAt(bytes, start, text))
    return found === undefined ? -1 : start + found.length
  }
}

function limitsOf(actions: readonly Told[]) {
  const valuesOf = (name: string) =>
    actions.filter(({ type }) => type === name).map(({ requirement }) => requirement as number)
  return {
    least: Math.max(0, ...valuesOf('min_length')),
    most: Math.min(Infinity, ...valuesOf('max_length')),
    others: actions.filter(({ type }) => type !== 'min_length' && type !== 'max_length'),
  }
}

type Match = (bytes: Uint8Array, start: number, end: number) => boolean

/** Of every text that is looked at. */
const anything: Match = () => true

/** Null where it is not known what an action accepts. */
function matchOf({ type, requirement }: Told): Match | null {
  if (type !== 'regex' && type !== 'iso_timestamp' && type !== 'iso_date') return null
  const pattern = requirement as RegExp
  return classMatch(pattern) ?? ((bytes, start, end) => pattern.test(textOf(bytes.subarray(start, end))))
}

/** Of a pattern such as `^[a-z][a-z0-9]{0,9}$`: one kind of letter, and others so many times; null of every other one. */
function classMatch({ source, flags }: RegExp): Match | null {
  const found = /^\^(\[(?:\\.|[^\]\\])+\])?(\[(?:\\.|[^\]\\])+\])(\*|\{(\d+)(?:,(\d+))?\})\$$/.exec(source)
  if (found === null || flags !== '') return null
  const [, head, tail, times, least = '0', most = times === '*' ? 'Infinity' : least] = found
  const rest = { letters: classOf(tail!), least: Number(least), most: Number(most) }
  if (head !== undefined) return headMatch(classOf(head), rest)
  const isEvery = plainTextBytes.every((is, byte) => is <= rest.letters[byte]!)
  return isEvery && rest.least === 0 && rest.most === Infinity ? anything : restMatch(rest)
}

interface Letters {
  readonly letters: Uint8Array
  /** How many there are. */
  readonly least: number
  readonly most: number
}

function headMatch(head: Uint8Array, rest: Letters): Match {
  const isRest = restMatch(rest)
  return (bytes, start, end) => start < end && head[bytes[start]!] === 1 && isRest(bytes, start + 1, end)
}

function restMatch({ letters, least, most }: Letters): Match {
  return (bytes, start, end) => {
    if (end - start < least || end - start > most) return false
    for (let at = start; at < end; at += 1) if (letters[bytes[at]!] !== 1) return false
    return true
  }
}

/** By byte of ASCII, whether a class of a pattern has it. */
function classOf(written: string): Uint8Array {
  const pattern = new RegExp(`^${written}$`)
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    Number(byte < 0x80 && pattern.test(String.fromCharCode(byte))),
  )
}

function isAt(bytes: Uint8Array, start: number, text: Uint8Array): boolean {
  for (let at = 0; at < text.length; at += 1) if (bytes[start + at] !== text[at]) return false
  return true
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (letter) => letter.charCodeAt(0))
}
